import type { ContestKind, RuleSet } from "~/domain/contest/edition-draft";

/** What a new edition of a contest starts from; everything in it can be changed afterwards. */
export interface ContestPreset extends RuleSet {
  kind: ContestKind;
  /** official name, without the number */
  name: string;
  /** whether authors are bound to a birth-date window, solutions to a year of creation */
  eligibility: { birthWindow: boolean; createdSince: boolean; maxAuthors: number };
  introduction: string;
  /** articles of the rules: heading and text; `{…}` is filled in when an edition is made */
  articles: readonly { heading: string; text: string }[];
}

/** Whole points as the rules write them, in the unit of stored scores. */
export const points = (value: number) => value * 10_000;

/** Half a point: the step of all preset criteria. */
export const HALF_POINT = 5_000;
