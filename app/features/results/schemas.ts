import * as z from "zod";
import { dateTimeField, dayField, textField } from "~/i18n/zod-fields";

/** Longest reason that is kept beside a decision. */
const REASON = { max: 2_000 };

/** The chair's choice among entries tied at a quota line. */
export const choiceSchema = z.object({
  tier: textField({ max: 100 }),
  field: z
    .string()
    .max(100)
    .optional()
    .transform((code) => code || null),
  entries: z.array(z.string().max(100)).default([]),
  reason: textField(REASON),
});

export const revokeChoicesSchema = z.object({ choice: z.array(z.string().max(100)).default([]) });

/** What was on the page: a decision that changed since is not touched. */
export const decisionStepSchema = z.object({ version: z.coerce.number().int().min(1) });

export const returnSchema = decisionStepSchema.extend({ reason: textField(REASON) });

/** Number and date of the signed decision on paper. */
export const signatureSchema = decisionStepSchema.extend({ number: textField({ max: 100 }), date: dayField() });

/** The minute at which the signed decision becomes public by itself. */
export const scheduleSchema = decisionStepSchema.extend({ publishAt: dateTimeField() });

const CODES = { max: 2_000 };

/** Opening a published result again. `entries`: codes, parted by commas, spaces or lines. */
export const correctionSchema = z.object({
  id: z.uuid(),
  entries: textField(CODES).transform((text) => text.toUpperCase().split(/[\s,;]+/).filter(Boolean)),
  reason: textField(REASON),
  appeal: z.uuid().optional(),
});

export const abandonSchema = z.object({ reason: textField(REASON) });
