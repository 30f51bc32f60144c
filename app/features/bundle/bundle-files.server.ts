import { chainFunctions } from "~/data/ledger.server";
import { isUuid } from "~/domain/kernel/uuid";
import type { ChainEvent } from "~/domain/ledger/chain";
import { emptyRecord, replay } from "~/domain/ledger/replay";
import type { RecordedRow } from "~/domain/ledger/standing-rows";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { compareText } from "~/domain/ranking/order";
import type { ProblemJson } from "~/features/results/problem-json";
import {
  type AssignmentCountsFile, type AssignmentsFile, type AwardsFile, BUNDLE_FILES, type BundledVote, type BundleFile, type DecisionSign, PUBLIC_EVENTS, type PublicVote, type SheetHashesFile,
} from "./bundle-form";

export interface SealedResult extends DecisionSign {
  problem: ProblemJson;
  answer: Ranking;
}

interface Parts {
  result: SealedResult;
  earlier: readonly DecisionSign[];
  votes: readonly BundledVote[];
  assignments: AssignmentsFile;
  events: readonly ChainEvent[];
  visibility: "full" | "public";
}

/** A value as a file of a bundle: RFC 8785 and a line end. */
export const fileText = (value: unknown): string => `${chainFunctions.canonical(value)}\n`;

/** The texts of all files of a bundle but the manifest; the same parts give the same bytes. */
export function bundleFiles({ result, earlier, votes, assignments, events, visibility }: Parts): Record<BundleFile, string> {
  const { problem, answer, seal, number, date } = result;
  const { rubrics, rules, rounds, entries, sheets, choices } = problem;
  const isPublic = visibility === "public";
  return {
    "rules.json": fileText({ rubrics, rules, rounds }),
    "entries.json": fileText(entries),
    "assignments.json": fileText(isPublic ? standingCounts(events) : assignments),
    "sheets.json": fileText(isPublic ? sheetHashes(events, entries) : sheets),
    "decisions.json": fileText({ seal, number, date, earlier, choices, votes: isPublic ? publicVotes(events, votes) : votes }),
    "awards.json": fileText(awardsFile(answer, rules.prizes)),
    "ledger.jsonl": events.map((event) => fileText(isPublic ? publicEvent(event) : event)).join(""),
  };
}

/** The answer and its prizes as a list by tier, rank and code. */
export function awardsFile(answer: Ranking, prizes: ProblemJson["rules"]["prizes"]): AwardsFile {
  const awards = prizes.flatMap(({ tier }) =>
    answer.ranking
      .flatMap(({ entry, prize, rank, mean }) => (prize === tier && rank !== null && mean !== null ? [{ tier, entry, rank, mean }] : []))
      .toSorted((a, b) => a.rank - b.rank || compareText(a.entry, b.entry)),
  );
  return { answer, awards };
}

function publicEvent({ data, ...event }: ChainEvent): object {
  return PUBLIC_EVENTS.includes(event.type) ? { ...event, data } : event;
}

/**
 * By the events, not by the rows: what a correction on its way adds or ends must not show. Conflicts of judges alone, as in the full
 * bundle: staff without a code of the jury stand in the record by their id, and their interests are nobody's.
 */
function standingCounts(events: readonly ChainEvent[]): AssignmentCountsFile {
  const state = emptyRecord();
  for (const event of events) replay(state, event);
  const { assignments, conflicts } = state.standing;
  const standing = (rows: ReadonlyMap<string, RecordedRow>) => [...rows.values()].filter((row) => row.standing);
  return { assignments: standing(assignments).length, conflicts: standing(conflicts).filter(({ names: [, , judge] }) => !isUuid(judge)).length };
}

/**
 * Every locked sheet of the ranked entries as the hash of the event that locked it. The event holds a random id beside the scores,
 * so that nobody finds the scores by trying them out.
 */
function sheetHashes(events: readonly ChainEvent[], entries: readonly { id: string }[]): SheetHashesFile {
  const ranked = new Set(entries.map(({ id }) => id));
  const locked = new Map<string, SheetHashesFile[number]>();
  for (const { type, data, hash } of events) {
    const sheet = String(data["sheet"] ?? "");
    if (type === "SHEET_UNLOCKED") locked.delete(sheet);
    if (type === "SHEET_LOCKED" && ranked.has(String(data["entry"]))) locked.set(sheet, { entry: String(data["entry"]), round: String(data["round"]), hash });
  }
  return [...locked.values()].toSorted((a, b) => compareText(a.round ?? "", b.round ?? "") || compareText(a.entry, b.entry) || compareText(a.hash, b.hash));
}

function publicVotes(events: readonly ChainEvent[], votes: readonly BundledVote[]): PublicVote[] {
  const hashes = new Map(events.flatMap(({ type, data, hash }) => (type === "VOTE_RECORDED" ? [[data["vote"], hash] as const] : [])));
  return votes.map(({ id, entries: _entries, ...vote }) => ({ ...vote, hash: hashes.get(id) ?? "" }));
}

/** SHA-256 of every file, by its name. */
export function hashesOf(files: Readonly<Record<BundleFile, string>>): Record<BundleFile, string> {
  return Object.fromEntries(BUNDLE_FILES.map((name) => [name, chainFunctions.sha256Hex(files[name])])) as Record<BundleFile, string>;
}
