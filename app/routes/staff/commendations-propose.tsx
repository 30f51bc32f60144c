import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ProposalForm, Suggestions } from "~/features/commendations/components/proposal-form";
import { proposeCommendations } from "~/features/commendations/propose.server";
import { proposalSchema } from "~/features/commendations/schemas";
import { proposalView } from "~/features/commendations/view.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).commendations.propose.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireEdition(args, "commendation.manage");
  const chosen = new URL(args.request.url).searchParams.getAll("chon").slice(0, 50);
  return { slug: edition.slug, view: await proposalView(args.context.services, { edition, chosen }) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "commendation.manage");
  const { services, now } = args.context;
  const locale = localeOfPath(new URL(args.request.url).pathname);
  const messages = messagesFor(locale);
  const submission = parseWithZod(await readForm(args.request), { schema: proposalSchema, error: zodErrors(locale, messages.commendations.reasons) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const proposed = await proposeCommendations(services, { actor, editionId: edition.id, now, input: submission.value });
  if (proposed.ok) throw redirect(`${withLocale(paths.commendations(edition.slug), locale)}?da=ghi`, 303);
  return data({ result: submission.reply({ formErrors: [reasonText(messages, proposed.reason, messages.commendations.reasons)] }) }, { status: statusOf(proposed.reason) });
}

export default function ProposeCommendations() {
  const { slug, view } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const texts = useMessages().commendations;
  const href = useHref();
  return (
    <>
      <PageHeader title={texts.propose.title} lead={texts.propose.lead} crumbs={[{ label: texts.title, href: href(paths.commendations(slug)) }, { label: texts.propose.title }]} />
      <Suggestions view={view} />
      <ProposalForm slug={slug} view={view} result={reply?.result ?? null} />
    </>
  );
}
