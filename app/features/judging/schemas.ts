import { getZodConstraint } from "@conform-to/zod/v4";
import { z } from "zod";
import { textField } from "~/i18n/zod-fields";
import { withoutControls } from "~/domain/judging/typed-scores";

/** Text as typed, without control characters (PostgreSQL takes no NUL). */
const text = (limits: { max: number }) => z.string().transform(withoutControls).pipe(textField(limits));
const uuid = () => z.uuid();
const manyIds = () => z.array(uuid()).max(5000).default([]);

/** A whole number from 1 to `most` that may stay empty. */
const countField = (most: number) =>
  z
    .string()
    .optional()
    .transform((typed, context): number | null => {
      const text = (typed ?? "").normalize("NFKC").trim();
      if (text === "") return null;
      if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
      context.addIssue({ code: "custom", input: typed, params: { reason: "notInteger" } });
      return z.NEVER;
    });

const panelName = () => text({ max: 120 });

export const newPanelSchema = z.object({ id: uuid(), roundId: uuid(), name: panelName(), fieldIds: manyIds() });
export const newPanelConstraint = getZodConstraint(newPanelSchema);
export const panelSchema = z.object({ name: panelName(), fieldIds: manyIds() });
export const panelConstraint = getZodConstraint(panelSchema);
export const memberSchema = z.object({ userId: z.string().min(1).max(64), isChair: z.boolean().optional(), maxLoad: countField(2000) });
export const memberConstraint = getZodConstraint(memberSchema);

/** Why somebody does something that stays on record. */
export const REASON_LENGTH = 1000;
export const reasonSchema = z.object({ reason: text({ max: REASON_LENGTH }) });
export const reasonConstraint = getZodConstraint(reasonSchema);
export const declareSchema = z.object({
  userId: z.string().min(1).max(64),
  entryCode: text({ max: 40 }),
  reason: text({ max: REASON_LENGTH }),
});
export const declareConstraint = getZodConstraint(declareSchema);
