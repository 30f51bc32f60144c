/** What an answer to an appeal may show the entrant beside its text; the staff choose. */
export const EVIDENCE_KINDS = ["means", "sheets", "rescores", "record"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** One judge's sheet; judges stand by letters that say nothing of who they are. Points are plain decimal texts. */
export interface EvidenceSheet {
  round: string;
  judge: string;
  scores: { label: string; max: string; value: string }[];
  total: string;
}

/** The numbers an answer shows, as they stood when it was given. Kept with the appeal; its hash stands in the ledger. */
export interface Evidence {
  /** rank, mean and the mean of each criterion */
  means: { rank: number | null; mean: string | null; criteria: { label: string; mean: string }[] } | null;
  sheets: EvidenceSheet[] | null;
  /** meetings on re-scoring: when, how they ended, the totals before and after in the order of the letters */
  rescores: { round: string; openedAt: string; outcome: string; before: string[]; after: string[] }[] | null;
  /** events of the entry's sheets in the record, by number and hash, and the newest hash of all */
  record: { events: { seq: number; type: string; at: string; hash: string }[]; head: string } | null;
}

/** A, B … Z, AA: letters for judges in the order given. */
export function letterOf(index: number): string {
  const rest = Math.floor(index / 26);
  return (rest > 0 ? letterOf(rest - 1) : "") + String.fromCharCode(65 + (index % 26));
}
