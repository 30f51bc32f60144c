import { randomUUID } from "node:crypto";
import { type ListedThing, listThings, thingOf, thingsForLabels, thingsOfEntry, type ThingInFull, type ThingScope } from "~/data/things.server";
import { isUuid } from "~/domain/kernel/uuid";
import { gotWorse, isReturned } from "~/domain/things/things";
import { qrSvg } from "~/platform/qr/qr-svg.server";
import { paths } from "~/paths";
import type { Services } from "~/features/services";

export const PAGE_SIZE = 50;
/** Labels on one print; more would keep the server busy drawing codes. */
const MOST_LABELS = 500;

export const THING_PLACES = ["here", "returned"] as const;

/** One page of the things of an edition. Two statements. */
export function thingsPage(
  { db }: Pick<Services, "db">,
  { search, where, page, ...scope }: ThingScope & { search: string; where: "here" | "returned" | null; page: number },
): Promise<{ rows: ListedThing[]; total: number }> {
  return listThings(db, scope, { search, where, page, pageSize: PAGE_SIZE });
}

export interface ThingView extends ThingInFull {
  isReturned: boolean;
  gotWorse: boolean;
}

/** One thing with its history; null where the edition has none of this id. One statement. */
export async function thingView({ db }: Pick<Services, "db">, scope: ThingScope, thingId: string): Promise<ThingView | null> {
  const thing = isUuid(thingId) ? await thingOf(db, scope, thingId) : null;
  return thing && { ...thing, isReturned: isReturned(thing.moves), gotWorse: gotWorse(thing.moves) };
}

export interface ThingLabel {
  id: string;
  code: string;
  description: string;
  entryTitle: string;
  field: string;
  /** address of the thing's page as QR */
  svg: string;
}

/** Labels to print: of one thing, or of all that are with the organisers. */
export async function thingLabels({ db, config }: Pick<Services, "db" | "config">, edition: { id: string; slug: string; viewerId: string }, only: string | null): Promise<ThingLabel[]> {
  const things = await thingsForLabels(db, { editionId: edition.id, viewerId: edition.viewerId }, MOST_LABELS);
  const wanted = only === null ? things : things.filter(({ id }) => id === only);
  return Promise.all(wanted.map(async (thing) => ({ ...thing, svg: await qrSvg(config.publicUrl + paths.thing(edition.slug, thing.id)) })));
}

export interface ThingOfEntry {
  id: string;
  code: string;
  description: string;
  place: string;
  condition: string;
  returnedAt: Date | null;
}

/** What was handed in with an entry; who may read the entry may read this. One statement. */
export async function thingsBeside({ db }: Pick<Services, "db">, entryId: string): Promise<ThingOfEntry[]> {
  const things = await thingsOfEntry(db, entryId);
  return things.map(({ id, code, description, place, moves }) => ({
    id,
    code,
    description,
    place,
    condition: moves.at(-1)?.condition ?? "",
    returnedAt: isReturned(moves) ? (moves.at(-1)?.at ?? null) : null,
  }));
}

/** An id for a thing still to be taken in: its form sent twice makes one. */
export const newThingId = (): string => randomUUID();
