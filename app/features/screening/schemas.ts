import { z } from "zod";
import { dayField, textField } from "~/i18n/zod-fields";
import { SCREENING_ACTS } from "~/domain/screening/acts";

/** How long reasons and remarks may be, in characters. */
export const MOST_REASON = 2000;

const version = z.coerce.number().int().min(1);

/** An act that needs no words. `version` is that of the entry as the page showed it. */
const bareAct = { version };

export const qualifySchema = z.object(bareAct);
export const reopenSchema = z.object({ ...bareAct, reason: textField({ max: MOST_REASON, min: 0 }).optional() });
export const rejectSchema = z.object({ ...bareAct, reason: textField({ max: MOST_REASON, min: 5 }) });
export const supplementSchema = z.object({ ...bareAct, due: dayField(), reason: textField({ max: MOST_REASON, min: 5 }) });

export const screeningSchemas = { qualify: qualifySchema, supplement: supplementSchema, reject: rejectSchema, reopen: reopenSchema } as const;

export const actSchema = z.enum(SCREENING_ACTS);

/** Ticked entries of the list, each as `id.version`. */
export const bulkSchema = z.object({
  entry: z
    .array(z.string().regex(/^[0-9a-f-]{36}\.\d{1,9}$/i))
    .min(1)
    .max(200),
});
