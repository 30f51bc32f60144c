import { getZodConstraint } from "@conform-to/zod/v4";
import * as z from "zod";
import { dayField, moneyField, optionalTextField, textField } from "~/i18n/zod-fields";

/** Committees by the word that names them in addresses. */
export const COMMITTEE_SLUGS = { "to-chuc": "ORGANISING", "thu-ky": "SECRETARIAT", "giam-khao": "JURY" } as const;
export type CommitteeSlug = keyof typeof COMMITTEE_SLUGS;
export type CommitteeName = (typeof COMMITTEE_SLUGS)[CommitteeSlug];

export const MOST_MEMBERS = 200;
const MOST_FEE = 100_000_000;

/** A member as typed; `version` 0 is a new one under the ready-made `id`. */
export const memberSchema = z.object({
  id: z.uuid(),
  version: z.coerce.number().int().min(0).max(1_000_000),
  name: textField({ max: 120, min: 2 }),
  post: optionalTextField({ max: 200 }),
  role: textField({ max: 80 }),
  position: z.coerce.number().int().min(1).max(999),
  validFrom: dayField().optional(),
  validTo: dayField().optional(),
  userId: optionalTextField({ max: 100 }),
});
export const memberConstraint = getZodConstraint(memberSchema);
export type MemberInput = z.output<typeof memberSchema>;

export const feeSchema = z.object({ before: z.coerce.number().int().min(0), fee: moneyField().pipe(z.number().int().min(0).max(MOST_FEE)) });
export const removeSchema = z.object({ id: z.uuid(), version: z.coerce.number().int().min(0) });
