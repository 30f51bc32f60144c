import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { InvitationFacts, InvitationStep } from "~/features/people/components/invitation-card";
import { viewInvitation } from "~/features/people/accept-invitation.server";
import { firstPageOf } from "~/features/people/corner";
import { acceptWithAccount, joinByInvitation } from "~/features/people/join.server";
import { writtenSignInName } from "~/features/people/written-name";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [
  { title: messagesFor(localeOfPath(location.pathname)).auth.invitation.title },
  { name: "robots", content: "noindex" },
];

/** Notes that another account may be at work from now on. */
export const handle = { pageScripts: ["signed-out"] };

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await context.actor();
  const view = await viewInvitation(context.services, { token: params["token"] ?? "", actor, now: context.now });
  if (!view) refuse("not_found");
  const reader = actor && { name: actor.name, signInName: writtenSignInName(actor) };
  return data({ view, reader, here: new URL(request.url).pathname }, { status: view.state === "gone" ? 410 : 200 });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const locale = localeOfPath(new URL(request.url).pathname);
  const actor = await context.actor();
  const act = { form: await readForm(request), token: params["token"] ?? "", locale, now: context.now };
  const joined = actor
    ? await acceptWithAccount(context.services, { ...act, actor })
    : await joinByInvitation(context.services, { ...act, request });
  if (joined.ok) throw redirect(withLocale(firstPageOf(joined.value.role, joined.value.editionSlug), locale), { headers: joined.value.cookies });
  if (joined.reason === "not_found") refuse("not_found");
  return data({ result: joined.reply ?? null }, { status: statusOf(joined.reason) });
}

export default function Invitation() {
  const { view, reader, here } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { auth, common } = useMessages();
  const href = useHref();
  const { invitation } = auth;
  if (view.state === "gone") {
    return (
      <div className="mx-auto max-w-xl space-y-5">
        <PageHeader title={invitation.goneTitle} lead={invitation.gone[view.why]} />
        <LinkButton href={href(paths.myCorner())}>{invitation.myCorner}</LinkButton>
      </div>
    );
  }
  return (
    <div className="mx-auto max-w-xl space-y-5">
      <PageHeader title={invitation.title} lead={invitation.text(common.role[view.role])} />
      <Card>
        {view.name && <p>{invitation.greeting(view.name)}</p>}
        <InvitationFacts invitation={view} />
      </Card>
      <InvitationStep invitation={view} result={result} reader={reader} here={here} />
    </div>
  );
}
