import { completeDrafts, ownEntryRows, ownRoundRows, type OwnEntryRow, type OwnRoundRow, type OwnState } from "~/data/own-sheets.server";
import type { Actor } from "~/domain/access/roles";
import { roundRefusal } from "~/domain/judging/sheet";
import { plainPoints } from "~/domain/kernel/decimal";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { PAGE_SIZE, pageOf, wordsOf } from "./queries-assignments.server";

/** Most sheets that are read back and locked at once. */
export const MOST_AT_ONCE = 50;

export type OwnEntry = Pick<OwnEntryRow, "id" | "code" | "title" | "field" | "state" | "isComplete" | "savedAt">;

export interface OwnRound extends OwnRoundRow {
  standing: "before" | "open" | "over";
  todo: number;
  /** those of this page of the list */
  assignments: OwnEntry[];
}

export interface OwnRounds {
  rounds: OwnRound[];
  /** sheets with every score that wait to be locked in rounds that run */
  complete: number;
  list: { page: number; pageSize: number; matching: number; q: string; round: string | null; state: OwnState | null };
}

const STATES: Readonly<Record<string, OwnState>> = { "chua-cham": "todo", "dang-cham": "draft", "da-khoa": "locked" };

/** The judge's own entries by edition and round, with how far they are; filtered, searched and paged as the address says. Two statements. */
export async function ownRounds({ db }: Pick<Services, "db">, actor: Actor, now: Date, search: URLSearchParams): Promise<OwnRounds> {
  const round = search.get("vong") ?? "";
  const roundId = isUuid(round) ? round : null;
  const state = STATES[search.get("phieu") ?? ""] ?? null;
  const words = wordsOf(search.get("q"));
  const page = pageOf(search);
  const filter = { roundId, state, words, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  const [rows, entries] = await Promise.all([ownRoundRows(db, actor.userId, now), ownEntryRows(db, actor.userId, now, filter)]);
  const rounds = rows.map((row) => toRound(row, entries, now));
  const complete = rounds.reduce((sum, one) => sum + (one.standing === "open" ? one.complete : 0), 0);
  return { rounds, complete, list: { page, pageSize: PAGE_SIZE, matching: entries[0]?.matching ?? 0, q: words.join(" "), round: roundId, state } };
}

function toRound(row: OwnRoundRow, entries: readonly OwnEntryRow[], now: Date): OwnRound {
  const late = roundRefusal(row, now);
  return {
    ...row,
    standing: late === null ? "open" : late === "not_open" ? "before" : "over",
    todo: row.total - row.locked - row.draft,
    assignments: entries
      .filter(({ roundId }) => roundId === row.id)
      .map(({ id, code, title, field, state, isComplete, savedAt }) => ({ id, code, title, field, state, isComplete, savedAt })),
  };
}

export interface CompleteSheet {
  id: string;
  code: string;
  title: string;
  round: string;
  edition: string;
  version: number;
  total: string;
  remark: string;
  savedAt: Date;
  scores: readonly { label: string; value: string; max: string }[];
}

/** What is stored of every complete sheet that is not locked, to be read back before they are locked together. One statement. */
export async function completeSheets({ db }: Pick<Services, "db">, actor: Actor, now: Date): Promise<{ sheets: CompleteSheet[]; matching: number }> {
  const rows = await completeDrafts(db, actor.userId, now, MOST_AT_ONCE);
  const sheets = rows.map(({ id, code, title, round, edition, version, total, remark, savedAt, scores }) => ({
    id,
    title,
    round,
    edition,
    version,
    remark,
    savedAt,
    code: code ?? "",
    total: plainPoints(total),
    scores: scores.map(({ label, value, max }) => ({ label, value: plainPoints(value), max: plainPoints(max) })),
  }));
  return { sheets, matching: rows[0]?.matching ?? 0 };
}
