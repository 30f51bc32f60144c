import { type LetterRow, letterById } from "~/data/commendation-letters.server";
import type { EditionRow } from "~/data/editions.server";
import type { PaperDays } from "~/domain/documents/paper-days";
import { dayInVietnam } from "~/domain/entry/ages";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";

type Opening = Pick<EditionRow, "opensAt">;

/** A letter is written after the edition opened (its day in Vietnam), and not later than today. */
export const daysToSend = ({ opensAt }: Opening, now: Date): PaperDays => ({ from: dayInVietnam(opensAt), to: dayInVietnam(now) });

/**
 * The same for the decision of the authority. Not bound to the day of the letter, which cannot be put right once it is sent; a day that
 * stands recorded may stay while only the number is put right.
 */
export function daysToSign(edition: Opening, { decisionDate }: Pick<LetterRow, "decisionDate">, now: Date): PaperDays {
  const days = daysToSend(edition, now);
  const recorded = decisionDate?.toISOString().slice(0, 10) ?? days.from;
  return recorded < days.from ? { ...days, from: recorded } : days;
}

/** The days the letter and the decision on it may bear, to be told at the fields; null where there is no such letter. */
export async function daysOfLetter({ db }: Pick<Services, "db">, { edition, id, now }: { edition: Opening & Pick<EditionRow, "id">; id: string; now: Date }): Promise<{ send: PaperDays; sign: PaperDays } | null> {
  const letter = isUuid(id) ? await letterById(db.prisma, edition.id, id) : null;
  return letter && { send: daysToSend(edition, now), sign: daysToSign(edition, letter, now) };
}
