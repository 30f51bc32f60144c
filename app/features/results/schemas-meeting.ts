import { getZodConstraint } from "@conform-to/zod/v4";
import * as z from "zod";
import { VOTE_SUBJECTS } from "~/domain/results/votes";
import { dateTimeField, optionalTextField, textField } from "~/i18n/zod-fields";

const MOST_PEOPLE = 300;
const MOST_HANDS = 10_000;

const idOrNull = z
  .string()
  .max(100)
  .optional()
  .transform((id) => id || null);

/** Who met where and when; the same form opens a meeting and changes its record. */
export const meetingDetailsSchema = z.object({
  title: textField({ max: 200 }),
  place: textField({ max: 200 }),
  heldAt: dateTimeField(),
  chairId: idOrNull,
  secretaryId: idOrNull,
  seats: z
    .array(z.object({ user: z.string().max(100), as: z.enum(["present", "absent"]).optional().transform((as) => as ?? null) }))
    .max(MOST_PEOPLE)
    .default([]),
  guests: optionalTextField({ max: 5_000 }),
  notes: optionalTextField({ max: 20_000 }),
});

export const meetingDetailsConstraint = getZodConstraint(meetingDetailsSchema);

export const newRankingMeetingSchema = meetingDetailsSchema.extend({ id: z.uuid() });
export const changedRankingMeetingSchema = meetingDetailsSchema.extend({ version: z.coerce.number().int().min(1) });
export const closeRankingMeetingSchema = z.object({ version: z.coerce.number().int().min(1) });

// What is above all bounds is said once, not also that it is no safe whole number.
const hands = z.coerce.number().max(MOST_HANDS, { abort: true }).int().min(0);

/** A question and how hands were counted; what it is about depends on the subject. */
export const voteSchema = z.object({
  id: z.uuid(),
  subject: z.enum(VOTE_SUBJECTS),
  tier: idOrNull,
  field: idOrNull,
  specialAwardId: z.uuid().optional().transform((id) => id ?? null),
  entries: z.array(z.string().max(100)).max(500).default([]),
  quota: hands.optional().transform((quota) => quota ?? null),
  question: textField({ max: 2_000 }),
  present: hands,
  inFavour: hands,
  against: hands,
});

export const revokeVoteSchema = z.object({ vote: z.uuid() });

export const quotaChoiceSchema = z.object({ quotaTier: textField({ max: 100 }), quota: hands, reason: textField({ max: 2_000 }) });
