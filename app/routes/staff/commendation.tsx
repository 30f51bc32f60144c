import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { CommendationPage, type CommendationReply } from "~/features/commendations/components/commendation-page";
import { changeCommendation, correctCommendation, dropCommendation } from "~/features/commendations/propose.server";
import { afterwardsSchema, changeSchema, dropSchema } from "~/features/commendations/schemas";
import { commendationView } from "~/features/commendations/view.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).commendations.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "commendation.view");
  const view = await commendationView(args.context.services, { actor, edition, phase, id: args.params["commendation"] ?? "" });
  if (!view) refuse("not_found");
  return { slug: edition.slug, view };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "commendation.manage");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const form = await readForm(args.request);
  const intent = String(form.get("intent"));
  const error = zodErrors(locale);
  const act = { actor, editionId: edition.id, now, id: args.params["commendation"] ?? "" };
  const change = intent === "change" ? parseWithZod(form, { schema: changeSchema, error }) : null;
  const correct = intent === "correct" ? parseWithZod(form, { schema: afterwardsSchema, error }) : null;
  const drop = intent === "drop" ? parseWithZod(form, { schema: dropSchema, error }) : null;
  const submission = change ?? correct ?? drop;
  if (!submission) refuse("invalid");
  const done =
    change?.status === "success"
      ? await changeCommendation(services, { ...act, input: change.value })
      : correct?.status === "success"
        ? await correctCommendation(services, { ...act, input: correct.value })
        : drop?.status === "success"
          ? await dropCommendation(services, { ...act, input: drop.value })
          : null;
  if (!done) return data<CommendationReply>({ intent, result: submission.reply() }, { status: 400 });
  if (done.ok) throw redirect(`${pathname}?da=luu`, 303);
  if (done.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  return data<CommendationReply>({ intent, result: submission.reply({ formErrors: [reasonText(messages, done.reason, messages.commendations.reasons)] }) }, { status: statusOf(done.reason) });
}

export default function Commendation() {
  const { slug, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const texts = useMessages().commendations;
  const href = useHref();
  const isSaved = useSearchParams()[0].has("da") && !reply;
  return (
    <>
      <PageHeader title={view.row.recipientName} crumbs={[{ label: texts.title, href: href(paths.commendations(slug)) }, { label: view.row.recipientName }]} />
      {isSaved && (
        <Notice tone="success" live>
          {texts.list.saved}
        </Notice>
      )}
      <CommendationPage slug={slug} view={view} reply={reply} />
    </>
  );
}
