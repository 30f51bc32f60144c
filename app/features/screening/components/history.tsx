import { differencesOf, linesOfStep } from "~/features/entries/content-lines";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, Disclosure, Table } from "~/ui/primitives";
import type { ScreenedEntryView } from "../entry-page.server";
import { useContentContext } from "./dossier";

type View = Pick<ScreenedEntryView, "acts" | "submissions" | "fields" | "parts">;

/** What was decided about the entry, newest first. */
export function ActHistory({ acts }: Pick<View, "acts">) {
  const { screening } = useMessages();
  const { dateTime } = useFormats();
  const texts = screening.entry;
  return (
    <Card title={texts.history}>
      {acts.length === 0 && <p className="muted">{texts.noHistory}</p>}
      <ol className="timeline">
        {acts.map(({ from, to, reason, dueAt, at, actorName }, index) => (
          <li key={index} className="is-done">
            <span className="timeline-when">{dateTime(at)}</span>
            <span className="timeline-label">
              {texts.act(screening.state[from], screening.state[to])}
              {actorName && `, ${actorName}`}
            </span>
            {(reason !== "" || dueAt) && (
              <span className="timeline-note whitespace-pre-line">
                {reason}
                {dueAt && ` (${screening.dueAt(dateTime(dueAt))})`}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

const STEPS = ["basics", "authors", "description", "note"] as const;

/** All submitted versions, the newest first, each with what it changed against the one before. */
export function Versions({ view }: { view: View }) {
  const { screening } = useMessages();
  const { dateTime } = useFormats();
  const context = useContentContext(view);
  const texts = screening.entry;
  const versions = view.submissions.map((version, index) => {
    const before = view.submissions[index - 1];
    const changes = before ? STEPS.flatMap((step) => differencesOf(linesOfStep(context, before, step), linesOfStep(context, version, step))) : null;
    return { version, changes };
  });
  return (
    <Card title={texts.versions}>
      {versions.toReversed().map(({ version, changes }) => (
        <Disclosure key={version.id} summary={texts.versionLine(version.number, dateTime(version.submittedAt ?? version.savedAt), version.savedByName ?? "")}>
          {changes === null ? (
            <p>{texts.firstVersion}</p>
          ) : (
            <Table
              caption={texts.versions}
              rows={changes}
              rowKey={(row) => row.key}
              empty={<p>{texts.noDifference}</p>}
              columns={[
                { key: "field", header: texts.changed.field, primary: true, cell: (row) => row.label },
                { key: "before", header: texts.changed.before, cell: (row) => <span className="whitespace-pre-line">{row.stored || texts.emptyValue}</span> },
                { key: "after", header: texts.changed.after, cell: (row) => <span className="whitespace-pre-line">{row.typed || texts.emptyValue}</span> },
              ]}
            />
          )}
        </Disclosure>
      ))}
    </Card>
  );
}
