import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Badge, Button, Card, ConfirmDisclosure, LinkButton, Mono, Notice, Table } from "~/ui/primitives";
import type { AgendaLine, MeetingView } from "../queries-meeting.server";
import { LiveRegion } from "./live-region";
import { MeetingMoves } from "./meeting-moves";
import { MeetingTable } from "./meeting-table";

interface MeetingPageProps {
  view: { slug: string; meeting: MeetingView; agenda: readonly AgendaLine[]; stamp: string; mayLead: boolean };
  refusal: string | null;
  done: string | null;
}

/** Where a meeting is led: what lies on the table, the agenda by hand, the end. */
export function MeetingPage({ view, refusal, done }: MeetingPageProps) {
  const { juryMeeting } = useMessages();
  const href = useHref();
  const { meeting, slug } = view;
  const here = href(paths.juryMeeting(slug, meeting.id));
  return (
    <>
      <PageHeader
        title={meeting.title}
        eyebrow={[meeting.round, meeting.panel].filter(Boolean).join(" · ")}
        crumbs={[{ label: juryMeeting.title, href: href(paths.juryMeetings(slug)) }, { label: meeting.title }]}
        meta={<Badge tone={meeting.isOver ? "neutral" : "success"}>{meeting.isOver ? juryMeeting.over : juryMeeting.running}</Badge>}
        actions={!meeting.isOver && <LinkButton href={href(paths.juryProjector(slug, meeting.id))}>{juryMeeting.wall}</LinkButton>}
      />
      {refusal && <Notice tone="warning" live>{refusal}</Notice>}
      {!refusal && done === "mo" && <Notice tone="success" live>{juryMeeting.started}</Notice>}
      <LiveRegion stateUrl={`${here}/trang-thai`} stamp={view.stamp}>
        <Card title={juryMeeting.onTable}>
          <div className="wall wall-small">
            <MeetingTable view={meeting} />
          </div>
        </Card>
        {view.mayLead && !meeting.isOver && (
          <div className="my-4">
            <MeetingMoves version={meeting.version} action={here} />
            <p className="help">{juryMeeting.keys}</p>
          </div>
        )}
        <Agenda view={view} action={here} />
      </LiveRegion>
      {view.mayLead && !meeting.isOver && (
        <div className="mt-8">
          <ConfirmDisclosure
            label={juryMeeting.end}
            confirmLabel={juryMeeting.end}
            consequences={[juryMeeting.endConsequence]}
            intent="end"
            danger
          />
        </div>
      )}
    </>
  );
}

function Agenda({ view, action }: { view: MeetingPageProps["view"]; action: string }) {
  const { juryMeeting } = useMessages();
  const mayMove = view.mayLead && !view.meeting.isOver;
  return (
    <Table
      caption={juryMeeting.agenda}
      showCaption
      rows={view.agenda}
      rowKey={(line) => line.id}
      rowCurrent={(line) => line.current}
      columns={[
        {
          key: "entry",
          header: juryMeeting.agenda,
          primary: true,
          cell: (line) => (
            <>
              <Mono>{line.code}</Mono> {line.title} {line.current && <Badge tone="info">{juryMeeting.onTable}</Badge>}
            </>
          ),
        },
        {
          key: "acts",
          header: juryMeeting.put,
          cell: (line) =>
            mayMove && (
              <form method="post" action={action} className="flex flex-wrap gap-2">
                <input type="hidden" name="version" value={view.meeting.version} />
                <input type="hidden" name="entry" value={line.id} />
                {!line.current && (
                  <Button small name="step" value="to">
                    {juryMeeting.put}
                  </Button>
                )}
                <Button small kind="quiet" name="step" value="up">
                  {juryMeeting.up}
                </Button>
                <Button small kind="quiet" name="step" value="down">
                  {juryMeeting.down}
                </Button>
                <Button small kind="quiet" name="step" value="drop">
                  {juryMeeting.drop}
                </Button>
              </form>
            ),
        },
      ]}
    />
  );
}
