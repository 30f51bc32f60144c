import { looksLikeOldFont } from "../imports/old-fonts";
import type { Warning } from "./warnings";

/** What is looked at in every entry by itself, in the order in which a secretary reads it. */
export const CHECKS = ["complete", "files", "age", "created", "authors", "shares", "consent", "confirmed", "oldFont", "title", "duplicates", "awarded", "conflicts"] as const;
export type CheckKey = (typeof CHECKS)[number];

/** `pass`: as the rules say; `look`: a person has to look at it; `fail`: against the rules as it stands. None of them decides. */
export type CheckState = "pass" | "look" | "fail";

export interface Check {
  key: CheckKey;
  state: CheckState;
  warnings: readonly Warning[];
}

const CHECK_OF: Readonly<Record<Warning["kind"], CheckKey>> = {
  too_old: "age",
  too_young: "age",
  created_too_early: "created",
  too_many_authors: "authors",
  shares_sum: "shares",
  one_chief: "shares",
  consent_missing: "consent",
  unconfirmed: "confirmed",
  same_title: "title",
  duplicates: "duplicates",
  conflicts: "conflicts",
  incomplete: "complete",
};

/** What the rules name in numbers; the rest waits for a person. */
const FAILS: ReadonlySet<CheckKey> = new Set(["complete", "authors", "shares", "consent"]);

interface Circumstances {
  /** rules the edition has none of are not checked */
  rules: { birthDateFrom: string | null; birthDateTo: string | null; createdSinceYear: number | null; maxAuthors: number | null };
  warnings: readonly Warning[];
  /** filed for its authors, who are asked to confirm */
  asksConfirmation: boolean;
  /** declared files whose bytes are not here; null: the entry has no files */
  waitingFiles: number | null;
  oldFontPlaces: number;
  /** null where the reader may not see them */
  duplicates: { isCompared: boolean; open: number; same: number; awarded: number } | null;
}

/** All checks of an entry with what came out, those that need a person first. */
export function checksOf({ rules, warnings, asksConfirmation, waitingFiles, oldFontPlaces, duplicates }: Circumstances): Check[] {
  const isRuled: Partial<Record<CheckKey, boolean>> = {
    age: rules.birthDateFrom !== null || rules.birthDateTo !== null,
    created: rules.createdSinceYear !== null,
    authors: rules.maxAuthors !== null,
    confirmed: asksConfirmation,
    files: waitingFiles !== null,
    duplicates: duplicates !== null,
    awarded: duplicates !== null,
  };
  const needsLook: Partial<Record<CheckKey, boolean>> = {
    files: (waitingFiles ?? 0) > 0,
    oldFont: oldFontPlaces > 0,
    duplicates: duplicates !== null && (!duplicates.isCompared || duplicates.open > 0 || duplicates.same > 0),
    awarded: (duplicates?.awarded ?? 0) > 0,
  };
  const checks = CHECKS.filter((key) => isRuled[key] !== false).map((key): Check => {
    const own = warnings.filter(({ kind }) => CHECK_OF[kind] === key);
    const isPassed = own.length === 0 && !needsLook[key];
    return { key, state: isPassed ? "pass" : FAILS.has(key) ? "fail" : "look", warnings: own };
  });
  const weight = { fail: 0, look: 1, pass: 2 } as const;
  return checks.toSorted((a, b) => weight[a.state] - weight[b.state]);
}

/** Which of the texts look as if they were typed for an old font. */
export function oldFontPlaces(texts: Readonly<Record<string, string>>): string[] {
  return Object.entries(texts).flatMap(([place, text]) => (looksLikeOldFont(text) ? [place] : []));
}
