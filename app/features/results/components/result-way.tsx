import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, CopyText, DescriptionList, LinkButton, Notice } from "~/ui/primitives";
import type { DecisionView } from "../decision-view.server";

/** What a loader sends of a value: dates are texts by then. */
type Sent<T> = T extends Date ? Date | string : T extends readonly (infer Item)[] ? Sent<Item>[] : T extends object ? { [Key in keyof T]: Sent<T[Key]> } : T;

type WayView = Sent<Pick<DecisionView, "past" | "window" | "waiting" | "finalAt" | "next" | "correction" | "schedule" | "stage" | "isUnchanged">>;

/** The whole way of a published result: every decision with its head of the record, appeals, the official result, and what comes next. */
export function ResultWay({ slug, view, mayAppeal }: { slug: string; view: WayView; mayAppeal: boolean }) {
  const { appeals, stages } = useMessages();
  const { way, final } = stages;
  const { dateTime, date, integer } = useFormats();
  const href = useHref();
  const next = <DescriptionList items={[{ term: way.next, description: way.nextSteps[view.next] }]} />;
  if (view.past.length === 0) return next;
  return (
    <Card title={way.title}>
      <ol className="space-y-4">
        {view.past.map(({ number, date: day, publishedAt, by, head }, index) => (
          <li key={String(publishedAt)}>
            <p className="strong">{index === 0 ? way.decided : way.corrected(index)}</p>
            <p>
              {dateTime(publishedAt)}, {by ?? way.bySystem}
              {number && day && `. ${way.decision(number, date(day))}`}
            </p>
            {head && <CopyText text={head.hash} label={`${way.head} (${way.headOf(integer(head.seq))})`} />}
          </li>
        ))}
      </ol>
      <DescriptionList
        items={[
          { term: way.appeals, description: <AppealsWindow window={view.window} waiting={view.waiting} /> },
          ...(view.finalAt ? [{ term: way.final, description: final.done(dateTime(view.finalAt)) }] : []),
        ]}
      />
      {next}
      <div className="actions">
        {mayAppeal && <LinkButton href={href(paths.appeals(slug))}>{appeals.list.title}</LinkButton>}
        {!view.finalAt && <LinkButton href={href(paths.correction(slug))}>{stages.correction.tab}</LinkButton>}
      </div>
    </Card>
  );
}

function AppealsWindow({ window, waiting }: Pick<WayView, "window" | "waiting">) {
  const { way } = useMessages().stages;
  const { dateTime, integer } = useFormats();
  const until = window.end === null ? way.noAppeals : window.isOpen ? way.appealsUntil(dateTime(window.end)) : way.appealsOver(dateTime(window.end));
  return <>{waiting > 0 ? `${until}; ${way.appealsWaiting(integer(waiting))}` : until}</>;
}

/** That a minute is set, that it passed without publication, or that the result is open for a correction. */
export function StandingNotices({ slug, view }: { slug: string; view: WayView }) {
  const { schedule, correction } = useMessages().stages;
  const { dateTime } = useFormats();
  const href = useHref();
  const { at, by, stoppedAt } = view.schedule;
  return (
    <>
      {stoppedAt && (
        <Notice tone="danger" title={schedule.stopped(dateTime(stoppedAt))}>
          <p>{schedule.stoppedText}</p>
        </Notice>
      )}
      {at && view.stage === "SIGNED" && (
        <Notice tone="info" title={schedule.set(dateTime(at))}>
          {by && <p>{schedule.setBy(by)}</p>}
        </Notice>
      )}
      {view.correction && (
        <Notice tone="warning" title={correction.isOpen}>
          <p>
            {correction.openedBy(view.correction.by, dateTime(view.correction.openedAt))}
            {view.correction.codes.length > 0 && `: ${view.correction.codes.join(", ")}`}
          </p>
          <p>
            <a href={href(paths.correction(slug))}>{correction.title}</a>
          </p>
          {view.isUnchanged && (
            <p>
              {correction.unchanged} <a href={href(paths.rescores(slug))}>{correction.toMeetings}</a>, <a href={href(paths.correction(slug))}>{correction.toAbandon}</a>.
            </p>
          )}
        </Notice>
      )}
    </>
  );
}
