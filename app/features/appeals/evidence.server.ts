import { eventsOfSheets, publicationEvent, rescoresClosedBefore, type EvidenceEvent } from "~/data/appeals.server";
import type { Reader } from "~/data/editions.server";
import { rescoresOfEntry } from "~/data/rescores.server";
import { publishedDecisionOf } from "~/data/results.server";
import { plainPoints } from "~/domain/kernel/decimal";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { letterOf, type Evidence, type EvidenceKind, type EvidenceSheet } from "~/domain/results/evidence";
import type { ProblemJson } from "~/features/results/problem-json";

interface About {
  editionId: string;
  entryId: string;
  code: string;
  kinds: readonly EvidenceKind[];
}

type Sheet = ProblemJson["sheets"][number];

/**
 * The numbers behind the published result of one entry, as they were sealed; nothing of other entries, no judge by name or code. Meetings
 * and events are those up to the publication of the decision in force: what a correction on its way did is not told before it is public.
 */
export async function evidenceOf(reader: Reader, { editionId, entryId, code, kinds }: About): Promise<Evidence> {
  const decision = await publishedDecisionOf(reader, editionId);
  const published = await publicationEvent(reader, editionId);
  const problem = decision?.problem as unknown as ProblemJson | undefined;
  const answer = decision?.answer as unknown as Ranking | undefined;
  const sheets = (problem?.sheets ?? []).filter(({ entry, state }) => entry === code && state === "LOCKED");
  const letters = lettersOf(sheets);
  const names = await roundNames(reader, editionId);
  const wants = (kind: EvidenceKind) => kinds.includes(kind);
  const field = problem?.entries.find(({ id }) => id === code)?.field ?? "";
  return {
    means: wants("means") ? meansOf(answer, problem, { code, field }) : null,
    sheets: wants("sheets") && problem ? sheets.map((sheet) => sheetOf(sheet, problem, { letters, names, field })) : null,
    rescores: wants("rescores") ? await rescoresOf(reader, { editionId, entryId, code, published, sheets, letters, names }) : null,
    record: wants("record") ? await recordOf(reader, { editionId, code, published }) : null,
  };
}

/** Letters by judge, in an order that says nothing of their codes: by the totals they gave, then by code. */
function lettersOf(sheets: readonly Sheet[]): Map<string, string> {
  const total = (judge: string) => sheets.filter((sheet) => sheet.judge === judge).reduce((sum, { scores }) => sum + Object.values(scores).reduce((all, one) => all + Number(one), 0), 0);
  const judges = [...new Set(sheets.map(({ judge }) => judge))].toSorted((a, b) => total(b) - total(a) || (a < b ? -1 : 1));
  return new Map(judges.map((judge, index) => [judge, letterOf(index)]));
}

async function roundNames(reader: Reader, editionId: string): Promise<Map<string, string>> {
  const rows = await reader.round.findMany({ where: { editionId }, select: { code: true, name: true } });
  return new Map(rows.map(({ code, name }) => [code, name]));
}

/** The rubric that holds for a sheet: the most specific match of round and field. */
function criteriaFor({ rubrics }: ProblemJson, round: string | null, field: string): ProblemJson["rubrics"][number]["criteria"] {
  const fits = rubrics.filter((rubric) => (rubric.round === null || round === null || rubric.round === round) && (rubric.field === null || rubric.field === field));
  const weight = (rubric: ProblemJson["rubrics"][number]) => (rubric.round === null ? 0 : 2) + (rubric.field === null ? 0 : 1);
  return fits.toSorted((a, b) => weight(b) - weight(a))[0]?.criteria ?? [];
}

function meansOf(answer: Ranking | undefined, problem: ProblemJson | undefined, { code, field }: { code: string; field: string }): Evidence["means"] {
  const row = answer?.ranking.find(({ entry }) => entry === code);
  if (!row || !problem) return { rank: null, mean: null, criteria: [] };
  const labels = new Map(criteriaFor(problem, problem.rounds.at(-1)?.code ?? null, field).map(({ code: criterion, label }) => [criterion, label]));
  return { rank: row.rank, mean: row.mean, criteria: Object.entries(row.criteria).map(([criterion, mean]) => ({ label: labels.get(criterion) ?? criterion, mean })) };
}

interface Reading {
  letters: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
}

function sheetOf({ judge, round, scores }: Sheet, problem: ProblemJson, { letters, names, field }: Reading & { field: string }): EvidenceSheet {
  const lines = criteriaFor(problem, round, field).map(({ code, label, max }) => ({ label, max, value: scores[code] ?? "0" }));
  return { round: names.get(round ?? "") ?? "", judge: letters.get(judge) ?? "", scores: lines, total: totalOf(scores) };
}

const UNITS = 10_000;
const totalOf = (scores: Sheet["scores"]) => plainPoints(Object.values(scores).reduce((sum, value) => sum + Math.round(Number(value) * UNITS), 0));

interface Published {
  editionId: string;
  code: string;
  /** the event by which the decision in force became public */
  published: EvidenceEvent | null;
}

async function rescoresOf(reader: Reader, { editionId, entryId, code, published, sheets, letters, names }: Reading & Published & { entryId: string; sheets: readonly Sheet[] }): Promise<Evidence["rescores"]> {
  const rounds = new Map((await reader.round.findMany({ where: { editionId }, select: { id: true, code: true } })).map(({ id, code }) => [id, code]));
  const closed = await rescoresClosedBefore(reader, editionId, code, published?.seq ?? 0);
  const meetings = (await rescoresOfEntry(reader, editionId, entryId)).filter(({ id }) => closed.has(id));
  return meetings.map(({ roundId, openedAt, state, originals }) => {
    const round = rounds.get(roundId) ?? "";
    const before = [...originals].toSorted((a, b) => ((letters.get(a.judge) ?? "~") < (letters.get(b.judge) ?? "~") ? -1 : 1));
    const now = before.flatMap(({ judge }) => sheets.find((sheet) => sheet.judge === judge && (sheet.round === null || sheet.round === round)) ?? []);
    return { round: names.get(round) ?? "", openedAt: openedAt.toISOString(), outcome: state, before: before.map(({ total }) => plainPoints(total)), after: now.map(({ scores }) => totalOf(scores)) };
  });
}

async function recordOf(reader: Reader, { editionId, code, published }: Published): Promise<Evidence["record"]> {
  const events = await eventsOfSheets(reader, editionId, code, published?.seq ?? 0);
  return { events: events.map(({ seq, hash, at, type }) => ({ seq, type, at: at.toISOString(), hash })), head: published?.hash ?? "" };
}
