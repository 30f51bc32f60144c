import { z } from "zod";
import { textField } from "~/i18n/zod-fields";

const LONGEST_SUBJECT = 200;
export const LONGEST_LETTER = 10_000;

/** The text of a held letter as somebody rewrote it. */
export const rewriteSchema = z.object({
  subject: textField({ max: LONGEST_SUBJECT }).transform((text) => text.replaceAll("\n", " ")),
  body: textField({ max: LONGEST_LETTER }),
});
