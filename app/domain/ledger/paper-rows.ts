import type { EventTypes } from "./event-types";

/** An issued paper as the record or its row says; `hash` of what stands on it. */
export interface PaperOnRecord {
  kind: string;
  name: string;
  number: string | null;
  date: string | null;
  hash: string;
  isRevoked: boolean;
}

export type RecordedPapers = Map<string, PaperOnRecord>;

export const PAPER_HANDLERS = {
  PAPER_ISSUED: (papers: RecordedPapers, { paper, kind, name, hash, number, date }: EventTypes["PAPER_ISSUED"]) => void papers.set(paper, { kind, name, hash, number, date, isRevoked: false }),
  PAPER_REVOKED: (papers: RecordedPapers, { paper }: EventTypes["PAPER_REVOKED"]) => {
    const issued = papers.get(paper);
    if (issued) issued.isRevoked = true;
  },
  PAPERS_CLEANED: (papers: RecordedPapers, { papers: cleaned }: EventTypes["PAPERS_CLEANED"]) => {
    for (const { paper, hash } of cleaned) {
      const issued = papers.get(paper);
      if (issued) issued.hash = hash;
    }
  },
};

/** All of it in one line, as a difference shows it. */
export function paperText(paper: PaperOnRecord | undefined): string {
  if (!paper) return "absent";
  const { kind, name, number, date, hash, isRevoked } = paper;
  return [kind, name, number ?? "–", date ?? "–", hash, isRevoked ? "revoked" : "in force"].join(" ");
}
