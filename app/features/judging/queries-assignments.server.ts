import { assignmentTable, judgesOfRound, largestLoads, type AssignmentTableRow, type JudgeLoad, type RoundJudge } from "~/data/assignments-table.server";
import type { EditionRow } from "~/data/editions.server";
import { perEntryIn, roundsAndFields, type RoundRow } from "~/data/panels.server";
import type { Actor } from "~/domain/access/roles";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { panelFor } from "./round-problem";

export const PAGE_SIZE = 50;

/** How many judges' loads are drawn above the list. */
const DRAWN_LOADS = 20;

/** Most words of a search that are looked at. */
const MOST_WORDS = 6;

/** What a reader of a list asks for; values out of an address, checked here. */
export interface ListQuery {
  round: string | null;
  field: string | null;
  words: string[];
  only: string | null;
  page: number;
}

export function listQuery(search: URLSearchParams): ListQuery {
  return {
    round: search.get("vong"),
    field: search.get("linh-vuc"),
    words: wordsOf(search.get("q")),
    only: search.get("chi"),
    page: pageOf(search),
  };
}

/** The page of a list an address asks for; the first one where it says nothing readable. */
export function pageOf(search: URLSearchParams, parameter = "page"): number {
  const page = Number(search.get(parameter) ?? "1");
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

/** The words of a search, in NFC and without control characters, which the database would not take. */
export function wordsOf(typed: string | null): string[] {
  const text = (typed ?? "").normalize("NFC").replace(/\p{Cc}/gu, " ").slice(0, 200);
  return text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

export interface EligibleJudge {
  id: string;
  code: string;
  name: string;
  load: number;
  maxLoad: number | null;
  inConflict: boolean;
}

export interface AssignmentsView {
  rounds: Pick<RoundRow, "id" | "code" | "name">[];
  round: Pick<RoundRow, "id" | "code" | "name">;
  isFirstRound: boolean;
  /** judges an entry is to have */
  perEntry: number;
  fields: { id: string; name: string }[];
  rows: AssignmentTableRow[];
  total: number;
  page: number;
  /** the largest loads, and how many judges the round has */
  loads: JudgeLoad[];
  judges: number;
  /** the entry in hand with everybody who may judge its field */
  editing: { entryId: string; eligible: EligibleJudge[] } | null;
}

/** The round an address names by its code; the first one where it names none. */
export function chooseRound<Round extends { code: string }>(rounds: readonly Round[], code: string | null): Round | undefined {
  return code === null ? rounds[0] : rounds.find((round) => round.code === code);
}

/** One page of the entries of a round with their judges, the loads, and the entry in hand. Four statements at most. */
export async function assignmentsView(
  { db }: Pick<Services, "db">,
  { actor, edition, query, editing }: { actor: Pick<Actor, "userId">; edition: Pick<EditionRow, "id" | "judgesPerEntry">; query: ListQuery; editing: string | null },
): Promise<Result<AssignmentsView, "not_found">> {
  const { rounds, fields } = await roundsAndFields(db.prisma, edition.id);
  const round = chooseRound(rounds, query.round);
  if (!round) return refused("not_found");
  const fieldId = query.field !== null && isUuid(query.field) ? query.field : undefined;
  const perEntry = perEntryIn(round, edition);
  const fewerThan = query.only === "thieu" ? perEntry : undefined;
  const filter = { roundId: round.id, viewerId: actor.userId, fieldId, words: query.words, fewerThan, limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE };
  const { rows, total } = await assignmentTable(db.prisma, filter);
  const { loads, judges } = await largestLoads(db.prisma, { roundId: round.id, viewerId: actor.userId }, DRAWN_LOADS);
  const inHand = rows.find(({ id }) => id === editing);
  return ok({
    rounds: rounds.map(({ id, code, name }) => ({ id, code, name })),
    round: { id: round.id, code: round.code, name: round.name },
    isFirstRound: round === rounds[0],
    perEntry,
    fields: fields.map(({ id, name }) => ({ id, name })),
    rows,
    total,
    page: query.page,
    loads,
    judges,
    editing: inHand ? { entryId: inHand.id, eligible: eligibleFor(inHand, await judgesOfRound(db.prisma, round.id, actor.userId)) } : null,
  });
}

function eligibleFor(entry: AssignmentTableRow, judges: readonly RoundJudge[]): EligibleJudge[] {
  const held = new Set(entry.assigned.map(({ judgeId }) => judgeId));
  return judges
    .filter((judge) => held.has(judge.id) || panelFor(judge, entry.fieldId) !== null)
    .map(({ id, code, name, load, maxLoad, barredFrom }) => ({ id, code, name, load, maxLoad, inConflict: barredFrom.includes(entry.id) }));
}
