import { consentGaps, type DossierRules, type EntryFacts, type Gap, gapsOf } from "../entry/completeness";
import type { GivenConsent } from "../entry/consent";
import { eligibilityConcerns } from "../entry/eligibility";

/**
 * What a secretary should look at before deciding on an entry. Warnings never reject: people decide. The list of entries can be
 * filtered by those in `LISTED_WARNINGS`; what else a dossier lacks shows on its own page.
 */
export const LISTED_WARNINGS = ["age", "created", "authors", "shares", "chief", "consent", "unconfirmed", "title", "duplicate"] as const;
export type ListedWarning = (typeof LISTED_WARNINGS)[number];

export type Warning =
  | { kind: "too_old" | "too_young"; authorKey: string }
  | { kind: "created_too_early" }
  | { kind: "too_many_authors"; limit: number }
  | { kind: "shares_sum"; sum: number }
  | { kind: "one_chief" }
  | { kind: "consent_missing"; authorKey: string }
  /** filed for authors who did not confirm it as it is */
  | { kind: "unconfirmed"; authorKeys: readonly string[] }
  /** another entry of the edition has the same title */
  | { kind: "same_title"; others: readonly string[] }
  /** it looks like so many other entries on which nobody has decided */
  | { kind: "duplicates"; open: number }
  /** people of the staff or the juries who have a conflict of interest with it */
  | { kind: "conflicts"; people: readonly string[] }
  | { kind: "incomplete"; gaps: readonly Gap[] };

interface Circumstances {
  consentsOf: (authorKey: string) => readonly GivenConsent[];
  /** authors who did not confirm what was filed for them */
  unconfirmed?: readonly string[];
  /** codes or titles of other entries with the same title */
  sameTitle: readonly string[];
  /** how many entries look like it without a decision */
  duplicates?: number;
  /** names of people in conflict */
  inConflict: readonly string[];
}

/** Reasons a gap gives for a warning of its own, or that concerns say already. */
const SAID_OTHERWISE: ReadonlySet<Gap["reason"]> = new Set(["too_many_authors", "shares_sum", "one_chief", "note_needed", "consent_missing"]);

/** All warnings about an entry, the weightiest first. */
export function warningsOf(rules: DossierRules, facts: EntryFacts, { consentsOf, unconfirmed = [], sameTitle, duplicates = 0, inConflict }: Circumstances): Warning[] {
  const gaps = gapsOf(rules, facts);
  const concerns: Warning[] = eligibilityConcerns(rules, facts);
  const ofGaps = gaps.flatMap((gap): Warning[] => {
    if (gap.reason === "too_many_authors") return [{ kind: "too_many_authors", limit: gap.amount ?? 0 }];
    if (gap.reason === "shares_sum") return [{ kind: "shares_sum", sum: gap.amount ?? 0 }];
    return gap.reason === "one_chief" ? [{ kind: "one_chief" }] : [];
  });
  const consents = consentGaps(facts.authors, consentsOf, rules).map((gap): Warning => ({ kind: "consent_missing", authorKey: gap.authorKey ?? "" }));
  const others = gaps.filter((gap) => !SAID_OTHERWISE.has(gap.reason));
  return [
    ...concerns,
    ...ofGaps,
    ...consents,
    ...(unconfirmed.length > 0 ? [{ kind: "unconfirmed", authorKeys: unconfirmed } as const] : []),
    ...(sameTitle.length > 0 ? [{ kind: "same_title", others: sameTitle } as const] : []),
    ...(duplicates > 0 ? [{ kind: "duplicates", open: duplicates } as const] : []),
    ...(inConflict.length > 0 ? [{ kind: "conflicts", people: inConflict } as const] : []),
    ...(others.length > 0 ? [{ kind: "incomplete", gaps: others } as const] : []),
  ];
}

/** The filter of the list a warning belongs to; null for those that only the entry's page shows. */
export function listedAs({ kind }: Warning): ListedWarning | null {
  switch (kind) {
    case "too_old":
    case "too_young":
      return "age";
    case "created_too_early":
      return "created";
    case "too_many_authors":
      return "authors";
    case "shares_sum":
      return "shares";
    case "one_chief":
      return "chief";
    case "consent_missing":
      return "consent";
    case "unconfirmed":
      return "unconfirmed";
    case "same_title":
      return "title";
    case "duplicates":
      return "duplicate";
    default:
      return null;
  }
}
