import { getZodConstraint } from "@conform-to/zod/v4";
import * as z from "zod";
import { SPECIAL_AWARD_RULES } from "~/domain/special-awards/rules";
import { moneyField, optionalTextField, textField } from "~/i18n/zod-fields";

const MOST_POINTS = 1000;
const MOST_RECIPIENTS = 100;
const MOST_MONEY = 2_000_000_000;
export const REASON_LENGTH = 1000;

/** A whole number; left empty it is `empty`. */
const whole = <Empty extends number | null>(min: number, max: number, empty: Empty) =>
  z
    .string()
    .optional()
    .transform((text, context): number | Empty => {
      const typed = (text ?? "").trim();
      if (typed === "") return empty;
      const value = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
      if (value >= min && value <= max) return value;
      context.addIssue({ code: "custom", input: text, params: { reason: "notNumber" } });
      return z.NEVER;
    });

/** Adding an award from a pattern: everything about it is changed on its own page. */
export const addAwardSchema = z.object({ newId: z.uuid(), rule: z.enum(SPECIAL_AWARD_RULES) });

export const awardSchema = z.object({
  version: z.coerce.number().int().min(1),
  label: textField({ max: 160 }),
  ruleText: optionalTextField({ max: 1000 }),
  points: z.object({ submitted: whole(0, MOST_POINTS, 0), qualified: whole(0, MOST_POINTS, 0), tiers: z.record(z.string().max(40), whole(0, MOST_POINTS, 0)).optional() }).optional(),
  minimum: whole(1, MOST_POINTS * MOST_POINTS, null),
  quota: whole(1, MOST_RECIPIENTS, 1),
  money: moneyField().pipe(z.number().int().min(0).max(MOST_MONEY)),
});
export const awardConstraint = getZodConstraint(awardSchema);

/** To whom: a unit of the register, an author of an entry, or a name as it is typed. */
export const giveSchema = z.object({
  id: z.uuid(),
  unit: z.uuid().optional(),
  entry: optionalTextField({ max: 60 }),
  author: optionalTextField({ max: 120 }),
  name: optionalTextField({ max: 200 }),
  reason: optionalTextField({ max: REASON_LENGTH }),
});
export type GiveInput = z.infer<typeof giveSchema>;

export const revokeSchema = z.object({ id: z.uuid(), reason: textField({ min: 5, max: REASON_LENGTH }) });
export const revokeConstraint = getZodConstraint(revokeSchema);
