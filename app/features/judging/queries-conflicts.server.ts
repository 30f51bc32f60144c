import { conflictList, peopleOfEdition, type ConflictRow, type PersonOfEdition } from "~/data/conflicts-found-list.server";
import { liftingOf } from "~/domain/judging/conflict-rules";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";
import { PAGE_SIZE, pageOf, wordsOf } from "./queries-assignments.server";

export const CONFLICT_KINDS = ["AUTHOR", "SUPERVISOR", "GUARDIAN", "SAME_UNIT", "FORMER_UNIT", "FAMILY", "COAUTHOR", "DECLARED"] as const;

export interface ConflictsView {
  rows: (ConflictRow & { lifting: ReturnType<typeof liftingOf> })[];
  total: number;
  page: number;
  people: PersonOfEdition[];
}

/** One page of the conflicts of an edition, and everybody one can be declared for. Two statements. */
export async function conflictsView({ db }: Pick<Services, "db">, query: { actor: Actor; editionId: string; search: URLSearchParams }): Promise<ConflictsView> {
  const { actor, editionId, search } = query;
  const page = pageOf(search);
  const kind = CONFLICT_KINDS.find((one) => one === search.get("can-cu"));
  const state = search.get("tinh-trang") === "da-go" ? "lifted" : "standing";
  const filter = { editionId, viewerId: actor.userId, state, kind, words: wordsOf(search.get("q")), limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE } as const;
  const { rows, total } = await conflictList(db.prisma, filter);
  return { rows: rows.map((row) => ({ ...row, lifting: liftingOf(row) })), total, page, people: await peopleOfEdition(db.prisma, editionId) };
}
