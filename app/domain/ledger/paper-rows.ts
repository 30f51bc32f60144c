import type { EventTypes } from "./event-types";

/** An issued paper as the record or its row says; `hash` of what stands on it. */
export interface PaperOnRecord {
  kind: string;
  name: string;
  number: string | null;
  date: string | null;
  hash: string;
  isRevoked: boolean;
  /** its kept files with the SHA-256 of their bytes (`filesText`); empty where none is kept, or none any more */
  files: string;
}

/** Files in one text, in the order of their formats. */
export const filesText = (files: readonly { format: string; sha256: string }[]): string =>
  files
    .map(({ format, sha256 }) => `${format} ${sha256}`)
    .toSorted()
    .join(", ");

export type RecordedPapers = Map<string, PaperOnRecord>;

export const PAPER_HANDLERS = {
  PAPER_ISSUED: (papers: RecordedPapers, { paper, kind, name, hash, number, date, files = [] }: EventTypes["PAPER_ISSUED"]) => void papers.set(paper, { kind, name, hash, number, date, isRevoked: false, files: filesText(files) }),
  PAPER_REVOKED: (papers: RecordedPapers, { paper }: EventTypes["PAPER_REVOKED"]) => {
    const issued = papers.get(paper);
    if (issued) issued.isRevoked = true;
  },
  PAPERS_CLEANED: (papers: RecordedPapers, { papers: cleaned }: EventTypes["PAPERS_CLEANED"]) => {
    for (const { paper, hash } of cleaned) {
      const issued = papers.get(paper);
      if (!issued) continue;
      issued.hash = hash;
      issued.files = "";
    }
  },
};

/** All of it in one line, as a difference shows it. */
export function paperText(paper: PaperOnRecord | undefined): string {
  if (!paper) return "absent";
  const { kind, name, number, date, hash, isRevoked, files } = paper;
  return [kind, name, number ?? "–", date ?? "–", hash, isRevoked ? "revoked" : "in force", ...(files === "" ? [] : [files])].join(" ");
}
