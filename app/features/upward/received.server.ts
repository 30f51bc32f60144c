import type { EditionRow } from "~/data/editions.server";
import { receivedPackages, type ShownReceived, type ShownSender, trustedSenders } from "~/data/packages.server";
import type { Services } from "~/features/services";

export type { ShownReceived, ShownSender };

/** Packages an edition took, and whose packages are taken. Two statements. */
export async function incomingPage({ db }: Pick<Services, "db">, { edition, viewerId }: { edition: EditionRow; viewerId: string }): Promise<{ received: ShownReceived[]; senders: ShownSender[] }> {
  const [received, senders] = await Promise.all([receivedPackages(db.prisma, edition.id, viewerId), trustedSenders(db.prisma)]);
  return { received, senders };
}
