import { z } from "zod";
import { dayField, optionalTextField, textField } from "~/i18n/zod-fields";
import { SCREENING_ACTS } from "~/domain/screening/acts";

/** How long reasons and remarks may be, in characters. */
export const MOST_REASON = 2000;

const MOST_PLACE = 80;
/** A request of fewer characters says nothing. */
const FEWEST_WORDS = 5;

/** The field of the form of a supplement with the remark on a place. */
export const remarkField = (place: string): string => `remark.${place}`;

const version = z.coerce.number().int().min(1);

/** An act that needs no words. `version` is that of the entry as the page showed it. */
const bareAct = { version };

export const qualifySchema = z.object(bareAct);
export const reopenSchema = z.object({ ...bareAct, reason: textField({ max: MOST_REASON, min: 0 }).optional() });
export const rejectSchema = z.object({ ...bareAct, reason: textField({ max: MOST_REASON, min: 5 }) });
/** A message in general, remarks by place, or both. */
export const supplementSchema = z
  .object({ ...bareAct, due: dayField(), reason: optionalTextField({ max: MOST_REASON }), remark: z.record(z.string().max(MOST_PLACE), optionalTextField({ max: MOST_REASON })).optional() })
  .superRefine(({ reason, remark }, context) => {
    const isSaid = [reason, ...Object.values(remark ?? {})].some((text) => text.length >= FEWEST_WORDS);
    if (!isSaid) context.addIssue({ code: "custom", path: ["reason"], input: reason, params: { reason: "nothing_asked" } });
  });

export const screeningSchemas = { qualify: qualifySchema, supplement: supplementSchema, reject: rejectSchema, reopen: reopenSchema } as const;

export const actSchema = z.enum(SCREENING_ACTS);

/** Ticked entries of the list, each as `id.version`. */
export const bulkSchema = z.object({
  entry: z
    .array(z.string().regex(/^[0-9a-f-]{36}\.\d{1,9}$/i))
    .min(1)
    .max(200),
});
