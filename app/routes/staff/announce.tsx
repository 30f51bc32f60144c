import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { can } from "~/domain/access/can";
import { announcementCheck } from "~/features/contests/announce.server";
import { GapList } from "~/features/contests/components/gap-list";
import { CourseTimeline } from "~/features/contests/components/course-timeline";
import { deskOf } from "~/features/contests/desk.server";
import { submitAnnouncement } from "~/features/contests/forms.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { ErrorSummary, plainForm } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, LinkButton, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).editions.announce.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "edition.view");
  const { services, now } = args.context;
  const [gaps, desk] = await Promise.all([announcementCheck(services, edition, now), deskOf(services, { viewerId: actor.userId, edition, phase, now })]);
  const { slug, title, version, announcedAt, opensAt } = edition;
  const may = can(actor, "edition.announce", { editionId: edition.id, phase }).allowed;
  return { slug, title, version, announcedAt, opensAt, gaps, course: desk.course, roundNames: desk.roundNames, may };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "edition.view");
  const { request, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const answer = await submitAnnouncement(context.services, { actor, editionId: edition.id, form: await readForm(request), locale, now: context.now });
  if (answer.reason) return data(answer, { status: statusOf(answer.reason) });
  throw redirect(`${withLocale(paths.desk(edition.slug), locale)}?phat-dong`);
}

export default function Announce() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { announce, desk } = useMessages().editions;
  const { dateTime } = useFormats();
  const href = useHref();
  const form = plainForm({ id: "phat-dong", result: answer?.result ?? null });
  const isReady = view.gaps.length === 0;
  return (
    <div className="max-w-3xl space-y-4">
      <PageHeader title={announce.title} lead={announce.lead} />
      <ErrorSummary form={form} />
      {view.announcedAt ? (
        <Notice tone="success">
          <p>{announce.already(dateTime(view.announcedAt))}</p>
          <a href={href(paths.edition(view.slug))}>{desk.publicPage}</a>
        </Notice>
      ) : isReady ? (
        <Notice tone="success">{announce.ready}</Notice>
      ) : (
        <GapList slug={view.slug} gaps={view.gaps} />
      )}
      <Card title={desk.course}>
        <CourseTimeline items={view.course} roundNames={view.roundNames} />
      </Card>
      {!view.announcedAt && (
        <div className="actions">
          {isReady && view.may && (
            <ConfirmDisclosure
              label={announce.submit}
              confirmLabel={announce.confirm}
              consequences={announce.consequences(view.title, dateTime(view.opensAt))}
              irreversible
              intent="announce"
              fields={{ version: String(view.version) }}
            />
          )}
          <LinkButton href={href(paths.editionSettings(view.slug))}>{desk.settings}</LinkButton>
        </div>
      )}
    </div>
  );
}
