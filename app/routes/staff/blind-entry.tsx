import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { BlindEntryPage } from "~/features/blind/components/blind-entry-page";
import { blindEntryPage } from "~/features/blind/entry-page.server";
import { takeBlindAct, takeReplacement, typedFields } from "~/features/blind/take-act.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

const DONE_MARK = "da-ghi";

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => {
  const { blind } = messagesFor(localeOfPath(location.pathname));
  return [{ title: page ? `${page.view.code} – ${blind.title}` : blind.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "entry.screen");
  const { searchParams, pathname } = new URL(args.request.url);
  const { services, now } = args.context;
  const view = await blindEntryPage(services, { actor, edition, phase, entryId: args.params["entry"] ?? "", locale: localeOfPath(pathname), now });
  if (!view.ok) refuse(view.reason);
  return { view: view.value, slug: edition.slug, isDone: searchParams.has(DONE_MARK) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.screen");
  const { request, context, params } = args;
  const { pathname, searchParams } = new URL(request.url);
  const act = { actor, editionId: edition.id, entryId: params["entry"] ?? "", now: context.now };
  const fileKey = searchParams.get("tep");
  const form = fileKey === null ? await readForm(request) : null;
  const done = form
    ? await takeBlindAct(context.services, act, form)
    : await takeReplacement(context.services, act, { fileKey: fileKey ?? "", versionId: searchParams.get("ban") ?? "" }, request);
  const place = String(form?.get("partKey") ?? form?.get("fileKey") ?? fileKey ?? "");
  if (done.ok) throw redirect(`${pathname.replace(/\.data$/, "")}?${DONE_MARK}=1`, 303);
  if (done.reason === "not_found") refuse(done.reason);
  const messages = messagesFor(localeOfPath(pathname));
  const text = reasonText(messages, done.reason, messages.blind.reasons, messages.fileContent.reasons);
  return data({ place, text, typed: form ? Object.fromEntries(typedFields(form)) : {} }, { status: statusOf(done.reason) });
}

export default function BlindEntry() {
  const { view, slug, isDone } = useLoaderData<typeof loader>();
  return <BlindEntryPage view={view} slug={slug} isDone={isDone} refusal={useActionData<typeof action>() ?? null} />;
}
