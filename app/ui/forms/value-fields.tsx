import { type Formats } from "~/i18n/formats";
import { useFormats, useMessages } from "../locale";
import { type FieldProps, useField } from "./field";
import { TextField } from "./text-fields";

interface ValueFieldProps extends FieldProps {
  autoComplete?: string;
  suffix?: string;
}

const isoDay = /^\d{4}-\d{2}-\d{2}(T.*)?$/;
const isoMoment = /^\d{4}-\d{2}-\d{2}T.*Z$/;
const plainNumber = /^-?\d+(\.\d+)?$/;

/** Stored values are shown as people write them; what was typed stays as it is. */
const shown = (text: string, machine: RegExp, write: (text: string) => string) => (machine.test(text) ? write(text) : text);

function useShown(props: ValueFieldProps, machine: RegExp, write: (formats: Formats) => (text: string) => string) {
  const formats = useFormats();
  return shown(useField(props).text, machine, write(formats));
}

/** A day typed as `dd/MM/yyyy` (also `ddMMyyyy` on a keypad); schema side: `dayField()`. */
export function DateField(props: ValueFieldProps) {
  const { ui } = useMessages();
  const value = useShown(props, isoDay, (formats) => formats.date);
  return <TextField {...props} value={value} help={props.help ?? ui.form.dateHint} inputMode="numeric" size={12} />;
}

/** A moment typed as `HH:mm dd/MM/yyyy` in Vietnam's time; schema side: `dateTimeField()`. */
export function DateTimeField(props: ValueFieldProps) {
  const { ui } = useMessages();
  const value = useShown(props, isoMoment, (formats) => formats.dateTime);
  return <TextField {...props} value={value} help={props.help ?? ui.form.dateTimeHint} size={18} />;
}

/** A whole number. */
export function NumberField(props: ValueFieldProps) {
  return <TextField {...props} inputMode="numeric" autoComplete="off" size={8} />;
}

interface ScoreFieldProps extends ValueFieldProps {
  /** Plain decimal texts, as in the rubric: `40`, `0.5`. */
  max: string;
  step?: string;
}

/** A score with decimal comma or point; says range and step; schema side: `decimalField()`. */
export function ScoreField({ max, step, ...props }: ScoreFieldProps) {
  const { ui } = useMessages();
  const formats = useFormats();
  const value = useShown(props, plainNumber, (own) => own.typedDecimal);
  const range = step === undefined ? undefined : ui.form.scoreRange(formats.decimal(max), formats.decimal(step));
  return (
    <TextField
      {...props}
      value={value}
      help={props.help ?? range}
      suffix={props.suffix ?? ui.form.maximum(formats.decimal(max))}
      inputMode="decimal"
      autoComplete="off"
      size={6}
    />
  );
}

/** Any decimal, such as a share in percent; schema side: `decimalField()`. */
export function DecimalField(props: ValueFieldProps) {
  const value = useShown(props, plainNumber, (formats) => formats.typedDecimal);
  return <TextField {...props} value={value} inputMode="decimal" autoComplete="off" size={8} />;
}
