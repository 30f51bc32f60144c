import type { ReactNode } from "react";
import { cx } from "../cx";
import { ErrorTexts, LabelText } from "./shell";
import { useMessages } from "../locale";
import { Button, type ButtonKind } from "../primitives/button";
import type { IconName } from "../primitives/icon";

/** A named group of fields. */
export function FieldSet({ legend, help, children, ...rest }: { legend: ReactNode; help?: ReactNode; children: ReactNode } & GroupState) {
  const { id, required = false, markOptional, errors = [] } = rest;
  return (
    <fieldset id={id} tabIndex={id === undefined ? undefined : -1} className={cx("fieldset", errors.length > 0 && "is-wrong")} aria-describedby={errors.length > 0 ? `${id}-error` : undefined}>
      <legend>{typeof legend === "string" ? <LabelText label={legend} required={required} markOptional={markOptional} /> : legend}</legend>
      {help && <div className="help">{help}</div>}
      {children}
      <ErrorTexts id={`${id}-error`} errors={errors} />
    </fieldset>
  );
}

/** Of a group that is one field to whoever fills it in: a table. */
interface GroupState {
  id?: string;
  required?: boolean;
  markOptional?: boolean;
  errors?: readonly string[];
}

interface ErrorSummaryProps {
  /** Conform's form metadata or `plainForm(…)`. */
  form: { id: string; allErrors: Readonly<Record<string, readonly string[] | undefined>> };
  /** Labels of the fields by name, or a function for fields of lists (`authors[0].name`). */
  labels?: Readonly<Record<string, string>> | ((name: string) => string | undefined);
}

const idOf = (formId: string, name: string) => (name === "" ? formId : `${formId}-${name}`);

/** What has to be corrected, each with a link to its field; takes the focus when the page comes back. Nothing without errors. */
export function ErrorSummary({ form, labels = {} }: ErrorSummaryProps) {
  const { ui } = useMessages();
  const wrong = Object.entries(form.allErrors).flatMap(([name, texts]) => (texts && texts.length > 0 ? [{ name, text: texts[0] ?? "" }] : []));
  if (wrong.length === 0) return null;
  const labelOf = (name: string) => (typeof labels === "function" ? labels(name) : labels[name]);
  const titleId = `${form.id}-errors`;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} autoFocus aria-labelledby={titleId}>
      <h2 id={titleId}>{ui.form.errorTitle}</h2>
      <p>{ui.form.errorCount(wrong.length)}</p>
      <ul>
        {wrong.map(({ name, text }) => {
          const label = labelOf(name);
          const line = label ? `${label}: ${text}` : text;
          return <li key={name}>{name === "" ? line : <a href={`#${encodeURIComponent(idOf(form.id, name))}`}>{line}</a>}</li>;
        })}
      </ul>
    </div>
  );
}

interface SubmitProps {
  /** Sent as `intent`, so that one form can offer several acts. */
  intent?: string;
  kind?: ButtonKind;
  small?: boolean;
  icon?: IconName;
  /** Another form's id, for buttons outside of it. */
  form?: string;
  formAction?: string;
  children: ReactNode;
}

export function SubmitButton({ intent, kind = "primary", ...rest }: SubmitProps) {
  return <Button type="submit" kind={kind} {...(intent ? { name: "intent", value: intent } : {})} {...rest} />;
}

/** Buttons of a form, the main one first; `sticky` keeps them in reach on phones, with what is missing beside them. */
export function FormActions({ children, note, sticky }: { children: ReactNode; note?: ReactNode; sticky?: boolean }) {
  return (
    <div className={cx("form-actions", sticky && "is-sticky")}>
      {note && <div className="form-note">{note}</div>}
      <div className="actions">{children}</div>
    </div>
  );
}

/** Says once what the star means. */
export function RequiredLegend() {
  const { ui } = useMessages();
  return <p className="help">{ui.form.requiredLegend}</p>;
}
