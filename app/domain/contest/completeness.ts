import type { Eligibility, Host } from "./edition-draft";
import { isAtOrBeforeSecond } from "./phases";
import { countingRounds, rubricFor, weightSum, WHOLE_WEIGHT, type FieldRule, type PartRule, type RankingRule, type RoundRule, type TierRule } from "./rules";
import { timelineFaults, type EditionDates } from "./timeline";

export const SECTIONS = ["general", "timeline", "eligibility", "fields", "rounds", "ranking", "tiers", "parts", "dossier", "texts"] as const;
/** A part of an edition's settings; each is a page of its own. */
export type Section = (typeof SECTIONS)[number];

export type GapReason =
  | "letterhead_missing"
  | "contact_missing"
  | "timeline_contradicts"
  | "closes_in_past"
  | "birth_window_reversed"
  | "no_fields"
  | "no_rounds"
  | "weights_sum"
  | "rubric_missing"
  | "criteria_missing"
  | "tie_break_unknown"
  | "too_few_judges"
  | "no_prizes"
  | "no_parts"
  | "part_unanswerable"
  | "part_key_unknown"
  | "rules_text_missing";

export interface Gap {
  section: Section;
  reason: GapReason;
  /** what it is about, as people named it */
  about?: string;
}

/** What the completeness of an edition is judged by. */
export interface EditionRuleBook extends Host, Eligibility {
  dates: EditionDates;
  fields: readonly FieldRule[];
  rounds: readonly RoundRule[];
  tiers: readonly TierRule[];
  parts: readonly PartRule[];
  ranking: RankingRule;
  rulesText: string;
}

/** What is still missing or contradicts itself before the edition may be announced at `now`; nothing where it may. */
export function announcementGaps(book: EditionRuleBook, now: Date): Gap[] {
  return [...generalGaps(book), ...dateGaps(book, now), ...contentGaps(book), ...roundGaps(book), ...rankingGaps(book)];
}

function generalGaps({ letterheadParent, letterheadBody, place, contact }: EditionRuleBook): Gap[] {
  const gaps: Gap[] = [];
  if (letterheadParent === "" || letterheadBody === "" || place === "") gaps.push({ section: "general", reason: "letterhead_missing" });
  if (contact === "") gaps.push({ section: "general", reason: "contact_missing" });
  return gaps;
}

function dateGaps({ dates, birthDateFrom, birthDateTo }: EditionRuleBook, now: Date): Gap[] {
  const gaps: Gap[] = [];
  if (timelineFaults(dates).length > 0) gaps.push({ section: "timeline", reason: "timeline_contradicts" });
  if (isAtOrBeforeSecond(dates.closesAt, now)) gaps.push({ section: "timeline", reason: "closes_in_past" });
  if (birthDateFrom && birthDateTo && birthDateFrom > birthDateTo) gaps.push({ section: "eligibility", reason: "birth_window_reversed" });
  return gaps;
}

function contentGaps({ fields, tiers, parts, rulesText }: EditionRuleBook): Gap[] {
  const gaps: Gap[] = [];
  if (fields.length === 0) gaps.push({ section: "fields", reason: "no_fields" });
  if (!tiers.some(({ quota }) => quota > 0)) gaps.push({ section: "tiers", reason: "no_prizes" });
  if (parts.length === 0) gaps.push({ section: "parts", reason: "no_parts" });
  const unanswerable = parts.find(isUnanswerable);
  if (unanswerable) gaps.push({ section: "parts", reason: "part_unanswerable", about: unanswerable.label });
  if (rulesText.trim() === "") gaps.push({ section: "texts", reason: "rules_text_missing" });
  return gaps;
}

/** Nobody could fill it in: a choice of nothing, a table without columns, files of no kind. */
function isUnanswerable({ kind, options, families, acceptsLink, maxFiles }: PartRule): boolean {
  if (kind === "CHOICE" || kind === "TABLE") return options.length === 0;
  return kind === "FILE" && !acceptsLink && (families.length === 0 || maxFiles === 0);
}

function roundGaps({ rounds, fields, parts }: EditionRuleBook): Gap[] {
  if (rounds.length === 0) return [{ section: "rounds", reason: "no_rounds" }];
  const gaps: Gap[] = [];
  if (weightSum(rounds) !== WHOLE_WEIGHT) gaps.push({ section: "rounds", reason: "weights_sum" });
  for (const round of rounds) {
    if (fields.some(({ code }) => rubricFor(round, code) === null)) gaps.push({ section: "rounds", reason: "rubric_missing", about: round.name });
    if (round.rubrics.some(({ criteria }) => criteria.length === 0)) gaps.push({ section: "rounds", reason: "criteria_missing", about: round.name });
    const unknown = round.rubrics.flatMap(({ criteria }) => criteria).find(({ partKey }) => partKey !== null && !parts.some(({ key }) => key === partKey));
    if (unknown) gaps.push({ section: "rounds", reason: "part_key_unknown", about: unknown.label });
  }
  return gaps;
}

function rankingGaps({ rounds, ranking }: EditionRuleBook): Gap[] {
  const gaps: Gap[] = [];
  const unknown = unknownTieBreaks(rounds, ranking.tieBreak)[0];
  if (unknown !== undefined) gaps.push({ section: "ranking", reason: "tie_break_unknown", about: unknown });
  if (ranking.judgesPerEntry < ranking.minJudges) gaps.push({ section: "ranking", reason: "too_few_judges" });
  return gaps;
}

/** Codes of the tie-break order that some rubric of the last counting round lacks: ties are broken by the criteria of that round. */
export function unknownTieBreaks(rounds: readonly RoundRule[], tieBreak: readonly string[]): string[] {
  const rubrics = countingRounds(rounds).at(-1)?.rubrics ?? [];
  return tieBreak.filter((code) => rubrics.some(({ criteria }) => !criteria.some((criterion) => criterion.code === code)));
}
