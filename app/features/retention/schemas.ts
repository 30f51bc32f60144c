import { z } from "zod";
import { FEWEST_MONTHS, MOST_MONTHS } from "~/domain/retention/retention";
import { dayField, textField } from "~/i18n/zod-fields";

const version = z.coerce.number().int();

export const monthsSchema = z.object({ version, months: z.coerce.number().int().min(FEWEST_MONTHS).max(MOST_MONTHS) });
export const postponeSchema = z.object({ version, to: dayField(), reason: textField({ max: 1000, min: 5 }) });
export const erasureSchema = z.object({ reason: textField({ max: 1000, min: 5 }), sure: z.literal("on") });
/** `alsoCalled`: the names ticked under a shared telephone number, as they are kept. */
export const accountErasureSchema = erasureSchema.extend({ alsoCalled: z.array(z.string().max(500)).max(200).default([]) });
