import type { AdmissionRule } from "../contest/rules";
import type { Points } from "../kernel/decimal";

/** An entry as the ranking of one round placed it. */
export interface Candidate {
  readonly id: string;
  readonly field: string;
  /** over all entries, competition style; null: not ranked, sheets are missing */
  readonly rank: number | null;
  /** the rounded mean; null where it is not ranked */
  readonly mean: Points | null;
  /** was to be judged in the round: all entries in the first one, later those that were admitted to it */
  readonly isJudged: boolean;
}

/**
 * Why an entry goes on or not: `meets` what the rule asks for, `below` the score, `outside` the number, `tie` at the line of the
 * number (the chair decides), `incomplete` (to be judged, not ranked yet), `absent` (never was to be judged in the round), `free` (there is no rule).
 */
export type AdmissionGround = "meets" | "below" | "outside" | "tie" | "incomplete" | "absent" | "free";

export interface Proposed {
  readonly goesOn: boolean;
  readonly ground: AdmissionGround;
  /** place in its field where the number counts per field, else among all */
  readonly rank: number | null;
}

/** Entries equal in everything that do not all fit; `places` of them may go on. */
export interface TieAtLine {
  /** null where the number counts for all fields together */
  readonly field: string | null;
  readonly entries: readonly string[];
  readonly places: number;
}

export interface AdmissionProposal {
  readonly of: ReadonlyMap<string, Proposed>;
  readonly ties: readonly TieAtLine[];
}

/** True where a round says who goes on. */
export const hasAdmissionRule = ({ admitFrom, admitMost }: AdmissionRule): boolean => admitFrom !== null || admitMost !== null;

/**
 * Who goes on by the rule of a round: a mean of at least `admitFrom`, and the best `admitMost`, counted in each field apart with
 * `perField`. A group of equal rank that does not fit in what is left is not cut: none of it is proposed and the chair decides.
 */
export function proposeAdmission(candidates: readonly Candidate[], rule: AdmissionRule, perField: boolean): AdmissionProposal {
  const of = new Map<string, Proposed>();
  const ties: TieAtLine[] = [];
  const fields = perField ? [...new Set(candidates.map(({ field }) => field))].sort() : [null];
  for (const field of fields) {
    const group = candidates.filter((one) => field === null || one.field === field);
    for (const one of group) of.set(one.id, place(one, group, rule));
    const tied = group.filter(({ id }) => of.get(id)?.ground === "tie");
    const [first] = tied;
    const rank = first && of.get(first.id)?.rank;
    if (rank && rule.admitMost !== null) ties.push({ field, entries: tied.map(({ id }) => id).sort(), places: rule.admitMost - rank + 1 });
  }
  return { of, ties };
}

function place(one: Candidate, group: readonly Candidate[], { admitFrom, admitMost }: AdmissionRule): Proposed {
  const { rank: overall, mean, isJudged } = one;
  if (overall === null || mean === null) return { goesOn: false, ground: isJudged ? "incomplete" : "absent", rank: null };
  const rank = 1 + group.filter((other) => other.rank !== null && other.rank < overall).length;
  if (admitFrom === null && admitMost === null) return { goesOn: false, ground: "free", rank };
  if (admitFrom !== null && mean < admitFrom) return { goesOn: false, ground: "below", rank };
  if (admitMost === null) return { goesOn: true, ground: "meets", rank };
  if (rank > admitMost) return { goesOn: false, ground: "outside", rank };
  const equal = group.filter((other) => other.rank === overall).length;
  return rank + equal - 1 > admitMost ? { goesOn: false, ground: "tie", rank } : { goesOn: true, ground: "meets", rank };
}

/**
 * True where a list differs from what the rule says, the rule leaves a tie to the chair, or entries still lack sheets, so that nobody
 * can say yet whom it lets go on: then somebody has decided.
 */
export function needsDecision({ of, ties }: AdmissionProposal, chosen: ReadonlySet<string>): boolean {
  return ties.length > 0 || [...of].some(([id, { goesOn, ground }]) => ground === "incomplete" || goesOn !== chosen.has(id));
}

/**
 * True where somebody who was shown only some of the entries may confirm a list under a number that holds for all of them: it is what
 * they were proposed, the proposal for all says the same of those entries, and what they do not see neither takes a place that
 * the rule gives to others nor still lacks sheets.
 * @param whole the proposal for all entries that share the number
 * @param confirmed what is going to be admitted after it, also of entries that were not shown
 */
export function holdsForAll(whole: AdmissionProposal["of"], shown: AdmissionProposal["of"], confirmed: ReadonlySet<string>): boolean {
  return [...whole].every(([id, { goesOn, ground }]) => {
    const seen = shown.get(id);
    if (!seen) return ground !== "incomplete" && (goesOn || !confirmed.has(id));
    return seen.goesOn === goesOn && confirmed.has(id) === goesOn;
  });
}
