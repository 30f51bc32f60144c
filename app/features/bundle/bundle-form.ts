import type { ChainEvent } from "~/domain/ledger/chain";
import type { Ranking } from "~/domain/ranking/rank-problem";
import type { VoteRule, VoteSubject } from "~/domain/results/votes";
import type { ProblemJson } from "~/features/results/problem-json";

/** The form of a sealed bundle (contract: "Sealed bundle"); a bundle of another number is of another time. */
export const BUNDLE_FORMAT = 1;

/** The files of a bundle in the order they lie in it; the manifest comes first. */
export const BUNDLE_FILES = ["rules.json", "entries.json", "assignments.json", "sheets.json", "decisions.json", "awards.json", "ledger.jsonl"] as const;
export type BundleFile = (typeof BUNDLE_FILES)[number];
export const MANIFEST = "manifest.json";

export interface Manifest {
  format: number;
  /** full: for the chair and inspectors; public: without single sheets and judges */
  visibility: "full" | "public";
  software: { name: string; version: string };
  edition: { slug: string; kind: string; number: number; title: string };
  /** the bundle's last event: the chain's at the time of the export, in the public bundle that of the publication in force */
  head: { seq: number; hash: string };
  /** SHA-256 of every other file, lower-case hex */
  files: Record<BundleFile, string>;
  /** raw Ed25519 key, base64 */
  publicKey: string;
  /** over the RFC 8785 form of all the rest, base64 */
  signature: string;
}

export type RulesFile = Pick<ProblemJson, "rubrics" | "rules" | "rounds">;
export type EntriesFile = ProblemJson["entries"];
export type SheetsFile = ProblemJson["sheets"];

/** In the public bundle: which entry was judged in which round, and the hash of the event its sheet stands in. */
export type SheetHashesFile = { entry: string; round: string | null; hash: string }[];

export interface AssignmentsFile {
  assignments: { round: string; entry: string; judge: string }[];
  conflicts: { entry: string; judge: string; kind: string }[];
}

/** In the public bundle: how many stood on record at the publication, not who. */
export interface AssignmentCountsFile {
  assignments: number;
  conflicts: number;
}

/** What a published decision was known by. */
export interface DecisionSign {
  /** seal of problem and answer, as proposed, approved and published */
  seal: string;
  number: string;
  /** ISO day */
  date: string;
}

/** A vote of a ranking meeting, by codes and numbers. */
export interface BundledVote {
  id: string;
  subject: VoteSubject;
  tier: string | null;
  field: string | null;
  award: string | null;
  entries: readonly string[];
  quota: number | null;
  present: number;
  inFavour: number;
  against: number;
  rule: VoteRule;
  carried: boolean;
  /** taken back later */
  revoked: boolean;
}

/** In the public bundle: the counts of a vote, not which entries it was about, and the hash of the event it stands in. */
export type PublicVote = Omit<BundledVote, "id" | "entries"> & { hash: string };

export interface DecisionsFile extends DecisionSign {
  /** the result and its corrections before this one, first the oldest */
  earlier: readonly DecisionSign[];
  choices: ProblemJson["choices"];
  /** in the order they were taken */
  votes: readonly BundledVote[] | readonly PublicVote[];
}

export interface AwardsFile {
  /** what `rank` answers to the sealed problem */
  answer: Ranking;
  /** by tier, rank, code */
  awards: { tier: string; entry: string; rank: number; mean: string }[];
}

/** An event of the public bundle: `data` is left out where it tells of single judges; its hash stays and binds it. */
export type PublicEvent = Omit<ChainEvent, "data"> & { data?: ChainEvent["data"] };

/** Kinds of events whose data everybody may read: rules, dates, who won. All others tell of judges or of entries that won nothing. */
export const PUBLIC_EVENTS: readonly string[] = ["EDITION_ANNOUNCED", "RULES_CHANGED", "RECEIPT_EXTENDED", "RESULT_PROPOSED", "RESULT_APPROVED", "RESULT_SIGNED", "RESULT_PUBLISHED", "RESULT_CORRECTED", "RESULT_FINAL"];
