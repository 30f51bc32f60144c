import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton, Mono } from "~/ui/primitives";
import type { JudgeMeetingView, MeetingLine } from "../queries-meeting.server";
import { LiveRegion } from "./live-region";

/** A judge's own view of a running meeting: leave the room, or what lies on the table and the way to the own sheet. */
export function JudgeMeeting({ view, stamp }: { view: JudgeMeetingView; stamp: string }) {
  const { juryMeeting } = useMessages();
  const href = useHref();
  return (
    <>
      <PageHeader title={view.title} eyebrow={view.round} crumbs={[{ label: juryMeeting.back, href: href(paths.judging()) }, { label: view.title }]} />
      <LiveRegion stateUrl={`${href(paths.judgesMeeting(view.id))}/trang-thai`} stamp={stamp}>
        <div className="wall">
          <OnTheTable view={view} />
        </div>
      </LiveRegion>
    </>
  );
}

function OnTheTable({ view }: { view: JudgeMeetingView }) {
  const { juryMeeting } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  if (view.isOver) return <p className="wall-field">{juryMeeting.overText}</p>;
  if (view.mustLeave) {
    return (
      <section className="wall-leave" role="alert">
        <p className="wall-names">{juryMeeting.mustLeave}</p>
        <p>{juryMeeting.mustLeaveText}</p>
      </section>
    );
  }
  if (!view.entry) return <p className="wall-field">{juryMeeting.nothing}</p>;
  return (
    <>
      <p className="wall-field">
        <Mono>{view.entry.code}</Mono> {view.position !== null && <span className="muted">{juryMeeting.place(integer(view.position), integer(view.total))}</span>}
      </p>
      {view.entry.title !== "" && <p className="wall-names">{view.entry.title}</p>}
      <p className="muted">{view.entry.field}</p>
      {view.assignmentId && (
        <p>
          <LinkButton kind="primary" icon="next" href={href(paths.scoreSheet(view.assignmentId))}>
            {juryMeeting.ownSheet}
          </LinkButton>
        </p>
      )}
      <p className="muted">{juryMeeting.mayReturn}</p>
    </>
  );
}

/** Meetings that run now, on top of a judge's list. */
export function OwnMeetings({ meetings }: { meetings: readonly MeetingLine[] }) {
  const { juryMeeting } = useMessages();
  const href = useHref();
  return meetings.map((meeting) => (
    <Card
      key={meeting.id}
      look="strong"
      eyebrow={juryMeeting.mineTitle}
      title={meeting.title}
      actions={
        <LinkButton kind="primary" href={href(paths.judgesMeeting(meeting.id))}>
          {juryMeeting.mineOpen}
        </LinkButton>
      }
    />
  ));
}
