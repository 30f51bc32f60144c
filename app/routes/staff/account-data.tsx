import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EraseCard, NamesakesLeft, RequestsCard } from "~/features/retention/components/personal-data";
import { eraseAccount } from "~/features/retention/erase-account.server";
import { answerRequest, heldAccountPage } from "~/features/retention/personal-data.server";
import { accountErasureSchema } from "~/features/retention/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Card, DescriptionList, LinkButton, Notice } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).retention.personal.title }];

const idOf = (params: Readonly<Record<string, string | undefined>>) => (params["id"] ?? "").replaceAll("\0", "");

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireSystem({ request, context }, "user.manage");
  const held = await heldAccountPage(context.services, { actor, userId: idOf(params), now: context.now });
  if (!held) refuse("not_found");
  const query = new URL(request.url).searchParams;
  return { held, done: query.get("da"), namesakes: query.get("trung") };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireSystem({ request, context }, "user.manage");
  const { services, now } = context;
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  const { bars } = messages.retention.personal;
  const userId = idOf(params);
  const form = await readForm(request);
  const back = (done: string) => redirect(`${withLocale(paths.accountData(userId), locale)}?da=${done}`, 303);
  if (form.get("intent") === "answer") {
    const answered = await answerRequest(services, { actor, edition: null, userId, id: String(form.get("id") ?? ""), now });
    if (!answered.ok) refuse(answered.reason);
    throw back("tra-loi");
  }
  const submission = parseWithZod(form, { schema: accountErasureSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ text: submission.error?.sure ? bars.not_sure : null, result: submission.reply() }, { status: 400 });
  const done = await eraseAccount(services, { actor, userId, ...submission.value, now });
  if (done.ok) throw back(done.value.namesakePlaces > 0 ? `xoa&trung=${done.value.namesakePlaces}` : "xoa");
  if (done.reason === "not_found" || done.reason === "forbidden") refuse(done.reason);
  return data({ text: reasonText(messages, done.reason, bars), result: submission.reply() }, { status: done.reason === "reason_names_person" ? 400 : 409 });
}

export default function AccountData() {
  const { held, done, namesakes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { retention, people, common } = useMessages();
  const { personal } = retention;
  const { account: texts } = personal;
  const formats = useFormats();
  const href = useHref();
  const said: Readonly<Record<string, string>> = { "tra-loi": personal.requests.noted, xoa: personal.erase.done };
  const roles: Readonly<Record<string, string>> = common.role;
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[{ label: people.users.title, href: href(paths.users()) }, { label: held.name, href: href(paths.user(held.userId)) }, { label: personal.title }]}
        eyebrow={texts.eyebrow}
        title={held.name}
        actions={<LinkButton kind="secondary" href={`${href(paths.accountData(held.userId))}.json`}>{texts.download}</LinkButton>}
      />
      {done && !answer && said[done] && <Notice tone="success" live title={said[done]} />}
      {done === "xoa" && !answer && <NamesakesLeft typed={namesakes} />}
      {held.erasedAt && <Notice tone="info" title={personal.erased(formats.dateTime(held.erasedAt))} />}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title={personal.author.held}>
          <DescriptionList
            items={[
              ...(held.signInName ? [{ term: texts.signInName, description: held.signInName }] : []),
              ...(held.roles.length > 0 ? [{ term: texts.roles, description: held.roles.map(({ role, edition }) => [roles[role] ?? role, edition].filter(Boolean).join(", ")).join("; ") }] : []),
            ]}
          />
          <h3>{texts.entries}</h3>
          {held.entries.length === 0 && <p className="muted">{texts.noEntries}</p>}
          <ul className="list-disc pl-5">
            {held.entries.map((entry) => (
              <li key={entry.id}>
                {[entry.code, entry.title, entry.edition].filter(Boolean).join(" · ")} ({[entry.isOwner && texts.as.owner, entry.isAuthor && texts.as.author, entry.isGuardian && texts.as.guardian, entry.isSupervisor && texts.as.supervisor].filter(Boolean).join(", ")}){" "}
                {entry.isRunning && <Badge tone="warning">{texts.running}</Badge>}
              </li>
            ))}
          </ul>
        </Card>
        <div className="space-y-5">
          {held.requests.length > 0 && <RequestsCard requests={held.requests} />}
          {!held.erasedAt && <EraseCard bar={held.bar} namesakes={held.namesakes} sharedNumber={held.sharedNumber} consequences={[...personal.erase.author.slice(0, 1), ...personal.erase.account]} answer={answer} />}
        </div>
      </div>
    </div>
  );
}
