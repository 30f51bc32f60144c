import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { accountNews, accountPage, actOnAccount } from "~/features/people/account-page.server";
import { PasswordCard, ProfileCard, SessionsCard } from "~/features/people/components/own-account";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { requireActor } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Card, LinkButton, Notice } from "~/ui/primitives";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).auth.account.title }];

export async function loader({ request, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const done = new URL(request.url).searchParams.get("xong");
  return { ...(await accountPage(context.services, { actor, request })), news: accountNews(done) };
}

export async function action({ request, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const { status, cookies, news, ...answer } = await actOnAccount(context.services, { actor, request, form: await readForm(request), locale });
  // A new page, because a changed password also changes the cookie its lists are read with.
  if (news) throw redirect(`${withLocale(paths.account(), locale)}?xong=${news}`, cookies ? { headers: cookies } : {});
  return data(answer, { status });
}

export default function Account() {
  const account = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { auth, myData } = useMessages();
  const href = useHref();
  const resultOf = (form: string) => (answer?.form === form ? answer.result : null);
  return (
    <div className="space-y-5">
      <PageHeader title={auth.account.title} />
      {account.news && !answer && (
        <Notice tone="success" live>
          <p>{auth.account[account.news]}</p>
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="space-y-5">
          <ProfileCard profile={account} result={resultOf("profile")} />
          <PasswordCard signInName={account.signInName} result={resultOf("password")} />
        </div>
        <div className="space-y-5">
          <SessionsCard sessions={account.sessions} />
          <Card title={myData.title}>
            <p>{myData.linkText}</p>
            <LinkButton href={href(paths.myData())}>{myData.link}</LinkButton>
          </Card>
        </div>
      </div>
    </div>
  );
}
