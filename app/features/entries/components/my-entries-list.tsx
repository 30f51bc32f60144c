import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, LinkButton } from "~/ui/primitives";
import { entryTone } from "../entry-tones";
import { stepPath } from "../steps";

export interface ListedEntry {
  id: string;
  code: string | null;
  title: string;
  edition: { title: string };
  state: "DRAFT" | "SUBMITTED" | "WITHDRAWN";
  screening: "RECEIVED" | "NEEDS_SUPPLEMENT" | "QUALIFIED" | "REJECTED";
  supplementDueAt: Date | null;
  hasChanges: boolean;
  missing: number;
  mayChange: boolean;
  until: Date;
  relation: "owner" | "unit" | "guardian" | "assigned";
  award: string | null;
}

/** The entries of a person, each with its state, what is missing and until when. */
export function MyEntriesList({ entries: listed, now }: { entries: readonly ListedEntry[]; now: Date }) {
  return (
    <>
      {listed.map((entry) => (
        <EntryCard key={entry.id} entry={entry} now={now} />
      ))}
    </>
  );
}

function EntryCard({ entry, now }: { entry: ListedEntry; now: Date }) {
  const { entries } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const { myEntries } = entries;
  const state = entry.state === "SUBMITTED" ? entries.screening[entry.screening] : entries.state[entry.state];
  const mayContinue = entry.mayChange && (entry.state === "DRAFT" || entry.hasChanges || entry.supplementDueAt !== null);
  return (
    <Card
      eyebrow={entry.code ? `${entry.code} · ${entry.edition.title}` : entry.edition.title}
      title={<a href={href(paths.entry(entry.id))}>{entry.title || myEntries.untitled}</a>}
      aside={<Badge tone={entryTone(entry)}>{state}</Badge>}
      actions={
        <>
          {mayContinue && (
            <LinkButton kind="primary" href={href(stepPath(entry.id, entry.missing === 0 ? "submit" : "basics"))}>
              {myEntries.continue}
            </LinkButton>
          )}
          <LinkButton href={href(paths.entry(entry.id))}>{myEntries.view}</LinkButton>
        </>
      }
    >
      {entry.award && (
        <p>
          <Badge tone="award">{entry.award}</Badge>
        </p>
      )}
      {entry.supplementDueAt && <p className="strong">{myEntries.supplement(formats.dateTime(entry.supplementDueAt))}</p>}
      {entry.hasChanges && entry.state === "SUBMITTED" && <p>{myEntries.changesWaiting}</p>}
      {entry.mayChange && (entry.state === "DRAFT" || entry.hasChanges) && <p>{entry.missing > 0 ? myEntries.missing(entry.missing) : myEntries.ready}</p>}
      {entry.state !== "SUBMITTED" && (
        <p className="muted">
          {myEntries.deadline}: {formats.dateTime(entry.until)} ({formats.remaining(entry.until, now)})
        </p>
      )}
      {entry.relation !== "owner" && <p className="muted">{entry.relation === "guardian" ? myEntries.asGuardian : myEntries.asUnit}</p>}
    </Card>
  );
}
