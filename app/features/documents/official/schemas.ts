import { z } from "zod";
import type { PaperDays } from "~/domain/documents/paper-days";
import { paperNumber } from "~/domain/documents/paper-number";
import { dayField, optionalTextField, textField } from "~/i18n/zod-fields";
import { paperDayField } from "../paper-day-field";
import type { PaperSlots } from "./official-kind";

export const TEXT_LENGTHS = { legalBases: 6000, recipients: 3000, onBehalf: 200, signerTitle: 200, signerName: 80, short: 400, long: 10_000 } as const;
export const REASON_LENGTH = 1000;

/** The field of the form that holds a text of the kind. */
export const textFieldName = (key: string): string => `text-${key}`;

/** What is proposed may not be emptied by mistake; what is proposed empty may stay so. */
const asProposed = (proposed: string, max: number) => (proposed === "" ? optionalTextField({ max }) : textField({ max }));

/** The words of one kind of paper. */
export function wordsSchema(slots: PaperSlots) {
  const texts = Object.fromEntries(slots.texts.map(({ key, proposed, long }) => [textFieldName(key), asProposed(proposed, long ? TEXT_LENGTHS.long : TEXT_LENGTHS.short)]));
  return z.object({
    version: z.coerce.number().int().min(0),
    legalBases: asProposed(slots.legalBases, TEXT_LENGTHS.legalBases),
    recipients: asProposed(slots.recipients, TEXT_LENGTHS.recipients),
    onBehalf: optionalTextField({ max: TEXT_LENGTHS.onBehalf }),
    signerTitle: asProposed(slots.signerTitle, TEXT_LENGTHS.signerTitle),
    signerName: optionalTextField({ max: TEXT_LENGTHS.signerName }),
    ...texts,
  });
}

export const resetSchema = z.object({ version: z.coerce.number().int().min(0) });

/** `draft`: hash of the draft that was looked at, so that nothing else is issued. */
export const issueSchema = z.object({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  draft: z.string().regex(/^[0-9a-f]{64}$/),
  number: optionalTextField({ max: 50 }),
  date: dayField(),
});

/**
 * What is typed to issue a paper, with number and day told at their fields, both at once.
 * @param sign of its numbers; null for a kind without one
 * @param days it may bear
 */
export const issueSchemaFor = (sign: string | null, days: PaperDays) =>
  issueSchema.extend({
    number: issueSchema.shape.number.superRefine((number, context) => {
      if (sign !== null && paperNumber(number, sign) === null) context.addIssue({ code: "custom", input: number, params: { reason: number === "" ? "number_required" : "number_wrong" } });
    }),
    date: paperDayField(days),
  });

const reason = textField({ min: 5, max: REASON_LENGTH });

export const revokePaperSchema = z.object({ id: z.uuid(), version: z.coerce.number().int().min(1), reason });
/** A reason is asked for where a scan is replaced after publication. */
export const scanSchema = z.object({ id: z.uuid(), version: z.coerce.number().int().min(1), reason: optionalTextField({ max: REASON_LENGTH }) });
