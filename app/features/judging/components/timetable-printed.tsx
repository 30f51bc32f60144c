import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Mono, Table } from "~/ui/primitives";
import type { SessionRow } from "../queries-timetable.server";
import { Hours, LeavesRoom, SessionTimes } from "./timetable-session";

interface PrintedTimetableProps {
  edition: { slug: string; title: string; letterheadParent: string; letterheadBody: string };
  round: { code: string; name: string };
  sessions: readonly SessionRow[];
  /** it differs from what was made known */
  isDraft: boolean;
  now: Date;
}

/** The timetable of a round on paper: for the door of each room and for whoever leads a session. */
export function PrintedTimetable({ edition, round, sessions, isDraft, now }: PrintedTimetableProps) {
  const { timetable } = useMessages();
  const { integer, dateTime, time } = useFormats();
  const href = useHref();
  const { printed } = timetable;
  return (
    <>
      <PageHeader
        crumbs={[{ label: timetable.title, href: href(paths.timetable(edition.slug, round.code)) }, { label: timetable.print }]}
        eyebrow={[edition.letterheadParent, edition.letterheadBody].filter((line) => line !== "").join(" – ")}
        title={printed.title(round.name)}
        lead={
          <>
            <p className="strong">{edition.title}</p>
            <p>
              {isDraft && <strong>{printed.draft}. </strong>}
              {printed.asOf(dateTime(now))}
            </p>
            <p className="muted no-print">{printed.help}</p>
          </>
        }
      />
      {sessions.length === 0 && <p>{timetable.noSessions}</p>}
      {sessions.map((session) => {
        const numbers = new Map(session.turns.map(({ entryId }, index) => [entryId, index + 1]));
        return (
          <section key={session.id} className="printed-session">
            <h2>{timetable.session.name(session)}</h2>
            <p>
              <SessionTimes session={session} />
              {session.breaks.map(({ at, minutes }) => (
                <span key={at}> · {timetable.session.break(time(at), time(Date.parse(at) + minutes * 60_000))}</span>
              ))}
            </p>
            <p className="muted">{timetable.session.judges(session.judges.map(({ name }) => name).join(", "))}</p>
            <Table
              caption={timetable.session.name(session)}
              rows={session.turns}
              rowKey={(row) => row.entryId}
              columns={[
                { key: "number", header: printed.number, numeric: true, cell: (row) => integer(numbers.get(row.entryId) ?? 0) },
                { key: "time", header: printed.time, cell: (row) => <Hours turn={row} /> },
                { key: "code", header: printed.code, cell: (row) => <Mono>{row.code}</Mono> },
                { key: "title", header: printed.name, primary: true, cell: (row) => row.title },
                { key: "field", header: printed.field, cell: (row) => row.field },
                { key: "note", header: printed.note, cell: (row) => <LeavesRoom turn={row} /> },
              ]}
            />
          </section>
        );
      })}
    </>
  );
}
