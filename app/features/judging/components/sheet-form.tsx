import { FileList } from "~/features/files/components/file-list";
import { remarkFieldName, scoreFieldName, type PostedSheet } from "~/domain/judging/sheet-fields";
import { CRITERION_REMARK_LENGTH, REMARK_LENGTH } from "~/domain/judging/typed-scores";
import { paths } from "~/paths";
import { ErrorSummary } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import type { SheetView } from "../queries-sheet.server";
import { DossierPeople, DossierText } from "./dossier";
import { KeyboardHelp, NumberPad } from "./number-pad";
import type { SheetReply } from "./score-sheet-page";
import { SheetBar } from "./sheet-bar";
import { FORM, RemarkField, SheetCriterion } from "./sheet-criterion";
import { SheetScriptData } from "./sheet-script-data";

interface FormProps {
  view: SheetView;
  reply?: SheetReply | undefined;
}

/** The sheet to fill beside its dossier: two columns at a desk, tabs on a phone, one column without a script. */
export function SheetForm({ view, reply }: FormProps) {
  const { scoreSheet } = useMessages();
  const { sheet } = scoreSheet;
  const errors = useFaultTexts(view, reply?.faults);
  const labels = new Map(view.lines.flatMap(({ id, label }) => [[scoreFieldName(id), label], [remarkFieldName(id), sheet.remarkOf(label)]] as const));
  labels.set("remark", sheet.remark).set("note", sheet.note);
  return (
    <form method="post" noValidate className="sheet" data-score-sheet="" data-previous={view.place?.previous ?? undefined} data-next={view.place?.next ?? undefined}>
      <SheetScriptData view={view} />
      <input type="hidden" name="id" value={view.saveId} />
      <input type="hidden" name="version" value={view.sheet.version} />
      <ErrorSummary form={{ id: FORM, allErrors: errors }} labels={(name) => labels.get(name)} />
      <div data-conflict="" className="empty:hidden" />
      <SheetTabs />
      <div className="sheet-panes">
        <section className="sheet-dossier" aria-label={sheet.dossierTab} data-pane="dossier">
          <DossierColumn view={view} />
        </section>
        <div className="sheet-side">
          <section className="sheet-rubric" aria-label={sheet.criteria} data-pane="score">
            <Criteria view={view} sent={reply?.sent} errors={errors} isStale={reply?.reason === "version_conflict"} />
          </section>
          <SheetBar view={view} faults={reply?.faults.scores} />
        </div>
      </div>
      <NumberPad />
    </form>
  );
}

/** Of use with the script only, which shows them on phones. */
function SheetTabs() {
  const { scoreSheet } = useMessages();
  const { sheet } = scoreSheet;
  return (
    <div className="sheet-tabs" role="group" aria-label={sheet.tabs} data-tabs="" hidden>
      <button type="button" data-tab="dossier" aria-pressed="true">
        {sheet.dossierTab}
      </button>
      <button type="button" data-tab="score" aria-pressed="false">
        {sheet.scoreTab}
      </button>
    </div>
  );
}

/** The dossier part by part with its files; each says by which criteria it is judged. */
export function DossierColumn({ view }: { view: SheetView }) {
  return (
    <>
      <DossierPeople dossier={view.dossier} />
      {view.dossier.parts.map((part) => {
        const files = view.files.filter(({ partKey }) => partKey === part.key);
        return (
          <DossierText key={part.key} part={part} criteria={view.closed === null ? view.lines.filter(({ partKey }) => partKey === part.key) : []}>
            {files.length > 0 && <FileList files={files} />}
          </DossierText>
        );
      })}
    </>
  );
}

interface CriteriaProps {
  view: SheetView;
  sent: PostedSheet["save"] | undefined;
  errors: Readonly<Record<string, readonly string[]>>;
  isStale: boolean;
}

function Criteria({ view, sent, errors, isStale }: CriteriaProps) {
  const { scoreSheet } = useMessages();
  const { decimal, typedDecimal } = useFormats();
  const href = useHref();
  const { sheet } = scoreSheet;
  const parts = new Map(view.dossier.parts.map(({ key, label }) => [key, label]));
  return (
    <>
      <h2 className="sheet-title">{sheet.criteria}</h2>
      {view.lines.map((line) => {
        const score = line.value === null ? "" : typedDecimal(line.value);
        const typed = { score: sent?.scores[line.id] ?? score, remark: sent?.remarks[line.id] ?? line.remark };
        const differs = isStale && typed.score.replace(",", ".") !== (line.value ?? "");
        const stored = differs ? sheet.staleStored(line.value === null ? sheet.noScore : decimal(line.value)) : undefined;
        return <SheetCriterion key={line.id} line={line} typed={typed} errors={errors} stored={stored} part={parts.get(line.partKey ?? "")} />;
      })}
      <RemarkField id={`${FORM}-remark`} name="remark" label={sheet.remark} help={sheet.remarkHelp} value={sent?.remark ?? view.sheet.remark} errors={errors["remark"] ?? []} rows={3} />
      {isStale && sent && view.sheet.remark !== sent.remark && (
        <p className="help">
          {sheet.staleRemark}: <span className="whitespace-pre-line">{view.sheet.remark || sheet.noScore}</span>
        </p>
      )}
      <RemarkField id={`${FORM}-note`} name="note" label={sheet.note} help={sheet.noteHelp} value={sent?.note ?? view.sheet.note} errors={errors["note"] ?? []} rows={2} />
      <KeyboardHelp />
      <p>
        <a href={href(paths.declareConflict(view.id))} className="inline-block py-2">
          {sheet.declare}
        </a>
      </p>
    </>
  );
}

/** Texts of the faults by field name. */
function useFaultTexts(view: SheetView, faults: SheetReply["faults"] = {}): Record<string, readonly string[]> {
  const { scoreSheet } = useMessages();
  const { decimal, integer } = useFormats();
  const { fault, tooLong, unknownField } = scoreSheet.sheet;
  const errors: Record<string, readonly string[]> = {};
  for (const { id, max, step } of view.lines) {
    const texts = {
      NOT_A_NUMBER: fault.NOT_A_NUMBER,
      MISSING: fault.MISSING,
      OUT_OF_RANGE: fault.OUT_OF_RANGE(decimal(max)),
      OFF_STEP: fault.OFF_STEP(decimal(step)),
      UNKNOWN: unknownField,
    };
    const score = faults.scores?.[id];
    if (score) errors[scoreFieldName(id)] = [texts[score]];
    const remark = faults.remarks?.[id];
    if (remark) errors[remarkFieldName(id)] = [remark === "unknown" ? unknownField : tooLong(integer(CRITERION_REMARK_LENGTH))];
  }
  if (faults.remark) errors["remark"] = [tooLong(integer(REMARK_LENGTH))];
  if (faults.note) errors["note"] = [tooLong(integer(REMARK_LENGTH))];
  return errors;
}
