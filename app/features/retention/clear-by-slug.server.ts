import { editionBySlug } from "~/data/editions.server";
import { type PrivateHoldings, privateHoldings } from "~/data/retention.server";
import { refused, type Result } from "~/domain/kernel/result";
import { clearingMoment } from "~/domain/retention/retention";
import type { Services } from "~/features/services";
import { type Cleared, clearEdition, type ClearRefusal } from "./clear-edition.server";

/** When private data of an edition goes and what it holds now; null where there is no such edition. */
export async function foreseen({ db }: Pick<Services, "db">, slug: string): Promise<{ at: Date; clearedAt: Date | null; holdings: PrivateHoldings } | null> {
  const edition = await editionBySlug(db.prisma, slug);
  return edition && { at: clearingMoment(edition), clearedAt: edition.privateClearedAt, holdings: await privateHoldings(db, edition.id) };
}

/** Clears an edition by its slug, if its time is over. */
export async function clearSlug(services: Pick<Services, "db" | "files" | "clock">, slug: string): Promise<Result<Cleared, ClearRefusal>> {
  const edition = await editionBySlug(services.db.prisma, slug);
  return edition ? clearEdition(services, { editionId: edition.id, now: services.clock.now() }) : refused("not_found");
}
