import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { InviteForm } from "~/features/people/components/invite-form";
import { MemberTables, WaitingInvitations } from "~/features/people/components/member-lists";
import { actOnMembers, type MemberNews } from "~/features/people/member-acts.server";
import { membersPage } from "~/features/people/members.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).people.members.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "member.manage");
  const { searchParams, pathname } = new URL(args.request.url);
  const page = await membersPage(args.context.services, { editionId: edition.id, now: args.context.now });
  return { ...page, membersHref: withLocale(paths.members(edition.slug), localeOfPath(pathname)), done: searchParams.get("xong"), openId: searchParams.get("moi"), panelId: searchParams.get("tieu-ban") };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "member.manage");
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const form = await readForm(args.request);
  const answer = await actOnMembers(args.context.services, { actor, editionId: edition.id, form, locale, now: args.context.now });
  if (answer.done) {
    const query = new URLSearchParams({ xong: answer.done, ...(answer.invitationId ? { moi: answer.invitationId } : {}) });
    throw redirect(`${withLocale(paths.members(edition.slug), locale)}?${query}`);
  }
  if (answer.reason === "not_found") refuse("not_found");
  const isLate = ["already_member", "already_invited", "judge_has_sheets", "last_administrator"].includes(answer.reason);
  return data({ result: answer.result, error: answer.error }, { status: isLate ? 409 : statusOf(answer.reason) });
}

export default function Members() {
  const { members, waiting, units, panels, panelId, done, openId, membersHref } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { people } = useMessages();
  const madeFor = waiting.find(({ id }) => id === openId)?.name ?? "";
  const news: Readonly<Record<MemberNews, string>> = {
    invited: people.invite.made(madeFor),
    resent: people.waiting.resent,
    revoked: people.waiting.revoked,
    ended: people.members.ended,
  };
  const text = done !== null && Object.hasOwn(news, done) ? news[done as MemberNews] : null;
  return (
    <div className="space-y-5">
      <PageHeader title={people.members.title} lead={people.members.lead} />
      {answer?.error && (
        <Notice tone="danger" live>
          <p>{answer.error}</p>
        </Notice>
      )}
      {text && !answer && (
        <Notice tone="success" live>
          <p>{text}</p>
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-3">
        <div className="space-y-5 lg:col-span-2">
          <MemberTables members={members} contactsHref={(userId) => `${membersHref}/${encodeURIComponent(userId)}`} />
        </div>
        <div className="space-y-5">
          <WaitingInvitations waiting={waiting} openId={openId} />
          <InviteForm result={answer?.result} units={units} panels={panels} panelId={panelId} />
        </div>
      </div>
    </div>
  );
}
