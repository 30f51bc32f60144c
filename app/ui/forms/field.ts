import { useId } from "react";

/**
 * What the fields need to know of a form field. Conform's `FieldMetadata` fits, and so does `plainForm(…).field(name)`,
 * which costs no hook and is the choice for pages without scripts.
 */
export interface FieldLike {
  id: string;
  name: string;
  errorId?: string;
  descriptionId?: string;
  key?: string | undefined;
  required?: boolean | undefined;
  errors?: readonly string[] | undefined;
  /** What stands in the field: text, or a list for groups of boxes. */
  initialValue?: unknown;
}

/** Either a field of a form, or its name, value and errors one by one. */
export interface FieldProps {
  label: string;
  /** What to enter and why; stands between label and field. */
  help?: React.ReactNode;
  field?: FieldLike;
  name?: string;
  id?: string;
  /** Wins over the value of `field`. */
  value?: string | readonly string[] | null;
  errors?: readonly string[];
  required?: boolean;
  disabled?: boolean;
  /** Marks fields that may stay empty with words where most are required. */
  markOptional?: boolean;
}

export interface ResolvedField {
  id: string;
  name: string;
  errorId: string;
  helpId: string;
  errors: readonly string[];
  required: boolean;
  text: string;
  texts: readonly string[];
  key: string | undefined;
}

const toTexts = (value: unknown): string[] => {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap(toTexts);
  if (value instanceof Date) return [value.toISOString()];
  return typeof value === "object" ? [] : [String(value)];
};

/** Brings both ways of describing a field to one form. */
export function useField(props: FieldProps): ResolvedField {
  const { field } = props;
  const ownId = useId();
  const id = props.id ?? field?.id ?? (props.name ? `f-${props.name}` : ownId);
  const texts = toTexts(props.value === undefined ? field?.initialValue : props.value);
  return {
    id,
    name: props.name ?? field?.name ?? "",
    errorId: field?.errorId ?? `${id}-error`,
    helpId: field?.descriptionId ?? `${id}-help`,
    errors: props.errors ?? field?.errors ?? [],
    required: props.required ?? field?.required ?? false,
    text: texts[0] ?? "",
    texts,
    key: field?.key,
  };
}

/**
 * Attributes of the control itself. `aria-required` and not `required`: the browser's own refusal would speak its own language,
 * and drafts are saved with gaps.
 */
export function controlProps(field: ResolvedField, hasHelp: boolean, extra?: string) {
  const described = [hasHelp && field.helpId, extra, field.errors.length > 0 && field.errorId].filter(Boolean).join(" ");
  return {
    id: field.id,
    name: field.name,
    "aria-required": field.required || undefined,
    "aria-invalid": field.errors.length > 0 || undefined,
    "aria-describedby": described || undefined,
  };
}
