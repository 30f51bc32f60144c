import { useFormats, useMessages } from "~/ui/locale";
import { Mono } from "~/ui/primitives";
import type { MeetingView, TableScores } from "../queries-meeting.server";

/** What lies on the jury's table, in letters that can be read from the back of the room. Swapped whole by the page's script. */
export function MeetingTable({ view }: { view: MeetingView }) {
  const { juryMeeting } = useMessages();
  const { integer } = useFormats();
  if (view.isOver) return <p className="wall-title">{juryMeeting.overText}</p>;
  if (view.mustLeave) return <p className="wall-note">{juryMeeting.viewerMustLeave}</p>;
  if (!view.entry) return <p className="wall-title">{juryMeeting.nothing}</p>;
  const { entry } = view;
  return (
    <>
      <p className="wall-code">
        <Mono>{entry.code}</Mono>
        {view.position !== null && <span className="wall-place">{juryMeeting.place(integer(view.position), integer(view.total))}</span>}
        <Since since={view.since} />
      </p>
      <h1 className="wall-title">{entry.title || entry.code}</h1>
      <p className="wall-field">
        {entry.field}
        {entry.authors.length > 0 && ` · ${entry.authors.join(", ")}`}
      </p>
      <div className="wall-room">
        <section className={view.leave.length > 0 ? "wall-leave" : "wall-nobody"}>
          <h2>{view.leave.length > 0 ? juryMeeting.leave : juryMeeting.nobodyLeaves}</h2>
          {view.leave.length > 0 && <p className="wall-names">{view.leave.join(", ")}</p>}
        </section>
        <section>
          <h2>{juryMeeting.stay}</h2>
          <ul className="wall-stay">
            {view.stay.map(({ name, watching }) => (
              <li key={name}>
                {name}
                {watching && <span title={juryMeeting.watching}> ●</span>}
              </li>
            ))}
          </ul>
          {view.stay.some(({ watching }) => watching) && (
            <p className="wall-field">
              <span aria-hidden>●</span> {juryMeeting.watching}
            </p>
          )}
        </section>
      </div>
      {view.scores && <Scores scores={view.scores} />}
    </>
  );
}

/** Minutes are counted by the page's script; without it the moment stands there. */
export function Since({ since }: { since: Date | null }) {
  const { juryMeeting } = useMessages();
  const { time } = useFormats();
  if (since === null) return null;
  return (
    <span className="wall-place">
      {juryMeeting.since}{" "}
      <time dateTime={new Date(since).toISOString()} data-since={juryMeeting.minutes}>
        {time(since)}
      </time>
    </span>
  );
}

function Scores({ scores }: { scores: TableScores }) {
  const { juryMeeting } = useMessages();
  const { integer, decimal } = useFormats();
  if (scores.kind === "open") return <p className="wall-note">{juryMeeting.scoresOpen(integer(scores.locked), integer(scores.of))}</p>;
  if (scores.kind === "withheld") return <p className="wall-note">{juryMeeting.scoresWithheld}</p>;
  return (
    <section aria-label={juryMeeting.scores} className="wall-scores">
      {scores.lines.map(({ judge, total }) => (
        <p key={judge}>
          <span className="wall-judge">{judge}</span> <span className="num">{decimal(total)}</span>
        </p>
      ))}
      <p className="wall-spread">{juryMeeting.spread(decimal(scores.spread))}</p>
    </section>
  );
}
