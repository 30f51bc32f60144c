import { type Day, isBornWithin, isCreatedSince } from "../contest/eligibility";

/** Who and what the rules of an edition admit; null: no bound. */
export interface AdmissionRules {
  /** the window of birth dates; both days belong to it */
  birthDateFrom: Day | null;
  birthDateTo: Day | null;
  /** the solution was made in this year or later */
  createdSinceYear: number | null;
  /** a hard limit, unlike the others */
  maxAuthors: number | null;
}

/** Why an entry lies outside of the rules. The entrant explains it, the secretary decides. */
export type EligibilityConcern =
  | { kind: "too_old"; authorKey: string }
  | { kind: "too_young"; authorKey: string }
  | { kind: "created_too_early" };

export interface AdmissionFacts {
  authors: readonly { key: string; birthDate: Day | null }[];
  createdYear: number | null;
}

/**
 * What about an entry lies outside of the age window or is older than the rules allow, authors in their order.
 * What is not known yet raises no concern here: that is a matter of completeness.
 */
export function eligibilityConcerns(rules: AdmissionRules, facts: AdmissionFacts): EligibilityConcern[] {
  const ages = facts.authors.flatMap((author): EligibilityConcern[] => {
    const concern = ageConcern(rules, author.birthDate);
    return concern ? [{ kind: concern, authorKey: author.key }] : [];
  });
  const tooEarly = facts.createdYear !== null && !isCreatedSince(facts.createdYear, rules.createdSinceYear);
  return tooEarly ? [...ages, { kind: "created_too_early" }] : ages;
}

/** Where a birth date lies beside the window, or null within it. */
export function ageConcern(rules: Pick<AdmissionRules, "birthDateFrom" | "birthDateTo">, birthDate: Day | null): "too_old" | "too_young" | null {
  if (birthDate === null || isBornWithin(birthDate, rules)) return null;
  return rules.birthDateFrom !== null && birthDate < rules.birthDateFrom ? "too_old" : "too_young";
}
