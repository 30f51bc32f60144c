import { chainFunctions } from "~/data/ledger.server";
import { parsePoints } from "~/domain/kernel/decimal";
import type { EventTypes } from "~/domain/ledger/event-types";
import { DECISIONS_PUBLISHED, isAmong } from "~/domain/ledger/publications";
import { emptyRecord, publishedOf, replay, type RecordedState } from "~/domain/ledger/replay";
import { rankProblem, type Ranking } from "~/domain/ranking/rank-problem";
import { proposePrizes } from "~/domain/ranking/prizes";
import { readScoringProblem } from "~/features/results/scoring-problem";
import { awardsFile, fileText } from "./bundle-files.server";
import type { AssignmentsFile, AwardsFile, BundledVote, BundleFile, DecisionsFile, PublicEvent, PublicVote, RulesFile, SheetHashesFile, SheetsFile } from "./bundle-form";
import type { BundleProblem } from "./verify-bundle.server";

interface Recomputed {
  problems: BundleProblem[];
  awards: number;
}

type Contents = Readonly<Partial<Record<BundleFile, unknown>>>;

/** Ranks anew from rules, entries, sheets and choices, and holds everything against the chain. */
export function recomputeFull(contents: Contents, texts: ReadonlyMap<string, string>, events: readonly PublicEvent[]): Recomputed {
  const rules = contents["rules.json"] as RulesFile | undefined;
  const decisions = contents["decisions.json"] as DecisionsFile | undefined;
  const problem = { ...rules, entries: contents["entries.json"], sheets: contents["sheets.json"], choices: decisions?.choices };
  const read = readScoringProblem(problem);
  if (!read.ok || !rules || !decisions) return { problems: (read.ok ? [] : read.faults).map(({ where, code }) => ({ where, code: "rules_refused", found: code })), awards: 0 };
  const ranked = rankProblem(read.value);
  if (!ranked.ok) return { problems: ranked.faults.map(({ path, code }) => ({ where: path.join("."), code: "rules_refused", found: code })), awards: 0 };
  const expected = awardsFile(ranked.value, rules.rules.prizes);
  const recorded = recordOf(events);
  const problems: BundleProblem[] = [];
  if (texts.get("awards.json") !== fileText(expected)) problems.push(...rankingDifferences(contents["awards.json"] as AwardsFile | undefined, expected));
  const seal = chainFunctions.sha256Hex(chainFunctions.canonical({ problem, answer: ranked.value }));
  if (seal !== decisions.seal) problems.push({ where: "decisions.json", code: "seal", found: decisions.seal, expected: seal });
  problems.push(...decisionProblems(decisions, expected, recorded), ...voteProblems(decisions.votes as readonly BundledVote[] | undefined, events), ...sheetProblems(contents["sheets.json"] as SheetsFile, recorded, new Set(read.value.rounds.map((round) => round.code))), ...assignmentProblems(contents["assignments.json"] as AssignmentsFile | undefined, events));
  return { problems, awards: expected.awards.length };
}

/** Gives the prizes anew from ranks and means; the sheets themselves are with the organisers. */
export function recomputePublic(contents: Contents, _texts: ReadonlyMap<string, string>, events: readonly PublicEvent[]): Recomputed {
  const rules = contents["rules.json"] as RulesFile | undefined;
  const decisions = contents["decisions.json"] as DecisionsFile | undefined;
  const awards = contents["awards.json"] as AwardsFile | undefined;
  const read = readScoringProblem({ ...rules, entries: contents["entries.json"], sheets: [], choices: decisions?.choices });
  if (!read.ok || !rules || !decisions || !awards) return { problems: [{ where: "rules.json", code: "rules_refused" }], awards: 0 };
  const { decimals } = read.value.rules;
  const rows = awards.answer.ranking.map((row) => ({
    ...row,
    entry: { id: row.entry, field: row.field },
    mean: row.mean === null ? null : (parsePoints(row.mean) ?? 0) / 10 ** (4 - decimals),
    criteria: new Map<string, number>(),
    spread: null,
  }));
  const { prizeOf } = proposePrizes(rows, read.value.rules, read.value.choices);
  const answer: Ranking = { ...awards.answer, ranking: awards.answer.ranking.map((row) => ({ ...row, prize: prizeOf.get(row.entry) ?? null })) };
  const expected = awardsFile(answer, rules.rules.prizes);
  const problems = fileText(awards) === fileText(expected) ? [] : rankingDifferences(awards, expected);
  const recorded = recordOf(events);
  problems.push(...decisionProblems(decisions, expected, recorded), ...publicVoteProblems(decisions.votes as readonly PublicVote[] | undefined, events));
  const known = new Set(events.filter(({ type }) => type === "SHEET_LOCKED").map(({ hash }) => hash));
  for (const { entry, round, hash } of contents["sheets.json"] as SheetHashesFile) {
    if (!known.has(hash)) problems.push({ where: `sheets.json ${round ?? ""} ${entry}`, code: "sheet_absent", expected: hash });
  }
  return { problems, awards: expected.awards.length };
}

/** What was recorded when the result was published last: a correction on its way may have opened sheets since. */
function recordOf(events: readonly PublicEvent[]): RecordedState {
  const state = emptyRecord();
  const last = events.findLastIndex(({ type }) => isAmong(DECISIONS_PUBLISHED, type));
  for (const { type, data, at } of events.slice(0, last + 1)) if (data !== undefined) replay(state, { type, data, at });
  return state;
}

/** Entry by entry, so that whoever reads it knows which line was changed. */
function rankingDifferences(found: AwardsFile | undefined, expected: AwardsFile): BundleProblem[] {
  const line = (row: object | undefined) => (row === undefined ? "–" : chainFunctions.canonical(row));
  const rows = new Map((Array.isArray(found?.answer?.ranking) ? found.answer.ranking : []).map((row) => [row.entry, row]));
  const different = expected.answer.ranking.filter((row) => line(rows.get(row.entry)) !== line(row)).map((row): BundleProblem => ({ where: row.entry, code: "ranking_differs", found: line(rows.get(row.entry)), expected: line(row) }));
  const [listed, due] = [new Set((Array.isArray(found?.awards) ? found.awards : []).map(line)), new Set(expected.awards.map(line))];
  const missing = [...due].filter((text) => !listed.has(text)).map((text): BundleProblem => ({ where: "awards.json", code: "award_differs", found: "–", expected: text }));
  const surplus = [...listed].filter((text) => !due.has(text)).map((text): BundleProblem => ({ where: "awards.json", code: "award_differs", found: text, expected: "–" }));
  const all = [...different, ...missing, ...surplus];
  return all.length > 0 ? all : [{ where: "awards.json", code: "ranking_differs" }];
}

function decisionProblems(decisions: DecisionsFile, expected: AwardsFile, record: RecordedState): BundleProblem[] {
  const result = publishedOf(record);
  if (!result) return [{ where: "ledger.jsonl", code: "not_published" }];
  const problems: BundleProblem[] = [];
  if (result.seal !== decisions.seal) problems.push({ where: "decisions.json", code: "seal", found: decisions.seal, expected: result.seal });
  const [said, recorded] = [`${decisions.number} ${decisions.date}`, `${result.signature?.number ?? ""} ${result.signature?.date ?? ""}`];
  if (said !== recorded) problems.push({ where: "decisions.json", code: "decision_differs", found: said, expected: recorded });
  const sign = (one: { seal: string; number: string; date: string } | undefined) => (one ? `${one.number} ${one.date} ${one.seal}` : "–");
  const before = record.decisions.filter(({ state }) => state === "PUBLISHED").slice(0, -1).map(({ seal, signature }) => ({ seal, number: signature?.number ?? "", date: signature?.date ?? "" }));
  const told = decisions.earlier ?? [];
  for (let index = 0; index < Math.max(before.length, told.length); index += 1) {
    const [found, due] = [sign(told[index]), sign(before[index])];
    if (found !== due) problems.push({ where: `decisions.json earlier ${index + 1}`, code: "decision_differs", found, expected: due });
  }
  const text = ({ tier, entry, rank, mean }: { tier: string; entry: string; rank: number; mean: string }) => `${tier} ${entry} ${rank} ${mean}`;
  const [given, published] = [expected.awards.map(text).toSorted(), result.awards.map(text).toSorted()];
  for (const award of given) if (!published.includes(award)) problems.push({ where: "ledger.jsonl", code: "award_differs", found: "–", expected: award });
  for (const award of published) if (!given.includes(award)) problems.push({ where: "ledger.jsonl", code: "award_differs", found: award, expected: "–" });
  return problems;
}

const voteText = ({ id: _id, ...vote }: BundledVote) => chainFunctions.canonical({ ...vote, entries: [...vote.entries].toSorted() });

/** Every vote stands in the chain with its counts, and none that stands there is left out. */
function voteProblems(votes: readonly BundledVote[] | undefined, events: readonly PublicEvent[]): BundleProblem[] {
  const recorded = new Map<string, string>();
  const taken = new Set(events.flatMap(({ type, data }) => (type === "VOTE_REVOKED" ? [data?.["vote"]] : [])));
  for (const { type, data } of events) {
    if (type !== "VOTE_RECORDED" || data === undefined) continue;
    const { vote: id, meeting: _meeting, question: _question, ...rest } = data as EventTypes["VOTE_RECORDED"];
    recorded.set(id, voteText({ ...rest, id, revoked: taken.has(id) } as BundledVote));
  }
  const told = new Map((votes ?? []).map((vote) => [vote.id, voteText(vote)]));
  return [...new Set([...recorded.keys(), ...told.keys()])].flatMap((id): BundleProblem[] => {
    const [found, expected] = [told.get(id) ?? "–", recorded.get(id) ?? "–"];
    return found === expected ? [] : [{ where: `decisions.json votes ${id}`, code: "vote_differs", found, expected }];
  });
}

/** The public bundle names the event of each vote; what the event says is with the organisers. */
function publicVoteProblems(votes: readonly PublicVote[] | undefined, events: readonly PublicEvent[]): BundleProblem[] {
  const recorded = new Set(events.filter(({ type }) => type === "VOTE_RECORDED").map(({ hash }) => hash));
  const told = new Set((votes ?? []).map(({ hash }) => hash));
  const differs = (hash: string, isTold: boolean): BundleProblem => ({ where: `decisions.json votes ${hash}`, code: "vote_differs", found: isTold ? hash : "–", expected: isTold ? "–" : hash });
  return [...[...told].filter((hash) => !recorded.has(hash)).map((hash) => differs(hash, true)), ...[...recorded].filter((hash) => !told.has(hash)).map((hash) => differs(hash, false))];
}

const sheetKey = ({ round, entry, judge }: { round: string | null; entry: string; judge: string }) => `${round ?? ""} ${entry} ${judge}`;

/**
 * Every sheet that counts must stand in the chain as it is, and none that stands there for its entry may be left out. Sheets of
 * rounds that the rules do not combine (they only decided who goes on) are not part of the result; the seal fixes which those are.
 */
function sheetProblems(sheets: SheetsFile, recorded: RecordedState, rounds: ReadonlySet<string>): BundleProblem[] {
  const text = (scores: Readonly<Record<string, string>> | undefined) => chainFunctions.canonical(scores ?? {});
  const events = new Map([...recorded.lockedSheets.values()].map((event) => [sheetKey(event), event]));
  const counted = sheets.filter(({ state }) => state === "LOCKED");
  const present = new Set(counted.map(sheetKey));
  const entries = new Set(sheets.map(({ entry }) => entry));
  const problems = counted.flatMap((sheet): BundleProblem[] => {
    const event = events.get(sheetKey(sheet));
    if (!event) return [{ where: `sheets.json ${sheetKey(sheet)}`, code: "sheet_absent", found: text(sheet.scores), expected: "–" }];
    return text(event.scores) === text(sheet.scores) ? [] : [{ where: `sheets.json ${sheetKey(sheet)}`, code: "sheet_differs", found: text(sheet.scores), expected: text(event.scores) }];
  });
  const isCounted = ({ entry, round }: { entry: string; round: string }) => entries.has(entry) && (rounds.size === 0 || rounds.has(round));
  for (const [key, event] of events) if (isCounted(event) && !present.has(key)) problems.push({ where: `sheets.json ${key}`, code: "sheet_absent", found: "–", expected: text(event.scores) });
  return problems;
}

function assignmentProblems(file: AssignmentsFile | undefined, events: readonly PublicEvent[]): BundleProblem[] {
  if (!Array.isArray(file?.assignments) || !Array.isArray(file.conflicts)) return [{ where: "assignments.json", code: "file_unreadable" }];
  const standing = new Map<string, string>();
  for (const { type, data } of events) {
    if (type === "ASSIGNMENT_MADE") standing.set(String(data?.["assignment"]), sheetKey(data as EventTypes["ASSIGNMENT_MADE"]));
    if (type === "ASSIGNMENT_REVOKED") standing.delete(String(data?.["assignment"]));
  }
  const recorded = new Set(standing.values());
  const listed = new Set(file.assignments.map(sheetKey));
  const differs = (key: string, found: boolean): BundleProblem => ({ where: `assignments.json ${key}`, code: "assignment_differs", found: found ? key : "–", expected: found ? "–" : key });
  const barred = new Set(file.conflicts.map(({ entry, judge }) => `${entry} ${judge}`));
  return [
    ...[...listed].filter((key) => !recorded.has(key)).map((key) => differs(key, true)),
    ...[...recorded].filter((key) => !listed.has(key)).map((key) => differs(key, false)),
    ...file.assignments.filter(({ entry, judge }) => barred.has(`${entry} ${judge}`)).map((one): BundleProblem => ({ where: `assignments.json ${sheetKey(one)}`, code: "conflict_assigned" })),
  ];
}
