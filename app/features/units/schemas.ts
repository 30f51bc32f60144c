import { z } from "zod";
import { tidyUnitName } from "~/domain/units/unit-name";
import { textField } from "~/i18n/zod-fields";

/** In the order in which they are offered. */
export const UNIT_KINDS = ["SCHOOL", "COMMUNE", "CLUSTER", "DISTRICT", "PROVINCE", "MEMBER_ASSOCIATION", "COMMITTEE", "ENTERPRISE", "OTHER"] as const;

const MOST_OTHER_NAMES = 30;
const NAME_MAX = 200;

const unitName = () => textField({ max: NAME_MAX, min: 2 }).transform(tidyUnitName).pipe(z.string().min(2));

/** The id of a unit out of a select. */
const chosenUnit = () =>
  z
    .string()
    .optional()
    .transform((given, context) => {
      const id = z.uuid().safeParse(given);
      if (id.success) return id.data;
      context.addIssue({ code: "custom", input: given, params: { reason: given ? "notChoice" : "requiredChoice" } });
      return z.NEVER;
    });

/** One name a line; blanks and repetitions fall away. */
const otherNames = () =>
  z
    .string()
    .optional()
    .transform((typed) => [...new Set((typed ?? "").replaceAll("\0", "").split(/[\r\n]+/).map(tidyUnitName).filter((name) => name !== ""))])
    .pipe(z.array(z.string().max(NAME_MAX)).max(MOST_OTHER_NAMES));

const content = { kind: z.enum(UNIT_KINDS), name: unitName(), parentId: z.uuid().optional(), otherNames: otherNames() };

export const newUnitSchema = z.object({ ...content, id: z.uuid(), confirmed: z.boolean().optional() });
export const unitSchema = z.object({ ...content, version: z.coerce.number().int(), confirmed: z.boolean().optional() });

/** A name out of the list of unmatched ones, as it was typed. */
const typedName = () => z.string().min(1).max(1000).transform((text) => text.replaceAll("\0", ""));
export const linkNameSchema = z.object({ typedName: typedName(), unitId: chosenUnit() });
export const newFromNameSchema = z.object({ typedName: typedName(), kind: z.enum(UNIT_KINDS), id: z.uuid() });
export const mergeSchema = z.object({ intoId: chosenUnit(), version: z.coerce.number().int() });
