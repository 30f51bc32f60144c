import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import type { LetterReply } from "~/features/commendations/components/letter-forms";
import { LetterPage } from "~/features/commendations/components/letter-page";
import { letterView } from "~/features/commendations/view.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { takeLetterAct } from "./commendation-letter-action.server";
import { requireEdition } from "./staff-access.server";

export const handle = { pageScripts: ["followed-download"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).commendations.list.letters }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "commendation.view");
  const view = await letterView(args.context.services, { actor, edition, phase, id: args.params["letter"] ?? "" });
  if (!view) refuse("not_found");
  return { slug: edition.slug, run: crypto.randomUUID(), view };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "commendation.manage");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const messages = messagesFor(locale);
  const taken = await takeLetterAct({ services, act: { actor, editionId: edition.id, now, id: args.params["letter"] ?? "" }, edition, request: args.request, locale });
  if (!taken) refuse("invalid");
  const { intent, submission, outcome, isGone } = taken;
  if (outcome?.ok) throw redirect(isGone ? withLocale(paths.commendations(edition.slug), locale) : `${pathname}?da=${intent === "publish" ? "cong-bo" : "luu"}`, 303);
  if (outcome?.reason === "not_found") refuse("not_found");
  if (!outcome) return data<LetterReply>({ intent, problem: null, result: submission?.reply() ?? null }, { status: 400 });
  const problem = reasonText(messages, outcome.reason, messages.commendations.reasons, messages.fileContent.reasons);
  return data<LetterReply>({ intent, problem, result: submission?.reply({ formErrors: [problem] }) ?? null }, { status: statusOf(outcome.reason) });
}

export default function CommendationLetter() {
  const { slug, view, run } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const texts = useMessages().commendations;
  const href = useHref();
  const answer = useSearchParams()[0].get("da");
  const done = reply ? null : answer;
  const title = texts.letter.title(view.authority);
  const isAlone = reply?.problem && (reply.intent === "publish" || reply.intent === "take-out");
  return (
    <>
      <PageHeader title={title} crumbs={[{ label: texts.title, href: href(paths.commendations(slug)) }, { label: texts.list.letters }]} />
      {done !== null && (
        <Notice tone="success" live>
          {done === "cong-bo" ? texts.letter.published : texts.letter.saved}
        </Notice>
      )}
      {isAlone && (
        <Notice tone="danger" live>
          {reply.problem}
        </Notice>
      )}
      <LetterPage slug={slug} view={view} reply={reply} run={run} />
    </>
  );
}
