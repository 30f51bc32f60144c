import { FileList } from "~/features/files/components/file-list";
import { paths } from "~/paths";
import { ErrorSummary, FormActions, ScoreField, SubmitButton, TextArea } from "~/ui/forms";
import { TwoPane } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import type { SheetLine, SheetView } from "../queries-sheet.server";
import { REMARK_LENGTH } from "~/domain/judging/typed-scores";
import { scoreFieldName } from "../sheet-form";
import { DossierPeople, DossierText } from "./dossier";
import type { SheetAnswer } from "./score-sheet-page";

const FORM = "phieu";

interface FormProps {
  view: SheetView;
  answer?: SheetAnswer | undefined;
}

/** The sheet to fill: every criterion beside the part of the dossier it is about. */
export function SheetForm({ view, answer }: FormProps) {
  const { judging } = useMessages();
  const href = useHref();
  const { sheet } = judging;
  const isOpen = view.closed === null;
  const ofPart = (key: string) => view.lines.filter((line) => line.partKey === key);
  const keys = new Set(view.dossier.parts.map((part) => part.key));
  const others = view.lines.filter((line) => line.partKey === null || !keys.has(line.partKey));
  const errors = useFormErrors(view, answer);
  return (
    <form method="post" noValidate className="grid gap-6">
      <ErrorSummary form={{ id: FORM, allErrors: errors }} labels={(name) => view.lines.find((line) => scoreFieldName(line.id) === name)?.label ?? (name === "remark" ? sheet.remark : undefined)} />
      <input type="hidden" name="version" value={view.sheet.version} />
      <DossierPeople dossier={view.dossier} />
      {view.dossier.parts.map((part) => {
        const lines = ofPart(part.key);
        const files = view.files.filter((file) => file.partKey === part.key);
        return (
          <TwoPane key={part.key} aside={lines.length > 0 && <Criteria lines={lines} answer={answer} errors={errors} isOpen={isOpen} />}>
            <DossierText part={part}>{files.length > 0 && <FileList files={files} />}</DossierText>
          </TwoPane>
        );
      })}
      {others.length > 0 && <Criteria title={sheet.otherCriteria} lines={others} answer={answer} errors={errors} isOpen={isOpen} />}
      <div>
        <TextArea
          id={`${FORM}-remark`}
          name="remark"
          label={sheet.remark}
          help={sheet.remarkHelp}
          value={answer ? answer.sent.remark : view.sheet.remark}
          errors={errors["remark"] ?? []}
          max={REMARK_LENGTH}
          rows={4}
          disabled={!isOpen}
        />
        {answer?.reason === "version_conflict" && view.sheet.remark !== answer.sent.remark && (
          <p className="help">
            {sheet.staleRemark}: <span className="whitespace-pre-line">{view.sheet.remark || sheet.noScore}</span>
          </p>
        )}
      </div>
      {isOpen && (
        <FormActions sticky note={<TotalNote view={view} />}>
          <SubmitButton intent="save">{sheet.save}</SubmitButton>
          <SubmitButton intent="review" kind="secondary" icon="lock">
            {sheet.toLock}
          </SubmitButton>
        </FormActions>
      )}
      <p>
        <a href={href(paths.declareConflict(view.id))} className="inline-block py-2">
          {sheet.declare}
        </a>
      </p>
    </form>
  );
}

/** What the server holds: the sum so far, what is missing, when it was saved. */
function TotalNote({ view }: { view: SheetView }) {
  const { judging } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = judging;
  const { sum, max, missing } = view.total;
  return (
    <>
      <p>
        {sheet.total} <strong className="num">{sheet.totalOf(decimal(sum), decimal(max))}</strong>
        {missing > 0 && <span className="muted"> · {sheet.missing(missing)}</span>}
      </p>
      <p className="muted">{view.sheet.savedAt ? <SavedAt at={view.sheet.savedAt} /> : sheet.notSaved}</p>
    </>
  );
}

function SavedAt({ at }: { at: Date }) {
  const { judging } = useMessages();
  const { dateTime } = useFormats();
  return <time dateTime={new Date(at).toISOString()}>{judging.sheet.saved(dateTime(at))}</time>;
}

interface CriteriaProps {
  title?: string;
  lines: readonly SheetLine[];
  answer?: SheetAnswer | undefined;
  errors: Readonly<Record<string, readonly string[]>>;
  isOpen: boolean;
}

function Criteria({ title, lines, answer, errors, isOpen }: CriteriaProps) {
  const { judging } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = judging;
  const stored = (value: string | null) => sheet.staleStored(value === null ? sheet.noScore : decimal(value));
  return (
    <Card {...(title ? { title } : {})}>
      {lines.map((line) => {
        const name = scoreFieldName(line.id);
        const isStale = answer?.reason === "version_conflict" && (answer.sent.typed[line.id] ?? "") !== (line.value ?? "");
        return (
          <div key={line.id}>
            <ScoreField
              id={`${FORM}-${name}`}
              name={name}
              label={line.label}
              max={line.max}
              step={line.step}
              value={answer ? (answer.sent.typed[line.id] ?? "") : line.value}
              errors={errors[name] ?? []}
              disabled={!isOpen}
            />
            {isStale && <p className="help">{stored(line.value)}</p>}
            {line.guidance && (
              <Disclosure summary={sheet.guidance}>
                <p className="whitespace-pre-line">{line.guidance}</p>
              </Disclosure>
            )}
          </div>
        );
      })}
    </Card>
  );
}

/** Texts of the faults by field name. */
function useFormErrors(view: SheetView, answer: SheetAnswer | undefined): Record<string, readonly string[]> {
  const { judging } = useMessages();
  const { decimal, integer } = useFormats();
  const { fault, remarkTooLong } = judging.sheet;
  const errors: Record<string, readonly string[]> = {};
  for (const line of view.lines) {
    const code = answer?.faults.scores?.[line.id];
    if (code === undefined) continue;
    const texts: Record<string, string> = {
      NOT_A_NUMBER: fault.NOT_A_NUMBER,
      MISSING: fault.MISSING,
      OUT_OF_RANGE: fault.OUT_OF_RANGE(decimal(line.max)),
      OFF_STEP: fault.OFF_STEP(decimal(line.step)),
    };
    errors[scoreFieldName(line.id)] = [texts[code] ?? fault.NOT_A_NUMBER];
  }
  if (answer?.faults.remark) errors["remark"] = [remarkTooLong(integer(REMARK_LENGTH))];
  return errors;
}

