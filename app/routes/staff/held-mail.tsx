import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation } from "@remix-run/react";
import { HeldMailPage } from "~/features/notifications/components/held-mail-page";
import { HELD_PAGE_SIZE, heldMailPage, settleHeldMail } from "~/features/notifications/held-mail.server";
import { readHeldMailAct } from "~/features/notifications/read-held-mail.server";
import { formatsFor } from "~/i18n/formats";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { listQuery } from "~/platform/http/list-query.server";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).heldMail.title }];

const DONE = ["approve", "discard", "rewrite", "told"] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "mail.approve");
  const { search, page, choice } = listQuery(args.request);
  const { searchParams } = new URL(args.request.url);
  const count = (name: string) => (/^\d{1,5}$/.test(searchParams.get(name) ?? "") ? Number(searchParams.get(name)) : null);
  const view = await heldMailPage(args.context.services, { editionId: edition.id, viewerId: actor.userId, search, page });
  return { slug: edition.slug, ...view, search, page, pageSize: HELD_PAGE_SIZE, written: count("soan"), done: choice("xong", DONE), letters: count("n") ?? 1 };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "mail.approve");
  const { request, context } = args;
  const { pathname, searchParams } = new URL(request.url);
  const locale = localeOfPath(pathname);
  const messages = messagesFor(locale);
  const read = readHeldMailAct(await readForm(request), locale);
  if (!read.ok) {
    if (read.reason === "invalid") return data({ refusal: reasonText(messages, "invalid"), typed: read.typed }, { status: 400 });
    refuse("not_found");
  }
  const settled = await settleHeldMail(context.services, { actor, editionId: edition.id, act: read.value, now: context.now });
  if (settled.ok) {
    const query = new URLSearchParams({ xong: read.value.intent, n: String(settled.value.letters), q: searchParams.get("q") ?? "" });
    if (!query.get("q")) query.delete("q");
    throw redirect(`${withLocale(paths.heldMail(edition.slug), locale)}?${query.toString()}`, 303);
  }
  if (settled.reason === "not_found") refuse("not_found");
  const { value: act } = read;
  const typed = act.intent === "rewrite" ? { id: act.letters[0].id, subject: act.subject, body: act.body, errors: {} } : null;
  return data({ refusal: reasonText(messages, settled.reason, messages.heldMail.reasons), typed }, { status: statusOf(settled.reason) });
}

export default function HeldMail() {
  const { slug, rows, total, search, page, pageSize, written, done, letters } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { pathname, search: query } = useLocation();
  const locale = localeOfPath(pathname);
  const { heldMail } = messagesFor(locale);
  const write = formatsFor(locale).integer;
  const news = done ? heldMail.done[done](write(letters)) : written === null ? null : heldMail.written(write(written));
  return <HeldMailPage {...{ slug, rows, total, search, page, pageSize, query, news }} refusal={answer?.refusal ?? null} typed={answer?.typed ?? null} />;
}
