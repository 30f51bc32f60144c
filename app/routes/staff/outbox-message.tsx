import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MessageStateBadge } from "~/features/notifications/components/message-state";
import { noteHandOver, outboxMessagePage, sendAgain } from "~/features/notifications/outbox.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { isUuid } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse } from "~/platform/http/responses.server";
import { SubmitButton } from "~/ui/forms";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, DescriptionList, LinkButton, Notice, QrPanel } from "~/ui/primitives";
import { requireSystem } from "./units-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => [
  { title: page?.message.subject ?? messagesFor(localeOfPath(location.pathname)).people.outbox.title },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = await requireSystem({ request, context }, "outbox.view");
  if (!isUuid(params["id"])) refuse("not_found");
  const message = await outboxMessagePage(context.services, { actor, id: params["id"] });
  if (!message.ok) refuse(message.reason);
  return { message: message.value, done: new URL(request.url).searchParams.get("xong") };
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = await requireSystem({ request, context }, "outbox.view");
  if (!isUuid(params["id"])) refuse("not_found");
  const act = { actor, id: params["id"], now: context.now };
  const intent = (await readForm(request)).get("intent");
  if (intent !== "hand-over" && intent !== "send-again") refuse("invalid");
  const noted = intent === "hand-over" ? await noteHandOver(context.services, act) : await sendAgain(context.services, act);
  // What was done before, in another window, is done: the page shows it.
  if (!noted.ok && noted.reason !== "already_done") refuse(noted.reason);
  throw redirect(`${withLocale(paths.outboxMessage(act.id), localeOfPath(new URL(request.url).pathname))}?xong=${intent}`);
}

export default function OutboxMessage() {
  const { message, done } = useLoaderData<typeof loader>();
  const { people, heldMail } = useMessages();
  const { outbox } = people;
  const { dateTime, integer } = useFormats();
  const href = useHref();
  const { facts } = outbox;
  const news = done === "hand-over" ? outbox.handedOver : done === "send-again" ? outbox.queued : null;
  const mayRetry = message.channel === "MAIL" && (message.state === "FAILED" || (message.state === "SENT" && message.carrier === "FILE" && message.hasMailServer));
  const items = [
    { term: facts.recipient, description: `${message.recipientName} ${message.recipient}` },
    { term: facts.edition, description: message.editionTitle ?? outbox.wholeSystem },
    { term: facts.created, description: dateTime(message.createdAt) },
    ...(message.sentAt ? [{ term: facts.sent, description: dateTime(message.sentAt) }] : []),
    ...(message.attempts > 0 ? [{ term: facts.attempts, description: integer(message.attempts) }] : []),
    ...(message.lastError ? [{ term: facts.error, description: message.lastError }] : []),
    ...(message.lastError && message.state === "PENDING" ? [{ term: facts.next, description: dateTime(message.nextTryAt) }] : []),
  ];
  return (
    <div className="space-y-5">
      <PageHeader
        title={message.subject}
        crumbs={[{ label: outbox.title, href: href(paths.outbox()) }, { label: message.subject }]}
        meta={<MessageStateBadge message={message} />}
      />
      {news && (
        <Notice tone="success" live>
          <p>{news}</p>
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="space-y-5">
          <Card>
            <DescriptionList items={items} />
            <div className="actions">
              {message.state === "HELD" && message.editionSlug !== null && <LinkButton href={href(paths.heldMail(message.editionSlug))}>{heldMail.title}</LinkButton>}
              {!["HANDED_OVER", "HELD", "DISCARDED"].includes(message.state) && (
                <ConfirmDisclosure label={outbox.handOver} confirmLabel={outbox.handOver} intent="hand-over" consequences={outbox.handOverConsequences} />
              )}
              {mayRetry && (
                <form method="post">
                  <SubmitButton intent="send-again" kind="secondary">
                    {outbox.sendAgain}
                  </SubmitButton>
                </form>
              )}
            </div>
          </Card>
          <Card title={outbox.text}>
            {message.body === null ? <p>{outbox.hidden}</p> : <p className="whitespace-pre-wrap break-words">{message.body}</p>}
          </Card>
        </div>
        {message.link && message.qr && (
          <Card title={outbox.link}>
            <QrPanel text={message.link} svg={message.qr} />
          </Card>
        )}
      </div>
    </div>
  );
}
