import { useFormats, useMessages } from "~/ui/locale";
import { Card, Disclosure } from "~/ui/primitives";
import type { ScreenedEntryView } from "../entry-page.server";
import { remarkLabel } from "../remark-labels";
import { changesBetween, Differences } from "./differences";
import { useContentContext } from "./dossier";

type View = Pick<ScreenedEntryView, "acts" | "submissions" | "fields" | "parts">;

/** What was decided about the entry, newest first. */
export function ActHistory({ acts, parts }: Pick<View, "acts" | "parts">) {
  const messages = useMessages();
  const { screening, assisted } = messages;
  const labels = new Map(parts.map(({ key, label }) => [key, label]));
  const { dateTime } = useFormats();
  const texts = screening.entry;
  return (
    <Card title={texts.history}>
      {acts.length === 0 && <p className="muted">{texts.noHistory}</p>}
      <ol className="timeline">
        {acts.map(({ from, to, reason, dueAt, at, actorName, isByFiler, remarks }, index) => (
          <li key={index} className="is-done">
            <span className="timeline-when">{dateTime(at)}</span>
            <span className="timeline-label">
              {texts.act(screening.state[from], screening.state[to])}
              {actorName && `, ${actorName}`}
              {isByFiler && <span className="muted"> ({assisted.screening.actMark})</span>}
            </span>
            {(reason !== "" || dueAt || remarks.length > 0) && (
              <span className="timeline-note whitespace-pre-line">
                {[reason, ...remarks.map(({ place, text }) => `${remarkLabel(messages, labels, place)}: ${text}`)].filter((text) => text !== "").join("\n")}
                {dueAt && ` (${screening.dueAt(dateTime(dueAt))})`}
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** All submitted versions, the newest first, each with what it changed against the one before. */
export function Versions({ view }: { view: View }) {
  const { screening, supplement } = useMessages();
  const { dateTime } = useFormats();
  const context = useContentContext(view);
  const texts = screening.entry;
  const versions = view.submissions.map((version, index) => {
    const before = view.submissions[index - 1];
    const changes = before ? changesBetween(context, supplement.review.files, before, version) : null;
    return { version, changes };
  });
  return (
    <Card title={texts.versions}>
      {versions.toReversed().map(({ version, changes }) => (
        <Disclosure key={version.id} summary={texts.versionLine(version.number, dateTime(version.submittedAt ?? version.savedAt), version.savedByName ?? "")}>
          {changes === null ? (
            <p>{texts.firstVersion}</p>
          ) : (
            <Differences changes={changes} />
          )}
        </Disclosure>
      ))}
    </Card>
  );
}
