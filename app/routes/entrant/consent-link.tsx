import type { SubmissionResult } from "@conform-to/react";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { CONSENT_PURPOSES } from "~/domain/entry/consent";
import { FiledForYou } from "~/features/entries/components/filed-for-you";
import { ConsentForm, WithdrawConsent } from "~/features/entries/components/consent-form";
import { confirmByLink } from "~/features/entries/confirmations.server";
import { authorLines } from "~/features/entries/content-lines";
import { viewConsentLink } from "~/features/entries/consent-links.server";
import { giveConsentByLink, withdrawConsentByLink } from "~/features/entries/consents.server";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DescriptionList, Notice } from "~/ui/primitives";
import { purposeWithdrawn, readAnswer, readConfirmation } from "./consents-route.server";

export const meta: MetaFunction = ({ location }) => [
  { title: messagesFor(localeOfPath(location.pathname)).consent.title },
  { name: "robots", content: "noindex, nofollow" },
];
export const headers = () => ({ "Cache-Control": "private, no-store" });

export async function loader({ params, context }: LoaderFunctionArgs) {
  const actor = await context.actor();
  const view = await viewConsentLink(context.services, { token: params.token ?? "", actor, now: context.now });
  if (!view) refuse("not_found");
  const desk = view.deskOf ? paths.paperConsents(view.deskOf, params.token) : null;
  return { view, desk, accountName: view.mayTie && actor ? actor.name : null };
}

type Answer = { result?: SubmissionResult<string[]>; confirmation?: SubmissionResult<string[]>; text?: string };

export async function action({ request, params, context }: ActionFunctionArgs) {
  const url = new URL(request.url);
  const locale = localeOfPath(url.pathname);
  const messages = messagesFor(locale);
  const token = params.token ?? "";
  const form = await readForm(request);
  const purpose = purposeWithdrawn(form.get("intent"));
  const fail = (reason: string) => {
    if (reason === "not_found") refuse(reason);
    return data<Answer>({ text: reasonText(messages, reason, messages.consent.reasons) }, { status: statusOf(reason) });
  };
  if (purpose) {
    const withdrawn = await withdrawConsentByLink(context.services, { token, purposes: [purpose], now: context.now });
    if (!withdrawn.ok) return fail(withdrawn.reason);
    throw redirect(url.pathname, 303);
  }
  if (form.get("intent") === "confirm" || form.get("intent") === "remark") {
    const answer = readConfirmation(form, locale);
    if (answer.status !== "success") return data<Answer>({ confirmation: answer.reply() }, { status: 400 });
    const confirmed = await confirmByLink(context.services, { token, input: answer.value, now: context.now });
    if (confirmed.ok) throw redirect(`${url.pathname}#xac-nhan`, 303);
    if (confirmed.reason !== "version_conflict") return fail(confirmed.reason);
    return data<Answer>({ confirmation: answer.reply({ formErrors: [messages.assisted.form.changed] }) }, { status: 409 });
  }
  const submission = readAnswer(form, locale);
  if (submission.status !== "success") return data<Answer>({ result: submission.reply() }, { status: 400 });
  const given = await giveConsentByLink(context.services, { token, given: submission.value, actor: await context.actor(), now: context.now });
  if (given.ok) throw redirect(url.pathname, 303);
  if (given.reason !== "nothing_ticked") return fail(given.reason);
  return data<Answer>({ result: submission.reply({ formErrors: [messages.consent.form.nothingTicked] }) }, { status: 400 });
}

/** For whoever got a link: what it is about, what is asked, and later the way to take it back. */
export default function ConsentLinkPage() {
  const { view, desk, accountName } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const messages = useMessages();
  const { consent } = messages;
  const formats = useFormats();
  const href = useHref();
  const { page } = consent;
  const standing = view.standing.map((given) => given.purpose);
  const asked = CONSENT_PURPOSES.filter((purpose) => !standing.includes(purpose));
  return (
    <div className="mx-auto max-w-2xl space-y-5">
      <PageHeader title={page.title[view.party]} lead={view.party === "SELF" ? page.who.SELF(view.authorName) : page.who.GUARDIAN(view.expectedName, view.authorName)} />
      <Card>
        <DescriptionList
          items={[
            { term: page.author, description: view.authorName },
            ...authorLines({ messages, formats }, view.author, {}).map(({ label, value }) => ({ term: label, description: value })),
            { term: page.entry, description: view.entry.code ? `${view.entry.title} (${view.entry.code})` : view.entry.title },
            ...(view.entry.summary ? [{ term: page.summary, description: <span className="whitespace-pre-line">{view.entry.summary}</span> }] : []),
            { term: page.edition, description: view.edition.title },
            { term: page.host, description: view.edition.hostName },
            ...(view.edition.contact ? [{ term: page.contact, description: view.edition.contact }] : []),
          ]}
        />
      </Card>
      {desk && (
        <Notice tone="info">
          <p>{messages.paperConsent.byLink}</p>
          <a href={href(desk)}>{messages.paperConsent.toDesk}</a>
        </Notice>
      )}
      {view.filed && <FiledForYou filed={view.filed} isExpired={view.isExpired} result={answer?.confirmation ?? null} />}
      {answer?.text && <Notice tone="danger" live title={answer.text} />}
      {standing.length > 0 && (
        <Notice tone="success" title={consent.form.thanks}>
          <ul>
            {view.standing.map((given) => (
              <li key={given.purpose}>
                {consent.purpose[given.purpose]}: {consent.given(given.personName, formats.dateTime(given.givenAt))}
              </li>
            ))}
          </ul>
          <p>{page.later}</p>
          <WithdrawConsent standing={standing} />
        </Notice>
      )}
      {view.declined.length > 0 && (
        <Notice tone="info" title={page.declinedTitle}>
          <p>{formats.list(view.declined.map((purpose) => consent.purpose[purpose]))}</p>
          <p>{page.declinedText}</p>
        </Notice>
      )}
      {asked.length > 0 && (
        <Card title={consent.form.heading[view.party]}>
          {view.asked === null && <p>{consent.reasons.birth_date_missing}</p>}
          {view.asked === false && <p>{page.notAsked}</p>}
          {view.asked && view.isExpired && <p>{page.expired}</p>}
          {view.asked && !view.isExpired && (
            <>
              <p>{page.choose}</p>
              <ConsentForm id="dong-y" party={view.party} asked={asked} result={answer?.result ?? null} accountName={accountName} />
            </>
          )}
        </Card>
      )}
      <p className="muted">{page.rights}</p>
    </div>
  );
}
