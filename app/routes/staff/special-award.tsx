import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import { AwardForm } from "~/features/special-awards/components/award-form";
import type { AwardReply } from "~/features/special-awards/components/award-reply";
import { ChooseForm, GivenList } from "~/features/special-awards/components/given-list";
import { StandingTable } from "~/features/special-awards/components/standing-table";
import { specialAwardView } from "~/features/special-awards/view.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { takeAwardAct } from "./special-award-action.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: loaded, location }) => [{ title: loaded?.view.award.label ?? messagesFor(localeOfPath(location.pathname)).specialAwards.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "special_award.view");
  const view = await specialAwardView(args.context.services, { actor, edition, phase, awardId: args.params["award"] ?? "" });
  if (!view) refuse("not_found");
  return { slug: edition.slug, view, mayMatch: can(actor, "unit.manage", SYSTEM_SUBJECT).allowed };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "special_award.view");
  const { services, now } = args.context;
  const { pathname } = new URL(args.request.url);
  const locale = localeOfPath(pathname);
  const messages = messagesFor(locale);
  const form = await readForm(args.request);
  const taken = await takeAwardAct({ services, act: { actor, editionId: edition.id, now }, awardId: args.params["award"] ?? "", form, locale });
  if (!taken) refuse("invalid");
  const { submission, outcome } = taken;
  const intent = String(form.get("intent"));
  if (outcome?.ok) throw redirect(intent === "remove" ? withLocale(paths.specialAwards(edition.slug), locale) : `${pathname}?da=luu`, 303);
  if (outcome?.reason === "not_found") refuse("not_found");
  const about = { intent, about: String(form.get("about") ?? ""), id: form.has("id") ? String(form.get("id")) : null };
  if (!outcome) return data<AwardReply>({ ...about, result: submission.reply() }, { status: 400 });
  const problem = reasonText(messages, outcome.reason, messages.specialAwards.reasons);
  return data<AwardReply>({ ...about, result: submission.reply({ formErrors: [problem] }) }, { status: statusOf(outcome.reason) });
}

export default function SpecialAward() {
  const { slug, view, mayMatch } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const texts = useMessages().specialAwards;
  const href = useHref();
  const isSaved = useSearchParams()[0].has("da") && !reply;
  const { award } = view;
  return (
    <>
      <PageHeader title={award.label} lead={award.ruleText} crumbs={[{ label: texts.title, href: href(paths.specialAwards(slug)) }, { label: award.label }]} />
      {isSaved && (
        <Notice tone="success" live>
          {texts.form.saved}
        </Notice>
      )}
      {reply?.intent === "remove" && (
        <Notice tone="danger" live>
          {reply.result.error?.[""]?.[0]}
        </Notice>
      )}
      {view.isLater && view.mayGive && <Notice>{texts.page.later}</Notice>}
      {view.isCorrected && view.mayGive && <Notice>{texts.reasons.correction_open}</Notice>}
      {view.hasVote && view.left > 0 && <Notice>{texts.page.hasVote}</Notice>}
      {award.rule === "CHOSEN" ? <p className="muted">{texts.page.standingHelp.CHOSEN}</p> : <StandingTable view={view} reply={reply} mayMatch={mayMatch} />}
      <GivenList view={view} reply={reply} />
      {award.rule === "CHOSEN" && <ChooseForm view={view} reply={reply} />}
      {view.mayDefine && <AwardForm view={view} result={reply?.intent === "change" ? reply.result : null} />}
    </>
  );
}
