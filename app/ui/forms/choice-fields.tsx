import { type ReactNode } from "react";
import { cx } from "../cx";
import { useMessages } from "../locale";
import { controlProps, type FieldProps, useField } from "./field";
import { FieldNote } from "./field-notes";
import { FieldErrors, FieldShell, LabelText } from "./shell";

export interface Option {
  value: string;
  label: string;
  hint?: ReactNode;
  disabled?: boolean;
}

interface SelectFieldProps extends FieldProps {
  options: readonly Option[];
  /** Text of the empty choice; `null` leaves it out. */
  placeholder?: string | null;
}

export function SelectField(props: SelectFieldProps) {
  const { ui } = useMessages();
  const field = useField(props);
  return (
    <FieldShell props={props} field={field}>
      <select key={field.key} {...controlProps(field, Boolean(props.help))} className="input" defaultValue={field.text} disabled={props.disabled}>
        {props.placeholder !== null && <option value="">{props.placeholder ?? ui.form.choose}</option>}
        {props.options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldShell>
  );
}

interface GroupProps extends FieldProps {
  options: readonly Option[];
}

function ChoiceGroup({ type, ...props }: GroupProps & { type: "radio" | "checkbox" }) {
  const field = useField(props);
  const { name, id, "aria-describedby": describedBy, "aria-invalid": invalid } = controlProps(field, Boolean(props.help));
  return (
    <fieldset id={id} tabIndex={-1} className={cx("field", "choices", field.errors.length > 0 && "is-wrong")} aria-describedby={describedBy}>
      <legend>
        <LabelText label={props.label} required={field.required} markOptional={props.markOptional} />
      </legend>
      {props.help && (
        <div id={field.helpId} className="help">
          {props.help}
        </div>
      )}
      {props.options.map((option) => (
        <label key={option.value} className="choice">
          <input
            type={type}
            name={name}
            value={option.value}
            defaultChecked={field.texts.includes(option.value)}
            disabled={props.disabled || option.disabled}
            aria-invalid={invalid}
          />
          <span>
            {option.label}
            {option.hint && <span className="hint">{option.hint}</span>}
          </span>
        </label>
      ))}
      <FieldErrors field={field} />
      <FieldNote name={field.name} />
    </fieldset>
  );
}

/** One of a few. Nothing is chosen beforehand unless a value is given. */
export function RadioGroup(props: GroupProps) {
  return <ChoiceGroup type="radio" {...props} />;
}

/** Any number of a few. */
export function CheckboxGroup(props: GroupProps) {
  return <ChoiceGroup type="checkbox" {...props} />;
}

interface CheckboxFieldProps extends Omit<FieldProps, "value"> {
  /** Sent when ticked; `on`, as zod's booleans expect through Conform. */
  checkedValue?: string;
  /** Wins over the value of `field`. */
  checked?: boolean;
}

/** A single box; consents use it, and are never ticked beforehand. */
export function CheckboxField({ checkedValue = "on", checked, ...props }: CheckboxFieldProps) {
  const field = useField(props);
  const isChecked = checked ?? (field.text === checkedValue || field.text === "true");
  return (
    <div className={cx("field", "choices", field.errors.length > 0 && "is-wrong")}>
      <label className="choice">
        <input
          key={field.key}
          type="checkbox"
          {...controlProps(field, Boolean(props.help))}
          value={checkedValue}
          defaultChecked={isChecked}
          disabled={props.disabled}
        />
        <span>
          <LabelText label={props.label} required={field.required} />
          {props.help && (
            <span id={field.helpId} className="hint">
              {props.help}
            </span>
          )}
        </span>
      </label>
      <FieldErrors field={field} />
    </div>
  );
}
