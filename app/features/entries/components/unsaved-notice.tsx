import type { EntryStep } from "~/domain/entry/completeness";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice, Table } from "~/ui/primitives";
import { type Difference, differencesOf, linesOfStep } from "../content-lines";
import { gapLabel, gapText, isWrong } from "../gap-texts";
import type { StepAnswer } from "../step-answers";
import { stepPath } from "../steps";
import type { StepView } from "./step-frame";

interface UnsavedProps {
  answer: StepAnswer;
  step: Exclude<EntryStep, "files" | "consents">;
  view: StepView;
}

/**
 * What a save has to tell: things in it that cannot be right (they are kept), that the time is over, or that somebody else
 * saved meanwhile. Nothing that was typed is lost.
 */
export function UnsavedNotice({ answer, step, view }: UnsavedProps) {
  const { entries } = useMessages();
  if (answer.kind === "wrong") return <WrongFields step={step} view={view} />;
  if (answer.kind === "conflict") return <Conflict answer={answer} step={step} view={view} />;
  return (
    <Notice tone="danger" live title={answer.text}>
      <p>{entries.closedTyped}</p>
    </Notice>
  );
}

function WrongFields({ step, view }: Omit<UnsavedProps, "answer">) {
  const messages = useMessages();
  const formats = useFormats();
  const context = { messages, formats, authors: view.draft.authors, parts: view.parts };
  return (
    <Notice tone="warning" live title={messages.entries.wrongButKept}>
      <ul className="list-disc pl-5">
        {view.gaps
          .filter((gap) => gap.step === step && isWrong(gap))
          .map((gap) => (
            <li key={gap.field + gap.reason}>
              <a href={`#${gap.field}`}>
                {gapLabel(context, gap)}: {gapText(context, gap)}
              </a>
            </li>
          ))}
      </ul>
    </Notice>
  );
}

function Conflict({ answer, step, view }: UnsavedProps & { answer: Extract<StepAnswer, { kind: "conflict" }> }) {
  const messages = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { conflict } = messages.entries;
  const context = { messages, formats, fields: view.fields, parts: view.parts };
  const slice = step === "submit" ? "note" : step;
  const rows = differencesOf(linesOfStep(context, answer.stored, slice), linesOfStep(context, answer.typed, slice));
  const shown = (text: string) => (text === "" ? <span className="muted">{conflict.empty}</span> : <span className="whitespace-pre-line break-words">{text}</span>);
  return (
    <Notice tone="danger" live title={conflict.title}>
      <p>{conflict.text(answer.savedBy ?? conflict.somebody, formats.dateTime(answer.savedAt))}</p>
      <Table<Difference>
        caption={conflict.title}
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "field", header: conflict.field, primary: true, cell: (row) => row.label },
          { key: "stored", header: conflict.stored, cell: (row) => shown(row.stored) },
          { key: "typed", header: conflict.typed, cell: (row) => shown(row.typed) },
        ]}
      />
      <p>{conflict.how}</p>
      <div className="actions mt-3">
        <LinkButton href={href(stepPath(view.entry.id, step))}>{conflict.takeTheirs}</LinkButton>
      </div>
    </Notice>
  );
}
