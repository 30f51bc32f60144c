import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, LinkButton, Mono, Table } from "~/ui/primitives";
import type { OwnRescore } from "../queries-rescore.server";

/** Meetings on re-scoring that wait for a judge: who had scored how, and the way to the own sheet. */
export function OwnRescores({ meetings }: { meetings: readonly OwnRescore[] }) {
  return meetings.map((meeting) => <OwnMeeting key={meeting.id} meeting={meeting} />);
}

function OwnMeeting({ meeting }: { meeting: OwnRescore }) {
  const { rescore } = useMessages().jury;
  const { decimal, dateTime } = useFormats();
  const href = useHref();
  return (
    <Card
      eyebrow={`${meeting.edition} · ${meeting.round}`}
      title={
        <>
          {rescore.mine}: <Mono>{meeting.code}</Mono> {meeting.title}
        </>
      }
      aside={<Badge tone={meeting.isDue ? "danger" : "warning"}>{meeting.isDue ? rescore.isDue : rescore.until(dateTime(meeting.dueAt))}</Badge>}
      actions={
        <LinkButton kind="primary" icon="next" href={href(paths.scoreSheet(meeting.assignmentId))}>
          {rescore.mineSheet}
        </LinkButton>
      }
    >
      <p>{rescore.mineLead}</p>
      <p>
        <span className="strong">{rescore.reason}:</span> {meeting.reason ?? rescore.erased}
      </p>
      {meeting.lines.length === 0 ? (
        <p className="muted">{rescore.hiddenScores}</p>
      ) : (
        <Table
          caption={rescore.scores}
          rows={meeting.lines}
          rowKey={(line) => line.judge}
          rowCurrent={(line) => line.own}
          columns={[
            { key: "judge", header: rescore.judge, primary: true, cell: (line) => (line.own ? `${line.judge} ${rescore.you}` : line.judge) },
            { key: "total", header: rescore.original, numeric: true, cell: (line) => decimal(line.total) },
          ]}
        />
      )}
      {meeting.spread !== null && <p className="muted">{rescore.spread(decimal(meeting.spread))}</p>}
    </Card>
  );
}
