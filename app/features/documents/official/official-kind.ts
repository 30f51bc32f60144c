import type { EditionRow } from "~/data/editions.server";
import type { Day } from "~/domain/entry/ages";
import type { DocumentKind, KindSource, NamedPaper } from "../kinds/kind";

/** What must have happened before a paper can be made, in the order of the contest's steps. */
export const PAPER_STAGES = ["rules", "committee", "qualified", "scored", "proposed", "approved", "signed", "published"] as const;

export type PaperStage = (typeof PAPER_STAGES)[number];

/** A text of a paper that the secretary may change. */
export interface TextSlot {
  /** unique in the kind; letters a–z and hyphens, 1–40 characters */
  key: string;
  /** in Vietnamese, as papers are */
  label: string;
  proposed: string;
  /** several lines */
  long: boolean;
}

/** What the platform proposes for the words around the record's data. */
export interface PaperSlots {
  /** "Căn cứ …", one a line; empty where a paper has none */
  legalBases: string;
  /** "Nơi nhận", one a line */
  recipients: string;
  /** "TM. BAN TỔ CHỨC"; empty where nobody signs for a body */
  onBehalf: string;
  /** "TRƯỞNG BAN" */
  signerTitle: string;
  texts: readonly TextSlot[];
}

/** What stands around the data on one paper: texts as the secretary left them, signatory, number and day. */
export interface PaperFrame {
  legalBases: readonly string[];
  recipients: readonly string[];
  onBehalf: string;
  signerTitle: string;
  /** empty: a line to sign on */
  signerName: string;
  /** @throws Error where the kind has no such text */
  text(key: string): string;
  /** "17/QĐ-BTC"; null on a draft: the place for it stays empty ("Số:      /QĐ-BTC") */
  number: string | null;
  /** null on a draft: "ngày      tháng      năm" */
  day: Day | null;
}

/** What a paper of the desk is made from. */
export interface OfficialSource extends KindSource {
  frame: PaperFrame;
  /** whose eyes it is for: entries in which this person has an interest are absent (decision 023); null: the paper whole, as it is issued */
  viewerId: string | null;
}

/**
 * What a file under `official/` says of its kind; `officialKind` (define-kind.server.ts) makes the kind out of it, with the stored texts
 * and the papers that were issued.
 */
export interface OfficialDefinition extends Omit<DocumentKind, "papers"> {
  /** "QĐ-BTC" as in "17/QĐ-BTC"; null: without a number */
  sign: string | null;
  stage: PaperStage;
  /** what must have happened before it can be issued, where that is more than a draft needs */
  issueStage?: PaperStage;
  /** It names single entries, their authors, scores or prizes: whoever has an interest in one is not shown issued ones before publication. */
  tellsOfEntries: boolean;
  slots(edition: EditionRow): PaperSlots;
  /** Made of ranking meetings that were closed: without one there is no paper, whatever stage the edition is at. */
  ofMeetings?: true;
  /**
   * The papers out of the record: none where there is nothing to put on one yet. `name` tells the papers of a kind apart and stays the
   * same from one draft to the next, as what was issued is found by it. `paper.at` comes from the record or from `frame.day`, never from
   * the clock, so that the same record gives the same bytes.
   */
  build(source: OfficialSource): AsyncIterable<NamedPaper>;
}

/** A kind of paper that the secretariat words, signs, numbers and issues. */
export interface OfficialKind extends DocumentKind, OfficialDefinition {}
