import { awardedEntries, nominationsOf } from "~/data/nominations.server";
import { nominateEntries, noteNomination } from "~/features/upward/nominate.server";
import { actorOf, done, within } from "../writing/acting.server";
import type { SeedEdition } from "../writing/edition.server";
import type { Stage } from "./stage.server";

const NOMINATED = 4;

/** The best entries proposed for the contest of the province, after the publication. */
export async function nominateBest({ db, tx, cast, calendar }: Stage, edition: SeedEdition): Promise<void> {
  const awarded = await awardedEntries(tx, edition.id, null);
  if (awarded.length === 0) return;
  const actor = actorOf(cast.thuky, [{ role: "SECRETARY", editionId: edition.id, unitId: null }]);
  const act = { actor, editionId: edition.id, now: calendar.at(-1, 16) };
  const services = { db: within(db, tx) };
  await done(nominateEntries(services, { ...act, input: { entryIds: awarded.slice(0, NOMINATED).map(({ entryId }) => entryId) } }));
  const [first] = await nominationsOf(tx, edition.id);
  if (first) await done(noteNomination(services, { ...act, input: { id: first.id, note: "Có mô hình chạy thử, mang theo được." } }));
}
