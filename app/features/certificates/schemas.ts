import { getZodConstraint } from "@conform-to/zod/v4";
import * as z from "zod";
import { optionalTextField, textField } from "~/i18n/zod-fields";

const line = (max: number, min = 1) => textField({ max, min });

/** The words of a certificate that are the same on all of them. */
export const templateSchema = z.object({
  version: z.coerce.number().int().min(0),
  heading: line(60),
  authority: line(160),
  signerTitle: line(120),
  signerName: optionalTextField({ max: 80 }),
  place: line(80),
});
export const templateConstraint = getZodConstraint(templateSchema);

/** Longest name that fits on a certificate. */
export const NAME_LENGTH = 120;
export const REASON_LENGTH = 1000;

export const correctSchema = z.object({ id: z.uuid(), newId: z.uuid(), name: line(NAME_LENGTH), reason: line(REASON_LENGTH, 5) });
export const correctConstraint = getZodConstraint(correctSchema);
export const revokeSchema = z.object({ id: z.uuid(), reason: line(REASON_LENGTH, 5) });
export const revokeConstraint = getZodConstraint(revokeSchema);

export const checkNameSchema = z.object({ name: line(NAME_LENGTH) });
