import type { PaperTextRow } from "~/data/paper-texts.server";
import type { Day } from "~/domain/entry/ages";
import type { PaperFrame, PaperSlots } from "./official-kind";

/** Lines of a text, without empty ones. */
export const linesOfText = (text: string): string[] => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");

/** Whom the paper is signed for, and with what title: what the secretary changed, else what is proposed. */
export const signsAs = (slots: Pick<PaperSlots, "onBehalf" | "signerTitle">, changed: Pick<PaperTextRow, "onBehalf" | "signerTitle">): { onBehalf: string; signerTitle: string } => ({
  onBehalf: changed.onBehalf ?? slots.onBehalf,
  signerTitle: changed.signerTitle ?? slots.signerTitle,
});

/** The frame of a paper: what the secretary changed, else what is proposed. @param signerName as `proposedSigner` proposes it */
export function frameOf(slots: PaperSlots, changed: PaperTextRow, given: { number: string | null; day: Day | null; signerName?: string }): PaperFrame {
  const texts = new Map(slots.texts.map(({ key, proposed }) => [key, changed.texts[key] ?? proposed]));
  return {
    legalBases: linesOfText(changed.legalBases ?? slots.legalBases),
    recipients: linesOfText(changed.recipients ?? slots.recipients),
    ...signsAs(slots, changed),
    text(key) {
      const text = texts.get(key);
      if (text === undefined) throw new Error(`the kind has no text ${key}`);
      return text;
    },
    ...given,
    signerName: changed.signerName ?? given.signerName ?? "",
  };
}
