import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DateTime, LinkButton } from "~/ui/primitives";
import { EditionSchedule, type ScheduleMilestone } from "./edition-schedule";
import { Original } from "./original";

interface AsideEdition {
  slug: string;
  phase: string;
  now: Date;
  opensAt: Date;
  closesAt: Date;
  contact: string;
  milestones: readonly ScheduleMilestone[];
  extensions: readonly { fromAt: Date; toAt: Date; reason: string; at: Date }[];
}

function MainAction({ edition, published }: { edition: AsideEdition; published: boolean }) {
  const { publicsite } = useMessages();
  const texts = publicsite.edition;
  const formats = useFormats();
  const href = useHref();
  const { slug, phase, opensAt, closesAt, now } = edition;
  if (phase === "OPEN") {
    return (
      <>
        <p>{texts.submitUntil(formats.dateTime(closesAt), formats.remaining(closesAt, now))}</p>
        <LinkButton kind="primary" href={href(paths.newEntry(slug))}>
          {texts.submit}
        </LinkButton>
      </>
    );
  }
  if (published) {
    return (
      <LinkButton kind="primary" href={href(paths.results(slug))}>
        {texts.results}
      </LinkButton>
    );
  }
  return <p>{phase === "ANNOUNCED" ? texts.opensOn(formats.dateTime(opensAt)) : texts.closedOn(formats.dateTime(closesAt))}</p>;
}

/** Beside the announcement: what to do now, the dates, extensions on record, whom to ask. */
export function EditionAside({ edition }: { edition: AsideEdition }) {
  const texts = useMessages().publicsite.edition;
  const formats = useFormats();
  const published = edition.phase === "PUBLISHED" || edition.phase === "FINAL";
  return (
    <>
      <Card title={texts.schedule}>
        <MainAction edition={edition} published={published} />
        <EditionSchedule milestones={edition.milestones} published={published} now={edition.now} />
        <p className="muted">{texts.calendarNote}</p>
      </Card>
      {edition.extensions.length > 0 && (
        <Card title={texts.extensions} look="quiet">
          <ul className="extensions">
            {edition.extensions.map(({ fromAt, toAt, reason, at }) => (
              <li key={at.toISOString()}>
                <p>{texts.extension(formats.dateTime(fromAt), formats.dateTime(toAt))}</p>
                <p className="muted">
                  <DateTime at={at} as="date" />: <Original>{reason}</Original>
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {edition.contact && (
        <Card title={texts.contact} look="quiet">
          <p className="pre-line">
            <Original>{edition.contact}</Original>
          </p>
        </Card>
      )}
    </>
  );
}
