import { z } from "zod";
import { dayField, optionalTextField, textField } from "~/i18n/zod-fields";
import { CONSENT_PURPOSES, type ConsentPurpose } from "~/domain/entry/consent";
import { TEXT_LIMITS } from "~/domain/entry/completeness";

/** Ready-made ids of a new entry and its first author, so that sending the form twice makes one; and who begins it. */
export const beginSchema = z.object({ id: z.uuid(), authorKey: z.uuid(), as: z.enum(["author", "guardian", "helper", "secretary"]) });

/** The day of the postmark of a dossier on paper, with ready-made ids. */
export const beginPaperSchema = z.object({ id: z.uuid(), authorKey: z.uuid(), postmarkedOn: dayField() });

/** What a person ticks and signs with their own name; the boxes stand empty until they do. */
export const consentSchema = z.object({
  takePart: z.literal("on").optional(),
  publishName: z.literal("on").optional(),
  publishMedia: z.literal("on").optional(),
  passOn: z.literal("on").optional(),
  personName: textField({ max: TEXT_LIMITS.name, min: 2 }),
  relation: textField({ max: TEXT_LIMITS.short, min: 0 }).optional(),
  /** says no to everything that is asked */
  declined: z.literal("on").optional(),
  /** ties the dossier to the account that is signed in; on the page of a link only */
  link: z.literal("on").optional(),
});

export type ConsentInput = z.output<typeof consentSchema>;

/** Saying no needs no name and no tick. */
export const declineSchema = z.object({
  personName: optionalTextField({ max: TEXT_LIMITS.name }),
  relation: optionalTextField({ max: TEXT_LIMITS.short }),
  link: z.literal("on").optional(),
});

/** The box of each purpose in the form. */
export const CONSENT_FIELDS = { TAKE_PART: "takePart", PUBLISH_NAME: "publishName", PUBLISH_MEDIA: "publishMedia", PASS_ON: "passOn" } as const satisfies Readonly<Record<ConsentPurpose, string>>;

export function tickedPurposes(given: Partial<Record<(typeof CONSENT_FIELDS)[ConsentPurpose], "on" | undefined>>): ConsentPurpose[] {
  return CONSENT_PURPOSES.filter((purpose) => given[CONSENT_FIELDS[purpose]] === "on");
}

/** Confirming what was filed for somebody, or saying what to correct; `seen` names the content that was read. */
export const confirmSchema = z.object({
  personName: textField({ max: TEXT_LIMITS.name, min: 2 }),
  remark: optionalTextField({ max: TEXT_LIMITS.note }),
  seen: z.string().max(100),
});

export type ConfirmInput = z.output<typeof confirmSchema>;

/** A consent as it was signed on paper; the scan comes as file beside it. */
export const paperConsentSchema = z.object({
  authorKey: z.uuid(),
  party: z.enum(["SELF", "GUARDIAN"]),
  personName: textField({ max: TEXT_LIMITS.name, min: 2 }),
  relation: optionalTextField({ max: TEXT_LIMITS.short }),
  day: dayField(),
  textVersion: textField({ max: TEXT_LIMITS.short }),
  takePart: z.literal("on").optional(),
  publishName: z.literal("on").optional(),
  publishMedia: z.literal("on").optional(),
  passOn: z.literal("on").optional(),
});
