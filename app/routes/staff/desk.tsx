import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { CourseTimeline } from "~/features/contests/components/course-timeline";
import { DeskEntries, DeskSheets, DeskToday } from "~/features/contests/components/desk-parts";
import { NEXT_STEP_RIGHT, NextStep } from "~/features/contests/components/next-step";
import { deskOf } from "~/features/contests/desk.server";
import { retentionNotice } from "~/features/retention/retention-view.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { PageHeader, TwoPane } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, LinkButton, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).editions.desk.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "edition.view");
  const { services, now } = args.context;
  const desk = await deskOf(services, { viewerId: actor.userId, edition, phase, now });
  const may = (action: Parameters<typeof can>[1]) => can(actor, action, { editionId: edition.id, phase }).allowed;
  const { slug, title, hostName, opensAt, closesAt, screeningEndsAt, judgingEndsAt, announcementAt, publishedAt } = edition;
  return {
    edition: { slug, title, hostName, phase, opensAt, closesAt, screeningEndsAt, judgingEndsAt, announcementAt, publishedAt },
    desk,
    now,
    may: {
      next: may(NEXT_STEP_RIGHT[phase]),
      announce: may("edition.announce"),
      extend: may("edition.extend"),
      entries: may("entry.list"),
      import: may("entry.import"),
      progress: may("progress.view"),
      assign: may("assignment.manage"),
      outbox: may("outbox.view"),
      approve: may("mail.approve"),
      appeals: may("appeal.view"),
      commendations: may("commendation.manage"),
      personalData: may("person.erase"),
    },
    retention: may("retention.manage") ? retentionNotice(edition, now) : null,
    announcedNow: new URL(args.request.url).searchParams.has("phat-dong"),
  };
}

export default function Desk() {
  const { edition, desk, now, may, retention, announcedNow } = useLoaderData<typeof loader>();
  const { editions, common, retention: retentionTexts } = useMessages();
  const { date } = useFormats();
  const href = useHref();
  const { slug, phase } = edition;
  const texts = editions.desk;
  const isDraft = phase === "DRAFT";
  return (
    <>
      <PageHeader
        title={texts.title}
        eyebrow={edition.hostName}
        meta={
          <>
            <Badge tone="info">{common.phase[phase]}</Badge> <NextStep edition={edition} mayFollow={may.next} />
          </>
        }
        actions={
          <>
            {may.announce && (
              <LinkButton kind="primary" href={href(paths.announceEdition(slug))}>
                {texts.launch}
              </LinkButton>
            )}
            {may.extend && <LinkButton href={href(paths.extendReceipt(slug))}>{texts.extend}</LinkButton>}
            {!isDraft && <LinkButton href={href(paths.edition(slug))}>{texts.publicPage}</LinkButton>}
          </>
        }
      />
      {announcedNow && !isDraft && (
        <Notice tone="success" live>
          {editions.announce.done}
        </Notice>
      )}
      {isDraft && <Notice>{texts.launchLead}</Notice>}
      {retention && (
        <Notice tone="warning" title={retention.isDue ? retentionTexts.desk.due : retentionTexts.desk.announced(date(retention.at))}>
          <a href={href(paths.retention(slug))}>{retentionTexts.title}</a>
        </Notice>
      )}
      <TwoPane
        aside={
          <Card title={texts.course}>
            <CourseTimeline items={desk.course} roundNames={desk.roundNames} extendedFrom={desk.extendedFrom} publishedAt={edition.publishedAt} />
          </Card>
        }
      >
        <DeskToday slug={slug} desk={desk} may={may} now={now} />
        <DeskEntries slug={slug} desk={desk} may={may} />
        {!isDraft && may.progress && <DeskSheets slug={slug} desk={desk} />}
      </TwoPane>
    </>
  );
}
