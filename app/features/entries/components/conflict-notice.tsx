import type { Draft } from "~/domain/entry/draft";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice, Table } from "~/ui/primitives";
import { type Difference, differencesOf, linesOfStep } from "../content-lines";
import type { StepAnswer } from "../step-answers";

interface ConflictProps {
  answer: StepAnswer;
  step: "basics" | "authors" | "description" | "note";
  fields: readonly { id: string; name: string }[];
  parts: readonly { key: string; label: string }[];
  /** the step as it is stored */
  storedHref: string;
}

/** A save that didn't happen: what somebody else stored beside what was typed, or that the time is over. Nothing is lost. */
export function UnsavedNotice({ answer, step, fields, parts, storedHref }: ConflictProps) {
  const messages = useMessages();
  const { entries } = messages;
  if (answer.kind === "wrong") return <Notice tone="warning" live title={entries.wrongButKept} />;
  if (answer.kind === "closed") {
    return (
      <Notice tone="danger" live title={answer.text}>
        <p>{entries.closedTyped}</p>
      </Notice>
    );
  }
  return <Conflict {...{ answer, step, fields, parts, storedHref }} stored={answer.stored} typed={answer.typed} />;
}

function Conflict({ answer, step, fields, parts, storedHref, stored, typed }: ConflictProps & { stored: Draft; typed: Draft }) {
  const messages = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { conflict } = messages.entries;
  if (answer.kind !== "conflict") return null;
  const context = { messages, formats, fields, parts };
  const rows = differencesOf(linesOfStep(context, stored, step), linesOfStep(context, typed, step));
  const shown = (text: string) => (text === "" ? <span className="muted">{conflict.empty}</span> : <span className="whitespace-pre-line">{text}</span>);
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
        <LinkButton href={href(storedHref)}>{conflict.takeTheirs}</LinkButton>
      </div>
    </Notice>
  );
}
