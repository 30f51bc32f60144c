import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { receiveThing } from "~/features/things/commands.server";
import { ReceiveForm } from "~/features/things/components/receive-form";
import { PHOTO_LIMITS, storePhoto } from "~/features/things/photo.server";
import { newThingId } from "~/features/things/queries.server";
import { receiveSchema } from "~/features/things/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { type FormFile, readFormWithFiles } from "~/platform/http/read-form-with-files.server";
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
  const read = await readFormWithFiles(context.services, request, PHOTO_LIMITS);
  if (!read.ok) refuse(read.reason === "file_too_large" ? "too_large" : read.reason);
  const { form, files, discard } = read.value;
  try {
    return await receive({ context, actor, edition, locale, form, photo: files[0] ?? null });
  } finally {
    await discard();
  }
}

interface Receiving extends Pick<Awaited<ReturnType<typeof requireEdition>>, "actor" | "edition"> {
  context: ActionFunctionArgs["context"];
  locale: ReturnType<typeof localeOfPath>;
  form: FormData;
  photo: FormFile | null;
}

async function receive({ context, actor, edition, locale, form, photo }: Receiving) {
  const { services, now } = context;
  const messages = messagesFor(locale);
  const submission = parseWithZod(form, { schema: receiveSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply(), photoError: null }, { status: 400 });
  const stored = photo && (await storePhoto(services, { actorId: actor.userId, editionId: edition.id, file: photo, now }));
  if (stored && !stored.ok) return data({ result: submission.reply(), photoError: reasonText(messages, stored.reason, messages.fileContent.reasons) }, { status: 400 });
  const received = await receiveThing(services, { actor, editionId: edition.id, now, input: { ...submission.value, photoFileId: stored?.value.fileId ?? null } });
  if (received.ok) throw redirect(`${withLocale(paths.thing(edition.slug, received.value.id), locale)}?da=nhan`, 303);
  if (received.reason === "not_found") refuse("not_found");
  const text = reasonText(messages, received.reason, messages.things.reasons);
  const reply = received.reason === "entry_unknown" ? { fieldErrors: { entryCode: [text] } } : { formErrors: [text] };
  return data({ result: submission.reply(reply), photoError: null }, { status: received.reason === "entry_unknown" ? 400 : statusOf(received.reason) });
}

export default function ReceiveThing() {
  const { slug, newId, entryCode } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { things } = useMessages();
  const href = useHref();
  return (
    <>
      <PageHeader title={things.receive.title} lead={things.receive.lead} crumbs={[{ label: things.title, href: href(paths.things(slug)) }, { label: things.receive.title }]} />
      <ReceiveForm newId={newId} entryCode={entryCode} result={answer?.result} photoError={answer?.photoError ?? null} />
    </>
  );
}
