import { z } from "zod";
import { parseDateTime, parseDay, parseDecimal, parseMoney } from "./parse";

/**
 * Building blocks of form schemas. All take text as typed, answer in Unicode NFC, and name their
 * refusal by `params.reason`, so that `zodErrors(locale)` finds the text. An empty field is "required";
 * append `.optional()` where it may stay empty.
 */

/** NUL never comes from a keyboard, and PostgreSQL stores none. */
const tidy = (text: string) => text.replaceAll("\0", "").normalize("NFC").replaceAll("\r\n", "\n").trim();

const typed = () => z.string().transform(tidy);

function reading<Value>(read: (text: string) => Value | null, reason: string) {
  return typed().transform((text, context): Value => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: "custom", input: text, params: { reason: text === "" ? "required" : reason } });
    return z.NEVER;
  });
}

/** One or many lines, trimmed and in NFC, line ends as `\n`; lengths in UTF-16 units after that. */
export const textField = ({ max, min = 1 }: { max: number; min?: number }) =>
  z
    .string()
    .transform(tidy)
    .pipe(z.string().min(min).max(max));

/** Text that may stay empty: nothing typed, and blanks alone, are "". */
export const optionalTextField = ({ max }: { max: number }) =>
  z
    .string()
    .optional()
    .transform((text, context) => {
      const value = tidy(text ?? "");
      if (value.length > max) context.addIssue({ code: "too_big", origin: "string", maximum: max, inclusive: true, input: value });
      return value;
    });

/** A day as typed (`05/09/2026`) → `2026-09-05`. */
export const dayField = () => reading(parseDay, "date");

/** A moment as typed (`17:00 30/01/2027`, Vietnam's time) → `Date`. */
export const dateTimeField = () => reading(parseDateTime, "dateTime");

/** A number with comma or point → plain decimal text (`34.5`), exact. */
export const decimalField = () => reading(parseDecimal, "decimal");

/** An amount in đồng → whole number. */
export const moneyField = () => reading(parseMoney, "notNumber");

/** An e-mail address, lower case. */
export const emailField = () => typed().pipe(z.string().toLowerCase().max(254).pipe(z.email()));
