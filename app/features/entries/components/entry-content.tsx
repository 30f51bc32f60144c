import type { ReactNode } from "react";
import type { Draft } from "~/domain/entry/draft";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, DescriptionList } from "~/ui/primitives";
import { authorLines, basicsLines, type ContentLine, readParts, type ShownPart, supervisorLines } from "../content-lines";
import { PartContent } from "./part-content";

interface EntryContentProps {
  draft: Draft;
  fields: readonly { id: string; name: string }[];
  parts: readonly ShownPart[];
  kind: "TECHNICAL" | "YOUTH";
  /** Links to mend a part, by step; absent where nothing may be changed. */
  edit?: (step: "basics" | "authors" | "description") => ReactNode;
}

/** All that a version of an entry says, to be read: before submitting, on the receipt, by those who screen. */
export function EntryContent({ draft, fields, parts, kind, edit }: EntryContentProps) {
  const messages = useMessages();
  const formats = useFormats();
  const { entries } = messages;
  const context = { messages, formats, fields, parts };
  return (
    <>
      <Card title={entries.stepTitle.basics} aside={edit?.("basics")}>
        <Facts lines={basicsLines(context, draft)} />
      </Card>
      <Card title={entries.stepTitle.authors} aside={edit?.("authors")}>
        {draft.authors.map((author, index) => (
          <section key={author.key}>
            <h3>
              {entries.author.heading(index + 1, author.fullName)}
              {author.isChief && draft.authors.length > 1 && <span className="muted"> ({entries.review.chief})</span>}
            </h3>
            <Facts lines={authorLines(context, author, draft.unreadable)} />
          </section>
        ))}
        {supervisorLines(context, draft).length > 0 && (
          <section>
            <h3>{entries.author.supervisor}</h3>
            <Facts lines={supervisorLines(context, draft)} />
          </section>
        )}
      </Card>
      <Card title={entries.stepTitle.description[kind]} aside={edit?.("description")}>
        <section>
          <h3>{entries.field.summary}</h3>
          <Text value={draft.summary} />
        </section>
        {readParts(parts, draft.parts).map((part) => (
          <section key={part.key}>
            <h3>{part.label}</h3>
            <PartContent part={part} text={draft.parts[part.key] ?? ""} />
          </section>
        ))}
      </Card>
      {draft.eligibilityNote !== "" && (
        <Card title={entries.field.eligibilityNote}>
          <Text value={draft.eligibilityNote} />
        </Card>
      )}
    </>
  );
}

function Facts({ lines }: { lines: readonly ContentLine[] }) {
  return <DescriptionList items={lines.map((line) => ({ term: line.label, description: <Text value={line.value} /> }))} />;
}

/** Lines are kept as written; what is empty says so. */
function Text({ value }: { value: string }) {
  const { entries } = useMessages();
  if (value === "") return <span className="muted">{entries.review.none}</span>;
  return <span className="block whitespace-pre-line break-words">{value}</span>;
}
