import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { actOnCommittee, type CommitteeNews } from "~/features/committee/acts.server";
import { FeeForm, MemberForm } from "~/features/committee/components/committee-forms";
import { MemberTable } from "~/features/committee/components/member-table";
import { committeePage, committeeSlug } from "~/features/committee/page.server";
import { COMMITTEE_SLUGS, type CommitteeSlug } from "~/features/committee/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, Notice, Tabs } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).committee.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "committee.manage");
  const { searchParams } = new URL(args.request.url);
  return committeePage(args.context.services, { edition, word: searchParams.get("ban"), editId: searchParams.get("sua") });
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "committee.manage");
  const { pathname, searchParams } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const slug = committeeSlug(searchParams.get("ban"));
  const answer = await actOnCommittee(args.context.services, { actor, editionId: edition.id, committee: COMMITTEE_SLUGS[slug], form: await readForm(args.request), locale, now: args.context.now });
  if (answer.done !== null) throw redirect(`${withLocale(paths.committee(edition.slug, slug), locale)}&da=${answer.done}`, 303);
  if (answer.reason === "not_found") refuse("not_found");
  return data(answer, { status: statusOf(answer.reason) });
}

export default function Committee() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { committee } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const done = useSearchParams()[0].get("da");
  const news = !answer && done !== null && Object.hasOwn(committee.done, done) ? committee.done[done as CommitteeNews] : null;
  const tabs = (Object.keys(COMMITTEE_SLUGS) as CommitteeSlug[]).map((slug) => {
    const name = COMMITTEE_SLUGS[slug];
    return { label: committee.names[name], href: href(paths.committee(page.slug, slug)), current: name === page.committee, count: integer(page.counts[name]) };
  });
  const resultOf = (intent: string) => (answer?.intent === intent ? answer.result : null);
  return (
    <div className="space-y-5">
      <PageHeader title={committee.title} lead={committee.lead} />
      {news && (
        <Notice tone="success" live>
          <p>{news}</p>
        </Notice>
      )}
      {answer?.problem && (
        <Notice tone="danger" live>
          <p>{answer.problem}</p>
        </Notice>
      )}
      <Tabs label={committee.tabs} items={tabs} />
      <div className="grid items-start gap-5 lg:grid-cols-3">
        <div className="space-y-5 lg:col-span-2">
          <MemberTable page={page} />
        </div>
        <div className="space-y-5">
          <MemberForm key={page.editing?.id ?? "new"} page={page} result={resultOf("save")} />
          <Card title={committee.fill.title}>
            <form method="post" className="space-y-3">
              <p>{committee.fill.text[page.committee]}</p>
              <SubmitButton intent="fill" kind="secondary">
                {committee.fill.button}
              </SubmitButton>
            </form>
          </Card>
          <FeeForm fee={page.judgeFee} result={resultOf("fee")} />
        </div>
      </div>
    </div>
  );
}
