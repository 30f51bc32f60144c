import type { Day } from "~/domain/entry/ages";
import type { Paper } from "~/platform/render/paper";
import { paperFromJson, paperToJson, type StoredJson } from "~/platform/render/paper-json";
import type { PaperFrame, PaperSlots } from "./official-kind";

/** The words around the data of an issued paper, as they stood on it. */
export interface IssuedFrame {
  legalBases: readonly string[];
  recipients: readonly string[];
  onBehalf: string;
  signerTitle: string;
  signerName: string;
  texts: Readonly<Record<string, string>>;
  number: string | null;
  day: Day | null;
}

/** What is kept of an issued paper: the paper as it is printed, and the words that were put in. */
export interface IssuedContent {
  [part: string]: StoredJson;
  paper: StoredJson;
  frame: StoredJson;
}

export function issuedContentOf(paper: Paper, frame: PaperFrame, slots: PaperSlots): IssuedContent {
  const { legalBases, recipients, onBehalf, signerTitle, signerName, number, day } = frame;
  const texts = Object.fromEntries(slots.texts.map(({ key }) => [key, frame.text(key)]));
  return { paper: paperToJson(paper), frame: { legalBases: [...legalBases], recipients: [...recipients], onBehalf, signerTitle, signerName, texts, number, day } };
}

/** The paper out of what was kept. */
export function issuedPaperOf(content: unknown): Paper {
  return paperFromJson((content as IssuedContent).paper);
}

/** The frame out of what was kept: texts that a later version of the kind asks for come from what it proposes. */
export function issuedFrameOf(content: unknown, slots: PaperSlots): PaperFrame {
  const { texts, ...frame } = (content as IssuedContent).frame as unknown as IssuedFrame;
  const proposed = new Map(slots.texts.map((slot) => [slot.key, slot.proposed]));
  return {
    ...frame,
    text(key) {
      const text = texts[key] ?? proposed.get(key);
      if (text === undefined) throw new Error(`the kind has no text ${key}`);
      return text;
    },
  };
}
