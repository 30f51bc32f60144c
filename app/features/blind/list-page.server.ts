import { type BlindTab, countBlind, listBlind } from "~/data/blind-list.server";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";

export type { BlindRow } from "~/data/blind-list.server";

export const BLIND_PER_PAGE = 50;

/** The entries of an edition that blind judges are to see, one page of a tab; two statements. */
export async function blindPage({ db }: Pick<Services, "db">, { actor, editionId, tab, search, page }: { actor: Actor; editionId: string; tab: BlindTab; search: string; page: number }) {
  const request = { editionId, userId: actor.userId, search };
  const [rows, counts] = await Promise.all([listBlind(db, request, tab, { offset: (page - 1) * BLIND_PER_PAGE, limit: BLIND_PER_PAGE }), countBlind(db, request)]);
  return { rows, counts };
}
