import type { PaperTextRow } from "~/data/paper-texts.server";
import type { Day } from "~/domain/entry/ages";
import type { PaperFrame, PaperSlots } from "./official-kind";

/** Lines of a text, without empty ones. */
export const linesOfText = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");

/** The frame of a paper: what the secretary changed, else what is proposed. */
export function frameOf(slots: PaperSlots, changed: PaperTextRow, given: { number: string | null; day: Day | null }): PaperFrame {
  const texts = new Map(slots.texts.map(({ key, proposed }) => [key, changed.texts[key] ?? proposed]));
  return {
    legalBases: linesOfText(changed.legalBases ?? slots.legalBases),
    recipients: linesOfText(changed.recipients ?? slots.recipients),
    onBehalf: changed.onBehalf ?? slots.onBehalf,
    signerTitle: changed.signerTitle ?? slots.signerTitle,
    signerName: changed.signerName ?? "",
    text(key) {
      const text = texts.get(key);
      if (text === undefined) throw new Error(`the kind has no text ${key}`);
      return text;
    },
    ...given,
  };
}
