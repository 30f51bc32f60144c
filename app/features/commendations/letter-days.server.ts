import { type LetterRow, letterById } from "~/data/commendation-letters.server";
import type { EditionRow } from "~/data/editions.server";
import { daysToSend, daysToSign, type PaperDays } from "~/domain/documents/paper-days";
import type { Day } from "~/domain/entry/ages";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";

/** The day a letter's decision is recorded under; null before. */
export const recordedDay = ({ decisionDate }: Pick<LetterRow, "decisionDate">): Day | null => decisionDate?.toISOString().slice(0, 10) ?? null;

/** The days the letter and the decision on it may bear, to be told at the fields; null where there is no such letter. */
export async function daysOfLetter({ db }: Pick<Services, "db">, { edition, id, now }: { edition: Pick<EditionRow, "id" | "opensAt">; id: string; now: Date }): Promise<{ send: PaperDays; sign: PaperDays } | null> {
  const letter = isUuid(id) ? await letterById(db.prisma, edition.id, id) : null;
  return letter && { send: daysToSend(edition.opensAt, now), sign: daysToSign(edition.opensAt, recordedDay(letter), now) };
}
