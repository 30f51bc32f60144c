import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { receiveThing } from "~/features/things/commands.server";
import { ReceiveForm } from "~/features/things/components/receive-form";
import { newThingId } from "~/features/things/queries.server";
import { receiveSchema } from "~/features/things/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).things.receive.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "thing.manage");
  const entryCode = (new URL(args.request.url).searchParams.get("bai") ?? "").replaceAll("\0", "").slice(0, 40);
  return { slug: edition.slug, newId: newThingId(), entryCode };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "thing.manage");
  const { request, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  const submission = parseWithZod(await readForm(request), { schema: receiveSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const received = await receiveThing(context.services, { actor, editionId: edition.id, now: context.now, input: { ...submission.value, photoFileId: null } });
  if (received.ok) throw redirect(`${withLocale(paths.thing(edition.slug, received.value.id), locale)}?da=nhan`, 303);
  if (received.reason === "not_found") refuse("not_found");
  const text = reasonText(messages, received.reason, messages.things.reasons);
  const reply = received.reason === "entry_unknown" ? { fieldErrors: { entryCode: [text] } } : { formErrors: [text] };
  return data({ result: submission.reply(reply) }, { status: received.reason === "entry_unknown" ? 400 : statusOf(received.reason) });
}

export default function ReceiveThing() {
  const { slug, newId, entryCode } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { things } = useMessages();
  const href = useHref();
  return (
    <>
      <PageHeader title={things.receive.title} lead={things.receive.lead} crumbs={[{ label: things.title, href: href(paths.things(slug)) }, { label: things.receive.title }]} />
      <ReceiveForm newId={newId} entryCode={entryCode} result={answer?.result} />
    </>
  );
}
