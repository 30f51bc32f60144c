import { paths } from "~/paths";
import { ErrorSummary, FormActions, ScoreField, SubmitButton, TextArea } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, LinkButton, Notice, Table } from "~/ui/primitives";
import { REMARK_LENGTH } from "~/domain/judging/typed-scores";
import type { KeyedFaults } from "../commands-keyed.server";
import { keyedFieldName } from "../keyed-form";
import type { KeyedSheetView } from "../queries-keyed.server";


const FORM = "phieu-giay";

/** What came back from a form that could not be kept. */
export interface KeyedAnswer {
  text: string | null;
  faults: KeyedFaults | null;
  /** as typed, by criterion id */
  typed: Readonly<Record<string, string>>;
  remark: string;
}

interface KeyedSheetProps {
  view: KeyedSheetView & { slug: string };
  answer: KeyedAnswer | undefined;
  done: string | null;
}

/** One sheet on paper: its fields, and both keyings side by side where they differ. */
export function KeyedSheetPage({ view, answer, done }: KeyedSheetProps) {
  const { paperSheets } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  return (
    <>
      <PageHeader
        title={paperSheets.of(view.judge, view.code)}
        eyebrow={view.round.name}
        lead={view.title}
        crumbs={[{ label: paperSheets.title, href: href(paths.paperSheets(view.slug, view.round.code)) }, { label: view.code }]}
      />
      {answer?.text && <Notice tone="danger" live>{answer.text}</Notice>}
      {!answer && done === "differs" && <Notice tone="warning" live>{paperSheets.done.differs}</Notice>}
      {view.lockedAt ? (
        <>
          <Notice tone="success">{paperSheets.locked(dateTime(view.lockedAt))}</Notice>
          <LinkButton href={href(paths.paperSheets(view.slug, view.round.code))}>{paperSheets.back}</LinkButton>
        </>
      ) : (
        <>
          <Standing view={view} />
          {view.compared.length > 0 && <Compared view={view} />}
          <KeyedForm view={view} answer={answer} />
        </>
      )}
    </>
  );
}

function Standing({ view }: { view: KeyedSheetView }) {
  const { paperSheets } = useMessages();
  const { dateTime } = useFormats();
  return (
    <>
      {view.hasDraft && <Notice tone="warning">{paperSheets.onlineDraft}</Notice>}
      {view.standing === "none" && <Notice>{paperSheets.first}</Notice>}
      {view.standing === "other" && <Notice>{paperSheets.blindSecond}</Notice>}
      {view.standing === "own" && view.keyedAt && <Notice>{paperSheets.ownWaits(dateTime(view.keyedAt))}</Notice>}
    </>
  );
}

function Compared({ view }: { view: KeyedSheetView }) {
  const { paperSheets } = useMessages();
  const { decimal } = useFormats();
  return (
    <section className="mb-6">
      <Notice tone="warning" title={paperSheets.differsTitle}>
        {paperSheets.differsText}
      </Notice>
      <Table
        caption={paperSheets.differsTitle}
        rows={view.lines}
        rowKey={(line) => line.id}
        rowCurrent={(line) => line.differs}
        columns={[
          {
            key: "criterion",
            header: paperSheets.criterion,
            primary: true,
            cell: (line) => (
              <>
                {line.label} {line.differs && <Badge tone="danger">{paperSheets.different}</Badge>}
              </>
            ),
          },
          ...view.compared.map((keyed, index) => ({
            key: `by-${index}`,
            header: paperSheets.by(keyed.name),
            numeric: true,
            cell: (line: KeyedSheetView["lines"][number]) => {
              const value = keyed.values[line.code];
              return value === undefined ? "–" : decimal(value);
            },
          })),
        ]}
      />
    </section>
  );
}

function KeyedForm({ view, answer }: Pick<KeyedSheetProps, "view" | "answer">) {
  const messages = useMessages();
  const { paperSheets } = messages;
  const errors = useErrors(view, answer);
  return (
    <form id={FORM} method="post" noValidate className="grid gap-4">
      <ErrorSummary form={{ id: FORM, allErrors: errors }} labels={(name) => view.lines.find((line) => keyedFieldName(line.id) === name)?.label ?? paperSheets.remark} />
      {view.lines.map((line) => {
        const name = keyedFieldName(line.id);
        return (
          <ScoreField key={line.id} id={`${FORM}-${name}`} name={name} label={line.label} max={line.max} step={line.step} value={answer ? (answer.typed[line.id] ?? "") : (line.own ?? "")} errors={errors[name] ?? []} />
        );
      })}
      <TextArea
        id={`${FORM}-remark`}
        name="remark"
        label={paperSheets.remark}
        help={paperSheets.remarkHelp}
        value={answer ? answer.remark : view.remark}
        errors={errors["remark"] ?? []}
        max={REMARK_LENGTH}
        rows={3}
      />
      <FormActions>
        <SubmitButton>{paperSheets.save}</SubmitButton>
      </FormActions>
    </form>
  );
}

function useErrors(view: KeyedSheetView, answer: KeyedAnswer | undefined): Record<string, string[]> {
  const { fault, remarkTooLong } = useMessages().paperSheets;
  const { decimal, integer } = useFormats();
  const faults = answer?.faults;
  if (!faults) return {};
  const textOf = (line: KeyedSheetView["lines"][number], code: string) => {
    if (code === "OUT_OF_RANGE") return fault.OUT_OF_RANGE(decimal(line.max));
    if (code === "OFF_STEP") return fault.OFF_STEP(decimal(line.step));
    return code === "MISSING" ? fault.MISSING : fault.NOT_A_NUMBER;
  };
  const scores = view.lines.flatMap((line): [string, string[]][] => {
    const code = faults.scores[line.id];
    return code ? [[keyedFieldName(line.id), [textOf(line, code)]]] : [];
  });
  return { ...Object.fromEntries(scores), ...(faults.remark ? { remark: [remarkTooLong(integer(REMARK_LENGTH))] } : {}) };
}
