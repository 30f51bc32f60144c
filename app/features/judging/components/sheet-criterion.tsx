import { useFormats, useMessages } from "~/ui/locale";
import { Disclosure, Icon } from "~/ui/primitives";
import { remarkFieldName, scoreFieldName } from "~/domain/judging/sheet-fields";
import type { SheetLine } from "../queries-sheet.server";
import { Bands } from "./bands";

export const FORM = "phieu";

interface CriterionProps {
  line: SheetLine;
  /** as typed, where the sheet came back; else what is stored */
  typed: { score: string; remark: string };
  errors: Readonly<Record<string, readonly string[]>>;
  /** what is stored, where it differs from what stands in the field */
  stored?: string | undefined;
  /** label of the dossier part it is judged by */
  part?: string | undefined;
}

/** One criterion to score: the score with its steps, what which score means, a remark. */
export function SheetCriterion({ line, typed, errors, stored, part }: CriterionProps) {
  const { scoreSheet } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = scoreSheet;
  const name = scoreFieldName(line.id);
  const id = `${FORM}-${name}`;
  const wrong = errors[name] ?? [];
  return (
    <div className="criterion" data-criterion={line.id} data-part={line.partKey ?? undefined} id={`tieu-chi-${line.id}`}>
      <div className={wrong.length > 0 ? "field is-wrong" : "field"}>
        <div className="criterion-line">
          <label htmlFor={id}>{line.label}</label>
          <span className="stepper">
            <StepButton by={-1} label={sheet.less(line.label)} />
            <input
              id={id}
              name={name}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              className="input num"
              defaultValue={typed.score}
              size={5}
              data-score={line.id}
              aria-invalid={wrong.length > 0 || undefined}
              aria-describedby={`${id}-range ${id}-fault`}
            />
            <StepButton by={1} label={sheet.more(line.label)} />
            <span className="num criterion-max" aria-hidden>
              / {decimal(line.max)}
            </span>
          </span>
        </div>
        <p id={`${id}-range`} className="help sr-only">
          {sheet.range(decimal(line.max), decimal(line.step))}
        </p>
        <p id={`${id}-fault`} className="field-error" data-fault="" role="status" hidden={wrong.length === 0}>
          {wrong[0] ?? ""}
        </p>
      </div>
      {stored && <p className="help">{stored}</p>}
      {line.min !== null && <p className="help criterion-min">{sheet.min(decimal(line.min))}</p>}
      {part !== undefined && line.partKey !== null && (
        <p className="criterion-part">
          <a href={`#phan-${line.partKey}`} data-to-part={line.partKey}>
            {sheet.readPart(part)}
          </a>
        </p>
      )}
      {line.guidance && (
        <Disclosure summary={sheet.guidance}>
          <p className="whitespace-pre-line">{line.guidance}</p>
        </Disclosure>
      )}
      <Bands label={line.label} bands={line.bands} max={line.max} />
      <CriterionRemark line={line} typed={typed.remark} errors={errors[remarkFieldName(line.id)] ?? []} />
    </div>
  );
}

/** Of use with the script only, which shows it. */
function StepButton({ by, label }: { by: 1 | -1; label: string }) {
  return (
    <button type="button" className="btn btn-secondary step" data-step={by} aria-label={label} tabIndex={-1} hidden>
      {by > 0 ? <Icon name="plus" /> : <span aria-hidden>−</span>}
    </button>
  );
}

function CriterionRemark({ line, typed, errors }: { line: SheetLine; typed: string; errors: readonly string[] }) {
  const { scoreSheet } = useMessages();
  const { sheet } = scoreSheet;
  const name = remarkFieldName(line.id);
  return (
    <Disclosure summary={sheet.criterionRemark} open={typed !== "" || errors.length > 0}>
      <RemarkField id={`${FORM}-${name}`} name={name} label={sheet.remarkOf(line.label)} value={typed} errors={errors} rows={2} criterion={line.id} />
    </Disclosure>
  );
}

interface RemarkFieldProps {
  id: string;
  name: string;
  label: string;
  help?: string;
  value: string;
  errors: readonly string[];
  rows: number;
  /** id of the criterion it is on */
  criterion?: string;
}

/** A text of the sheet; a fault of it is written beside it, by the server or by the script. */
export function RemarkField({ id, name, label, help, value, errors, rows, criterion }: RemarkFieldProps) {
  return (
    <div className={errors.length > 0 ? "field is-wrong" : "field"}>
      <label htmlFor={id}>{label}</label>
      {help && (
        <div id={`${id}-help`} className="help">
          {help}
        </div>
      )}
      <textarea
        id={id}
        name={name}
        className="input"
        rows={rows}
        defaultValue={value}
        data-remark={criterion}
        aria-invalid={errors.length > 0 || undefined}
        aria-describedby={`${help ? `${id}-help ` : ""}${id}-fault`}
      />
      <p id={`${id}-fault`} className="field-error" data-fault="" role="status" hidden={errors.length === 0}>
        {errors[0] ?? ""}
      </p>
    </div>
  );
}
