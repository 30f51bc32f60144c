import { getZodConstraint } from "@conform-to/zod/v4";
import { z } from "zod";
import { EVIDENCE_KINDS } from "~/domain/results/evidence";
import { textField } from "~/i18n/zod-fields";

export const GROUNDS_LENGTH = 5_000;
export const ANSWER_LENGTH = 10_000;

/** `id`: made with the form, so that one sent twice files one appeal. */
export const appealSchema = z.object({ id: z.uuid(), grounds: textField({ max: GROUNDS_LENGTH, min: 20 }) });
export const appealConstraint = getZodConstraint(appealSchema);

export const withdrawSchema = z.object({ id: z.uuid() });

export const OUTCOMES = ["UPHELD", "PARTLY_UPHELD", "REJECTED"] as const;

export const answerSchema = z.object({
  version: z.coerce.number().int().min(1),
  outcome: z.enum(OUTCOMES),
  answer: textField({ max: ANSWER_LENGTH }),
  show: z.array(z.enum(EVIDENCE_KINDS)).max(EVIDENCE_KINDS.length).default([]),
});
export const answerConstraint = getZodConstraint(answerSchema);
