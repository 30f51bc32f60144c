import { recordedSeats, seatText, type StoredSeat, withRecordedSeats } from "./committee-rows";
import { commendationText, givenText, letterText, termsText, withRecordedNames, withRecordedRecipients, withRecordedWords } from "./honour-rows";
import { meetingText, quotaText, voteText } from "./meeting-rows";
import { type PaperOnRecord, paperText } from "./paper-rows";
import { admissionDifferences, standingDifferences, type StoredRow } from "./standing-rows";
import { publishedOf, type RecordedAppeal, type RecordedDecision, type RecordedState } from "./replay";

/** The rows of an edition that the record speaks of, as they stand in the database. Scores as plain decimal strings. */
export interface StoredState {
  assignments: ReadonlyMap<string, StoredRow>;
  conflicts: ReadonlyMap<string, StoredRow>;
  /** round → entries admitted to it, by codes */
  admissions: ReadonlyMap<string, readonly string[]>;
  sheets: ReadonlyMap<string, StoredSheet>;
  lateSheets: ReadonlyMap<string, StoredLateSheet>;
  choices: ReadonlyMap<string, StoredChoice>;
  meetings: RecordedState["meetings"];
  /** issued papers by id; the hash computed anew from what stands on them */
  papers: ReadonlyMap<string, PaperOnRecord>;
  honours: RecordedState["honours"];
  /** members of committees by id */
  seats: ReadonlyMap<string, StoredSeat>;
  extensions: readonly { from: string; to: string }[];
  /** in their order */
  decisions: readonly StoredDecision[];
  corrections: RecordedState["corrections"];
  appeals: RecordedState["appeals"];
  /** ISO moments */
  finalAt: string | null;
  publishedAt: string | null;
  awards: readonly { tier: string; entry: string; rank: number; rankInField: number; mean: string }[];
  /** by code of the entry, computed anew from the answer of the decision that was published last */
  ranksInField: ReadonlyMap<string, number>;
}

interface StoredChoice {
  tier: string;
  field: string | null;
  entries: readonly string[];
  /** the vote it follows */
  vote?: string | undefined;
}

export interface StoredSheet {
  locked: boolean;
  entry: string;
  judge: string;
  round: string;
  scores: Readonly<Record<string, string>>;
  total: string | null;
}

export interface StoredLateSheet extends Pick<StoredSheet, "entry" | "judge" | "round" | "scores"> {
  state: "WAITING" | "ACCEPTED" | "REFUSED";
}

export interface StoredDecision {
  sequence: number;
  state: string;
  publishAt: string | null;
  publishedAt: string | null;
  /** as stored beside problem and answer */
  seal: string;
  /** computed anew from problem and answer */
  computedSeal: string;
  number: string | null;
  date: string | null;
}

/** One place where the database differs from the record. `row` names it, `stored` and `recorded` say how. */
export interface Difference {
  row: string;
  stored: string;
  recorded: string;
}

/** Every stored score, assignment, conflict, admission, choice, extension, decision and award that is not as the record says. */
export function differences(recorded: RecordedState, stored: StoredState): Difference[] {
  return [
    ...standingDifferences("Assignment", recorded.standing.assignments, stored.assignments),
    ...standingDifferences("Conflict", recorded.standing.conflicts, stored.conflicts),
    ...admissionDifferences(recorded.standing.admissions, stored.admissions),
    ...sheetDifferences(recorded, stored),
    ...lateDifferences(recorded, stored),
    ...choiceDifferences(recorded, stored),
    ...namedDifferences("Vote", voteText, stored.meetings.votes, recorded.meetings.votes),
    ...namedDifferences("QuotaChoice", quotaText, stored.meetings.quotaChoices, recorded.meetings.quotaChoices),
    ...namedDifferences("RankingMeeting", meetingText, stored.meetings.closedMeetings, recorded.meetings.closedMeetings),
    ...namedDifferences("IssuedPaper", paperText, stored.papers, recorded.papers),
    ...namedDifferences("SpecialAward", termsText, stored.honours.terms, recorded.honours.terms),
    ...namedDifferences("SpecialAwardGiven", givenText, withRecordedNames(stored.honours.given, recorded.honours.given), recorded.honours.given),
    ...namedDifferences("Commendation", commendationText, withRecordedRecipients(stored.honours.commendations, recorded.honours.commendations), recorded.honours.commendations),
    ...namedDifferences("CommendationLetter", letterText, withRecordedWords(stored.honours.letters, recorded.honours.letters), recorded.honours.letters),
    ...namedDifferences("CommitteeMember", seatText, withRecordedSeats(stored.seats, recorded.committees), recordedSeats(recorded.committees)),
    ...listDifference("EditionExtension", stored.extensions.map(({ from, to }) => `${from} → ${to}`), recorded.extensions.map(({ from, to }) => `${from} → ${to}`)),
    ...resultDifferences(recorded, stored),
  ];
}

function sheetDifferences(recorded: RecordedState, stored: StoredState): Difference[] {
  const found: Difference[] = [];
  for (const [id, sheet] of stored.sheets) {
    const event = recorded.lockedSheets.get(id);
    const row = `ScoreSheet ${id} (${sheet.round} ${sheet.entry} ${sheet.judge})`;
    if (sheet.locked !== (event !== undefined)) found.push({ row, stored: sheet.locked ? "LOCKED" : "DRAFT", recorded: event ? "LOCKED" : "DRAFT" });
    if (!event || !sheet.locked) continue;
    if (event.entry !== sheet.entry || event.judge !== sheet.judge || event.round !== sheet.round) {
      found.push({ row, stored: `${sheet.round} ${sheet.entry} ${sheet.judge}`, recorded: `${event.round} ${event.entry} ${event.judge}` });
    }
    for (const code of new Set([...Object.keys(event.scores), ...Object.keys(sheet.scores)])) {
      const [now, then] = [sheet.scores[code], event.scores[code]];
      if (now !== then) found.push({ row: `SheetScore ${id} ${code} (${sheet.round} ${sheet.entry} ${sheet.judge})`, stored: now ?? "absent", recorded: then ?? "absent" });
    }
    if (sheet.total !== event.total) found.push({ row: `${row} total`, stored: sheet.total ?? "absent", recorded: event.total });
  }
  for (const [id, event] of recorded.lockedSheets) {
    if (!stored.sheets.has(id)) found.push({ row: `ScoreSheet ${id} (${event.round} ${event.entry} ${event.judge})`, stored: "absent", recorded: "LOCKED" });
  }
  return found;
}

function lateDifferences(recorded: RecordedState, stored: StoredState): Difference[] {
  const found: Difference[] = [];
  for (const id of new Set([...recorded.lateSheets.keys(), ...stored.lateSheets.keys()])) {
    const [now, then] = [lateText(stored.lateSheets.get(id)), lateText(recorded.lateSheets.get(id))];
    if (now !== then) found.push({ row: `LateSheet ${id}`, stored: now, recorded: then });
  }
  return found;
}

function lateText(late: StoredLateSheet | undefined): string {
  if (!late) return "absent";
  const scores = Object.entries(late.scores).map(([code, points]) => `${code} ${points}`);
  return `${late.state} ${late.round} ${late.entry} ${late.judge}: ${scores.toSorted().join(", ")}`;
}

function choiceDifferences(recorded: RecordedState, stored: StoredState): Difference[] {
  const found: Difference[] = [];
  for (const id of new Set([...recorded.choices.keys(), ...stored.choices.keys()])) {
    const [now, then] = [choiceText(stored.choices.get(id)), choiceText(recorded.choices.get(id))];
    if (now !== then) found.push({ row: `PrizeChoice ${id}`, stored: now, recorded: then });
  }
  return found;
}

function choiceText(choice: StoredChoice | undefined): string {
  return choice ? `${choice.tier} ${choice.field ?? "–"}: ${choice.entries.toSorted().join(", ")}${choice.vote ? ` by vote ${choice.vote}` : ""}` : "absent";
}

function listDifference(row: string, stored: readonly string[], recorded: readonly string[]): Difference[] {
  const [now, then] = [stored.toSorted().join("; "), recorded.toSorted().join("; ")];
  return now === then ? [] : [{ row, stored: now || "none", recorded: then || "none" }];
}

function resultDifferences(recorded: RecordedState, stored: StoredState): Difference[] {
  const found: Difference[] = [];
  const compare = (row: string, storedText: string, recordedText: string) => {
    if (storedText !== recordedText) found.push({ row, stored: storedText, recorded: recordedText });
  };
  const { length } = stored.decisions.length > recorded.decisions.length ? stored.decisions : recorded.decisions;
  for (let index = 0; index < length; index += 1) found.push(...decisionDifferences(index, stored.decisions[index], recorded.decisions[index]));
  const published = publishedOf(recorded);
  compare("Edition publishedAt", stored.publishedAt ?? "none", recorded.decisions.find(({ state }) => state === "PUBLISHED")?.publishedAt ?? "none");
  compare("Edition finalAt", stored.finalAt ?? "none", recorded.finalAt ?? "none");
  for (const { entry, rank, rankInField } of stored.awards) compare(`Award ${entry} rankInField`, String(rankInField), String(stored.ranksInField.get(entry) ?? rank));
  found.push(...namedDifferences("ResultCorrection", correctionText, stored.corrections, recorded.corrections));
  found.push(...namedDifferences("Appeal", appealText, stored.appeals, recorded.appeals));
  const line = (award: { tier: string; entry: string; rank: number; mean: string }) => `${award.tier} ${award.entry} ${award.rank} ${award.mean}`;
  const given = (published?.awards ?? []).map(line);
  const awards = stored.awards.map(line);
  for (const text of awards) if (!given.includes(text)) found.push({ row: "Award", stored: text, recorded: "absent" });
  for (const text of given) if (!awards.includes(text)) found.push({ row: "Award", stored: "absent", recorded: text });
  return found;
}

/** The first decision is named as such; corrections carry their number. */
function decisionDifferences(index: number, now: StoredDecision | undefined, then: RecordedDecision | undefined): Difference[] {
  const row = index === 0 ? "ResultDecision" : `ResultDecision ${index + 1}`;
  const lines: [row: string, stored: string, recorded: string][] = [[`${row} state`, now?.state ?? "absent", then?.state ?? "absent"]];
  if (now && then) {
    lines.push(
      [`${row} sequence`, String(now.sequence), String(index + 1)],
      [`${row} sealedHash`, now.seal, then.seal],
      [`${row} problem, answer`, now.computedSeal, then.seal],
      [`${row} decision`, decisionText(now.number, now.date), decisionText(then.signature?.number ?? null, then.signature?.date ?? null)],
      [`${row} publishAt`, now.publishAt ?? "none", then.publishAt ?? "none"],
      [`${row} publishedAt`, now.publishedAt ?? "none", then.publishedAt ?? "none"],
    );
  }
  return lines.flatMap(([about, storedText, recordedText]) => (storedText === recordedText ? [] : [{ row: about, stored: storedText, recorded: recordedText }]));
}

function namedDifferences<T>(table: string, text: (value: T | undefined) => string, stored: ReadonlyMap<string, T>, recorded: ReadonlyMap<string, T>): Difference[] {
  const ids = [...new Set([...stored.keys(), ...recorded.keys()])];
  return ids.flatMap((id) => {
    const [now, then] = [text(stored.get(id)), text(recorded.get(id))];
    return now === then ? [] : [{ row: `${table} ${id}`, stored: now, recorded: then }];
  });
}

function correctionText(correction: { entries: readonly string[]; abandoned: boolean } | undefined): string {
  return correction ? `${correction.abandoned ? "given up" : "opened"}: ${correction.entries.toSorted().join(", ")}` : "absent";
}

function appealText(appeal: RecordedAppeal | undefined): string {
  if (!appeal) return "absent";
  const { entry, number, state, outcome, grounds, answer, evidence } = appeal;
  return [entry, number, state, outcome ?? "–", grounds, answer ?? "–", evidence ?? "–"].join(" ");
}

function decisionText(number: string | null, date: string | null): string {
  return number === null ? "unsigned" : `${number} ${date ?? ""}`;
}
