import type { $ZodErrorMap, $ZodRawIssue } from "zod/v4/core";
import { type Formats, formatsFor } from "./formats";
import type { Locale } from "./locale";
import { messagesFor } from "./messages";
import type { ValidationMessages } from "./vi/validation";

/** Texts of an area for its own refinements; a function gets the issue's `params`. */
export type ReasonTexts = Readonly<Record<string, string | ((params: never) => string)>>;

type IssueOf<Code extends $ZodRawIssue["code"]> = Extract<$ZodRawIssue, { code: Code }>;

const isEmpty = (input: unknown) => input === undefined || input === null || input === "";

function wrongType(issue: IssueOf<"invalid_type">, texts: ValidationMessages): string {
  if (isEmpty(issue.input)) return issue.expected === "boolean" ? texts.requiredCheck : texts.required;
  if (issue.expected === "number") return texts.notNumber;
  if (issue.expected === "int") return texts.notInteger;
  if (issue.expected === "date") return texts.date;
  return texts.invalid;
}

function tooBig(issue: IssueOf<"too_big">, texts: ValidationMessages, formats: Formats): string {
  const maximum = Number(issue.maximum);
  const shown = formats.decimal(String(issue.maximum));
  switch (issue.origin) {
    case "string": {
      const length = typeof issue.input === "string" ? issue.input.length : 0;
      return length > maximum ? texts.tooLongBy(formats.integer(length), shown) : texts.tooLong(shown);
    }
    case "array":
    case "set":
      return texts.tooMany(shown);
    case "date":
      return texts.dateTooLate(formats.date(maximum));
    case "file":
      return texts.fileTooBig(formats.fileSize(maximum));
    default:
      return issue.inclusive === false ? texts.mustBeBelow(shown) : texts.tooBig(shown);
  }
}

function tooSmall(issue: IssueOf<"too_small">, texts: ValidationMessages, formats: Formats): string {
  const shown = formats.decimal(String(issue.minimum));
  switch (issue.origin) {
    case "string":
      return isEmpty(issue.input) || Number(issue.minimum) === 1 ? texts.required : texts.tooShort(shown);
    case "array":
    case "set":
      return Number(issue.minimum) === 1 ? texts.requiredChoice : texts.tooFew(shown);
    case "date":
      return texts.dateTooEarly(formats.date(Number(issue.minimum)));
    default:
      return issue.inclusive === false ? texts.mustBeAbove(shown) : texts.tooSmall(shown);
  }
}

function wrongFormat(issue: IssueOf<"invalid_format">, texts: ValidationMessages): string {
  if (isEmpty(issue.input)) return texts.required;
  switch (issue.format) {
    case "email":
      return texts.email;
    case "url":
      return texts.url;
    case "e164":
      return texts.phone;
    case "date":
      return texts.date;
    case "datetime":
      return texts.dateTime;
    default:
      return texts.format;
  }
}

/** A refinement of ours names its text by `params.reason`; common field errors (`email`, `date` …) work without a table. */
function ownReason(issue: IssueOf<"custom">, texts: ValidationMessages, reasons: ReasonTexts): string {
  const params: Record<string, unknown> = issue.params ?? {};
  const reason = typeof params["reason"] === "string" ? params["reason"] : "invalid";
  if (Object.hasOwn(reasons, reason)) {
    const text = reasons[reason];
    return typeof text === "function" ? text(params as never) : (text ?? texts.invalid);
  }
  const common: Readonly<Record<string, unknown>> = texts;
  const text = Object.hasOwn(common, reason) ? common[reason] : undefined;
  return typeof text === "string" ? text : texts.invalid;
}

/**
 * The zod error map of a language, for `parseWithZod(formData, { schema, error: zodErrors(locale) })`.
 * `reasons` holds the texts of an area for `ctx.addIssue({ code: "custom", params: { reason: "shares_sum", sum: 9900 } })`.
 * A message given in the schema itself wins over this map, so schemas give none.
 */
export function zodErrors(locale: Locale, reasons: ReasonTexts = {}): $ZodErrorMap {
  const texts = messagesFor(locale).validation;
  const formats = formatsFor(locale);
  return (issue) => {
    switch (issue.code) {
      case "invalid_type":
        return wrongType(issue, texts);
      case "too_big":
        return tooBig(issue, texts, formats);
      case "too_small":
        return tooSmall(issue, texts, formats);
      case "invalid_format":
        return wrongFormat(issue, texts);
      case "invalid_value":
      case "invalid_union":
        return isEmpty(issue.input) ? texts.requiredChoice : texts.notChoice;
      case "not_multiple_of":
        return texts.step(formats.decimal(String(issue.divisor)));
      case "custom":
        return ownReason(issue, texts, reasons);
      default:
        return texts.invalid;
    }
  };
}
