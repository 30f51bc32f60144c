import type { DossierLimits } from "./dossier-limits";
import type { Day } from "./eligibility";
import type { FieldRule, PartRule, RankingRule, RoundRule, TierRule } from "./rules";
import type { EditionDates } from "./timeline";

export const CONTEST_KINDS = ["TECHNICAL", "YOUTH"] as const;
export type ContestKind = (typeof CONTEST_KINDS)[number];

export const HOST_LEVELS = ["SCHOOL", "COMMUNE", "CLUSTER", "FORMER_DISTRICT", "PROVINCE"] as const;
export type HostLevel = (typeof HOST_LEVELS)[number];

/** Who holds the edition, and what stands at the head of its papers. */
export interface Host {
  hostUnitId: string | null;
  hostName: string;
  hostLevel: HostLevel;
  /** first line of the letterhead: the body above */
  letterheadParent: string;
  /** second line: the body that issues the papers */
  letterheadBody: string;
  /** before the date of a paper: "Cẩm Xuyên" */
  place: string;
  contact: string;
}

/** Who may take part with what. */
export interface Eligibility {
  birthDateFrom: Day | null;
  birthDateTo: Day | null;
  createdSinceYear: number | null;
  maxAuthors: number | null;
}

/** The rules a preset brings along, without dates. */
export interface RuleSet {
  fields: FieldRule[];
  rounds: RoundRule[];
  tiers: TierRule[];
  parts: PartRule[];
  dossier: DossierLimits;
  ranking: RankingRule;
}

/** Everything an edition is made of before it is stored. */
export interface EditionDraft extends RuleSet, Host, Eligibility {
  kind: ContestKind;
  number: number;
  /** "2026–2027" */
  period: string;
  title: string;
  slug: string;
  codePrefix: string;
  introduction: string;
  rulesText: string;
  dates: EditionDates;
}
