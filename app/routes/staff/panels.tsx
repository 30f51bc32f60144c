import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { createPanel } from "~/features/judging/commands-panels.server";
import { NewPanelForm, PanelsOfRound } from "~/features/judging/components/panels";
import { panelsView } from "~/features/judging/queries-panels.server";
import { newPanelSchema } from "~/features/judging/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).judging.panels.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "panel.manage");
  return { slug: edition.slug, ...(await panelsView(args.context.services, edition.id, actor.userId)) };
}

export async function action(args: ActionFunctionArgs) {
  const { edition, actor } = await requireEdition(args, "panel.manage");
  const { request, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const submission = parseWithZod(await readForm(request), { schema: newPanelSchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ result: submission.reply() }, { status: 400 });
  const made = await createPanel(context.services, { actor, editionId: edition.id, now: context.now, input: submission.value });
  if (made.ok) throw redirect(`${withLocale(paths.panel(edition.slug, made.value.id), locale)}?da=lap`, 303);
  if (made.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  const text = reasonText(messages, made.reason, messages.judging.reasons);
  const fieldErrors = made.reason === "name_taken" ? { name: [text] } : undefined;
  return data({ result: submission.reply(fieldErrors ? { fieldErrors } : { formErrors: [text] }) }, { status: statusOf(made.reason) });
}

export default function Panels() {
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { judging } = useMessages();
  const href = useHref();
  const [search] = useSearchParams();
  return (
    <>
      <PageHeader
        title={judging.panels.title}
        lead={judging.panels.lead}
        actions={<LinkButton href={href(paths.members(view.slug))}>{judging.panels.people}</LinkButton>}
      />
      {search.get("da") === "xoa" && <Notice tone="success" live>{judging.panels.removed}</Notice>}
      <div className="grid gap-8">
        {view.rounds.map((round) => (
          <PanelsOfRound key={round.id} slug={view.slug} round={round} unserved={view.unserved[round.id] ?? []} />
        ))}
        <NewPanelForm result={answer?.result} newId={view.newId} rounds={view.rounds} fields={view.fields} />
      </div>
    </>
  );
}
