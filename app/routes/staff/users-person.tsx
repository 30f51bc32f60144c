import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ResetCard, RolesCard, UserSessionsCard } from "~/features/people/components/user-cards";
import { endRole } from "~/features/people/roles.server";
import { endAllSessions, makeResetLink, userPage } from "~/features/people/users.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { isUuid } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DescriptionList, LinkButton, Notice } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => [
  { title: page?.user.name ?? messagesFor(localeOfPath(location.pathname)).people.users.title },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireSystem({ request, context }, "user.manage");
  const user = await userPage(context.services, { actor, id: (params["id"] ?? "").replaceAll("\0", ""), now: context.now });
  if (!user.ok) refuse(user.reason);
  return { user: user.value, done: new URL(request.url).searchParams.get("xong") };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireSystem({ request, context }, "user.manage");
  const locale = localeOfPath(new URL(request.url).pathname);
  const id = (params["id"] ?? "").replaceAll("\0", "");
  const form = await readForm(request);
  const back = (done: string) => redirect(`${withLocale(paths.user(id), locale)}?xong=${done}`);
  switch (form.get("intent")) {
    case "reset": {
      const made = await makeResetLink(context.services, { actor, id, now: context.now });
      if (!made.ok) refuse(made.reason);
      return data({ made: made.value, error: null });
    }
    case "end-sessions": {
      const ended = await endAllSessions(context.services, { actor, id });
      if (!ended.ok) refuse(ended.reason);
      throw back("sessions");
    }
    case "end-role": {
      const membershipId = String(form.get("membershipId"));
      if (!isUuid(membershipId)) refuse("not_found");
      const ended = await endRole(context.services, { actor, membershipId, now: context.now });
      if (ended.ok) throw back("role");
      if (ended.reason === "not_found") refuse("not_found");
      const messages = messagesFor(locale);
      return data({ made: null, error: reasonText(messages, ended.reason, messages.people.reasons) }, { status: ended.reason === "forbidden" ? 403 : 409 });
    }
    default:
      return data({ made: null, error: messagesFor(locale).errors.reasons.invalid }, { status: statusOf("invalid") });
  }
}

export default function UserPage() {
  const { user, done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { people, retention } = useMessages();
  const { date } = useFormats();
  const href = useHref();
  const news = done === "sessions" ? people.user.sessionsEnded : done === "role" ? people.members.ended : null;
  return (
    <div className="space-y-5">
      <PageHeader
        title={user.name}
        crumbs={[{ label: people.users.title, href: href(paths.users()) }, { label: user.name }]}
        actions={<LinkButton kind="secondary" href={href(paths.accountData(user.id))}>{retention.personal.title}</LinkButton>}
      />
      {answer?.error && (
        <Notice tone="danger" live>
          <p>{answer.error}</p>
        </Notice>
      )}
      {news && !answer && (
        <Notice tone="success" live>
          <p>{news}</p>
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="space-y-5">
          <Card>
            <DescriptionList
              items={[
                { term: people.user.facts.signInName, description: user.signInName },
                { term: people.user.facts.created, description: date(user.createdAt) },
              ]}
            />
          </Card>
          <RolesCard user={user} />
        </div>
        <div className="space-y-5">
          <ResetCard made={answer?.made ?? null} />
          <UserSessionsCard user={user} />
        </div>
      </div>
    </div>
  );
}
