import type { EditionRow } from "~/data/editions.server";
import type { Services } from "~/features/services";
import type { Paper } from "~/platform/render/paper";

export type PaperFormat = "pdf" | "docx";

/** What the papers of a kind are made from; a kind reads the rest itself. */
export interface KindSource {
  services: Pick<Services, "db" | "files">;
  edition: EditionRow;
  now: Date;
  /** whose eyes it is for: what this person may not see of an entry is not on it; absent or null: the operator of the machine, who may see all */
  viewerId?: string | null;
}

export interface NamedPaper {
  /** of the file, without extension and without what file systems forbid */
  name: string;
  paper: Paper;
  /** of the issued paper it is: its files are those that were kept */
  issuedId?: string;
}

/**
 * One kind of official paper. A new kind is a file in this folder that exports one of these, and a line in `index.ts`: the
 * command line and the staff's pages then offer it.
 */
export interface DocumentKind {
  /** `registration-form`, as the command line names it */
  key: string;
  /** in Vietnamese, as papers are */
  title: string;
  formats: readonly PaperFormat[];
  /** Every paper of this kind in the edition, one after another, so that memory holds one at a time. */
  papers(source: KindSource): AsyncIterable<NamedPaper>;
}
