import { z } from "zod";
import { textField } from "~/i18n/zod-fields";
import { TEXT_LIMITS } from "~/domain/entry/completeness";

/** Ready-made ids of a new entry and its first author, so that sending the form twice makes one; and who begins it. */
export const beginSchema = z.object({ id: z.uuid(), authorKey: z.uuid(), as: z.enum(["author", "guardian", "helper"]) });

/** What a person ticks and signs with their own name; the boxes stand empty until they do. */
export const consentSchema = z.object({
  takePart: z.literal("on").optional(),
  publishName: z.literal("on").optional(),
  personName: textField({ max: TEXT_LIMITS.name, min: 2 }),
  relation: textField({ max: TEXT_LIMITS.short, min: 0 }).optional(),
  /** ties the dossier to the account that is signed in; on the page of a link only */
  link: z.literal("on").optional(),
});

export type ConsentInput = z.output<typeof consentSchema>;
