import { type HTMLInputTypeAttribute, useState } from "react";
import { useFormats, useMessages } from "../locale";
import { controlProps, type FieldProps, useField } from "./field";
import { FieldShell } from "./shell";

interface TextFieldProps extends FieldProps {
  type?: Extract<HTMLInputTypeAttribute, "text" | "email" | "tel" | "password" | "search" | "url">;
  autoComplete?: string;
  inputMode?: "text" | "numeric" | "decimal" | "email" | "tel" | "url";
  placeholder?: string;
  autoCapitalize?: "none" | "words" | "sentences";
  autoFocus?: boolean;
  spellCheck?: boolean;
  /** Id of a `<datalist>` with texts to choose from. */
  list?: string;
  /** About how many characters wide; the full width without. */
  size?: number;
  /** A unit after the field: "điểm", "/ 40". */
  suffix?: string;
}

/** One line of text. Carries no `maxlength`: a browser would cut pasted text silently, the server says how much is too much. */
export function TextField(props: TextFieldProps) {
  const field = useField(props);
  const input = (
    <input
      key={field.key}
      {...controlProps(field, Boolean(props.help), props.suffix && `${field.id}-unit`)}
      type={props.type ?? "text"}
      className="input"
      defaultValue={field.text}
      disabled={props.disabled}
      autoComplete={props.autoComplete}
      inputMode={props.inputMode}
      placeholder={props.placeholder}
      autoCapitalize={props.autoCapitalize}
      autoFocus={props.autoFocus}
      spellCheck={props.spellCheck}
      size={props.size}
      list={props.list}
    />
  );
  return (
    <FieldShell props={props} field={field} className={props.size ? "is-short" : undefined}>
      {props.suffix ? (
        <span className="with-unit">
          {input}
          <span id={`${field.id}-unit`}>{props.suffix}</span>
        </span>
      ) : (
        input
      )}
    </FieldShell>
  );
}

interface TextAreaProps extends FieldProps {
  rows?: number;
  /** Shows how many characters are used and allowed; counts along where scripts run. */
  max?: number;
  placeholder?: string;
}

export function TextArea(props: TextAreaProps) {
  const { ui } = useMessages();
  const formats = useFormats();
  const field = useField(props);
  const [length, setLength] = useState(() => field.text.normalize("NFC").trim().length);
  const countId = `${field.id}-count`;
  const maximum = props.max === undefined ? "" : formats.integer(props.max);
  return (
    <FieldShell props={props} field={field}>
      <textarea
        key={field.key}
        {...controlProps(field, Boolean(props.help), props.max === undefined ? undefined : countId)}
        className="input"
        rows={props.rows ?? 5}
        defaultValue={field.text}
        disabled={props.disabled}
        placeholder={props.placeholder}
        onInput={(event) => setLength(event.currentTarget.value.normalize("NFC").trim().length)}
      />
      {props.max !== undefined && (
        <p
          id={countId}
          className={length > props.max ? "count-line over" : "count-line"}
          data-max={props.max}
          data-used={ui.form.lengthOf("{n}", maximum)}
          data-unused={ui.form.atMost(maximum)}
        >
          {length === 0 ? ui.form.atMost(maximum) : ui.form.lengthOf(formats.integer(length), maximum)}
        </p>
      )}
    </FieldShell>
  );
}
