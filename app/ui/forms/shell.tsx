import type { ReactNode } from "react";
import { cx } from "../cx";
import { useMessages } from "../locale";
import { Icon } from "../primitives/icon";
import type { FieldProps, ResolvedField } from "./field";
import { FieldNote } from "./field-notes";

/** The star of a required field, or the words for an optional one. */
export function LabelText({ label, required, markOptional }: { label: string; required: boolean; markOptional?: boolean | undefined }) {
  const { ui } = useMessages();
  return (
    <>
      {label}
      {required && (
        <span className="required" title={ui.form.required}>
          {" "}
          *
        </span>
      )}
      {!required && markOptional && <span className="optional"> ({ui.form.optional})</span>}
    </>
  );
}

export function FieldErrors({ field }: { field: ResolvedField }) {
  return <ErrorTexts id={field.errorId} errors={field.errors} />;
}

export function ErrorTexts({ id, errors }: { id: string; errors: readonly string[] }) {
  const { ui } = useMessages();
  if (errors.length === 0) return null;
  return (
    <div id={id} className="field-error">
      {errors.map((text) => (
        <p key={text}>
          <Icon name="stop" label={ui.form.errorPrefix} /> {text}
        </p>
      ))}
    </div>
  );
}

/** Label, help, control and errors of one control, in the order they are read. */
export function FieldShell({ props, field, children, className }: { props: FieldProps; field: ResolvedField; children: ReactNode; className?: string }) {
  return (
    <div className={cx("field", field.errors.length > 0 && "is-wrong", className)}>
      <label htmlFor={field.id}>
        <LabelText label={props.label} required={field.required} markOptional={props.markOptional} />
      </label>
      {props.help && (
        <div id={field.helpId} className="help">
          {props.help}
        </div>
      )}
      {children}
      <FieldErrors field={field} />
      <FieldNote name={field.name} />
    </div>
  );
}
