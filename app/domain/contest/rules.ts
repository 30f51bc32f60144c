import type { Points } from "../kernel/decimal";
import type { Band } from "./bands";
import type { VoteRule } from "../results/votes";

/** The rules of an edition as data: what it judges, how, and what it gives. Ids are absent before it is stored. */
export interface CriterionRule {
  code: string;
  label: string;
  guidance: string;
  max: Points;
  step: Points;
  /** an entry whose mean lies below never gets a prize */
  min: Points | null;
  /** key of the dossier part a judge reads beside this criterion */
  partKey: string | null;
  /** what which score means, highest first */
  bands: readonly Band[];
}

export interface FieldRule {
  code: string;
  name: string;
}

export interface RubricRule<Criterion extends CriterionRule = CriterionRule> {
  /** null: for every field without a rubric of its own */
  fieldCode: string | null;
  criteria: Criterion[];
}

/** What is done in a round. It names the round and proposes its settings; the rules of scoring are the same for all. */
export const ROUND_KINDS = ["SCREENING_VOTE", "PRELIMINARY", "FIELD_VISIT", "FINAL", "INTERVIEW"] as const;
export type RoundKind = (typeof ROUND_KINDS)[number];

/** Which entries go on to the next round; null: no such bound. */
export interface AdmissionRule {
  /** the least mean of this round */
  admitFrom: Points | null;
  /** how many at most: of each field where prizes are given per field, else of all */
  admitMost: number | null;
}

export interface RoundRule<Rubric extends RubricRule = RubricRule> extends AdmissionRule {
  code: string;
  name: string;
  kind: RoundKind;
  /** in 1/10,000 of the combined mean; 0: the round only decides who goes on */
  weight: number;
  /** judges an entry gets in this round; null: as the edition says */
  judgesPerEntry: number | null;
  blind: boolean;
  rubrics: Rubric[];
}

export interface TierRule {
  code: string;
  label: string;
  quota: number;
  minScore: Points | null;
  /** in đồng, for one prize */
  money: number;
}

/** What a part of the dossier is filled in with. */
export const PART_KINDS = ["TEXT", "CHOICE", "TABLE", "FILE"] as const;
export type PartKind = (typeof PART_KINDS)[number];

/** What a file is by its content. */
export const FILE_FAMILIES = ["PHOTO", "PDF", "DOCUMENT", "VIDEO"] as const;
export type FileFamily = (typeof FILE_FAMILIES)[number];

/** An answer of a CHOICE or a column of a TABLE; the key is what is stored. */
export interface PartOption {
  key: string;
  label: string;
}

/** One part of the dossier. What a kind has no use for stands empty: a text has no options, a table no files. */
export interface PartRule {
  key: string;
  kind: PartKind;
  label: string;
  guidance: string;
  /** why the part matters, shown where it is missing */
  why: string;
  example: string;
  required: boolean;
  /** in characters; for a table of one cell, for files of a caption */
  maxLength: number;
  options: readonly PartOption[];
  families: readonly FileFamily[];
  maxFiles: number;
  /** in bytes, for one file */
  maxFileBytes: number;
  /** a web address may stand in place of files */
  acceptsLink: boolean;
  /** false: for the secretary only */
  forJudges: boolean;
  /** may stand on the page of a published entry where everybody agreed to it */
  publishable: boolean;
}

export interface RankingRule {
  judgesPerEntry: number;
  decimals: number;
  minJudges: number;
  maxSpread: Points | null;
  /** criterion codes, the first one counts first */
  tieBreak: string[];
  perField: boolean;
  /** days in which appeals against the result are taken; 15 where nothing is said, 0: none are */
  appealDays?: number | undefined;
  /** how ties at a quota line, empty tiers and spreads are decided; by the chair alone where nothing is said */
  voteRule?: VoteRule;
}

/** The rubric that holds for a field in a round: the field's own, else the one for all fields. */
export function rubricFor<Rubric extends RubricRule>(round: { rubrics: readonly Rubric[] }, fieldCode: string | null): Rubric | null {
  const own = fieldCode === null ? undefined : round.rubrics.find((rubric) => rubric.fieldCode === fieldCode);
  return own ?? round.rubrics.find((rubric) => rubric.fieldCode === null) ?? null;
}

/** The most points a rubric gives. */
export function rubricTotal(rubric: { criteria: readonly { max: Points }[] }): Points {
  return rubric.criteria.reduce((sum, criterion) => sum + criterion.max, 0);
}

/** Most judges one entry may get in a round: a whole council. */
export const MOST_PER_ENTRY = 50;

/** The weights of all rounds of an edition add up to this. */
export const WHOLE_WEIGHT = 10_000;

/** The rounds that count in the combined mean: the others only decide who goes on. */
export function countingRounds<Round extends { weight: number }>(rounds: readonly Round[]): Round[] {
  return rounds.filter(({ weight }) => weight > 0);
}

/** The sum of the rounds' weights, in 1/10,000. */
export function weightSum(rounds: readonly { weight: number }[]): number {
  return rounds.reduce((sum, round) => sum + round.weight, 0);
}
