import type { EditionRow } from "~/data/editions.server";
import { receivedPackages, type ShownReceived, type ShownSender, type ShownStaged, trustedSenders, waitingPackages } from "~/data/packages.server";
import type { Services } from "~/features/services";
import { KEPT_MS } from "./stage-package.server";

export type { ShownReceived, ShownSender, ShownStaged };

/** Packages an edition took, those that wait, and whose packages are taken. Three statements. */
export async function incomingPage({ db }: Pick<Services, "db">, { edition, viewerId, now }: { edition: EditionRow; viewerId: string; now: Date }): Promise<{ received: ShownReceived[]; senders: ShownSender[]; waiting: ShownStaged[] }> {
  const since = new Date(now.getTime() - KEPT_MS);
  const [received, senders, waiting] = await Promise.all([receivedPackages(db.prisma, edition.id, viewerId), trustedSenders(db.prisma), waitingPackages(db.prisma, edition.id, since)]);
  return { received, senders, waiting };
}
