import type { SubmissionResult } from "@conform-to/react";
import type { FieldLike } from "./field";

interface PlainFormOptions {
  id: string;
  /** `submission.reply()` of the action; while it is there, what was typed wins over `values`. */
  result?: SubmissionResult<string[]> | null;
  /** What is stored: shown when nothing was posted. */
  values?: Readonly<Record<string, unknown>>;
  /** `getZodConstraint(schema)`, computed once beside the schema: tells which fields are required. */
  constraint?: Readonly<Record<string, { required?: boolean }>>;
}

export interface PlainForm {
  id: string;
  /** Errors of the form as a whole. */
  errors: readonly string[];
  /** All errors by field name; the form's own under "". */
  allErrors: Record<string, readonly string[]>;
  /** A field by name, also nested: `authors[0].name`. */
  field: (name: string) => FieldLike;
}

const segments = (name: string) => name.split(/[.[\]]+/).filter((part) => part !== "");

function valueAt(values: unknown, name: string): unknown {
  let value = values;
  for (const part of segments(name)) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/**
 * The state of a form without hooks: ids, values and errors out of Conform's submission result, laid out as Conform does
 * (`<form id>-<name>`), so that fields and `ErrorSummary` work alike with both.
 */
export function plainForm({ id, result, values, constraint = {} }: PlainFormOptions): PlainForm {
  const typed = result?.initialValue;
  const allErrors: Record<string, readonly string[]> = {};
  for (const [name, texts] of Object.entries(result?.error ?? {})) {
    if (texts && texts.length > 0) allErrors[name] = texts;
  }
  return {
    id,
    errors: allErrors[""] ?? [],
    allErrors,
    field: (name) => ({
      id: `${id}-${name}`,
      name,
      errorId: `${id}-${name}-error`,
      descriptionId: `${id}-${name}-description`,
      required: constraint[name.replace(/\[\d+\]/g, "[]")]?.required,
      errors: allErrors[name],
      initialValue: valueAt(typed ?? values, name),
    }),
  };
}
