import { getZodConstraint } from "@conform-to/zod/v4";
import { z } from "zod";
import { dateTimeField, textField } from "~/i18n/zod-fields";

/** Text as typed, without control characters but line ends (PostgreSQL takes no NUL). */
const text = (max: number) => textField({ max });

export const MINUTES_LENGTH = 10_000;
export const RESCORE_REASON_LENGTH = 1000;

export const rescoreSchema = z.object({ id: z.uuid(), roundId: z.uuid(), reason: text(RESCORE_REASON_LENGTH), dueAt: dateTimeField() });
export const rescoreConstraint = getZodConstraint(rescoreSchema);

export const closingSchema = z.object({
  outcome: z.enum(["CHANGED", "KEPT"]),
  minutes: text(MINUTES_LENGTH),
  present: z.array(z.string().min(1).max(64)).min(1).max(200),
});
export const closingConstraint = getZodConstraint(closingSchema);

/** `where`: a round, or a round and a panel of it. */
export const meetingSchema = z.object({
  id: z.uuid(),
  title: text(200),
  where: z.string().regex(/^[0-9a-f-]{36}( [0-9a-f-]{36})?$/),
  source: z.enum(["all", "spread", "turns"]),
});
export const meetingConstraint = getZodConstraint(meetingSchema);
