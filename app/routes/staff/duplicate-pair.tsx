import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { AlikeFiles } from "~/features/duplicates/components/alike-files";
import { Grounds } from "~/features/duplicates/components/likeness";
import { BothEntries, Passages, WholeTexts } from "~/features/duplicates/components/side-by-side";
import { type RefusedVerdict, Verdict } from "~/features/duplicates/components/verdict";
import { judgeDuplicate, reopenDuplicate } from "~/features/duplicates/judge-duplicate.server";
import { pairPage } from "~/features/duplicates/pair-page.server";
import { pairActSchema, verdictSchema } from "~/features/duplicates/schemas";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader, TwoPane } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

const DONE_MARK = "da-ghi";

export const meta: MetaFunction<typeof loader> = ({ data: page, location }) => {
  const { duplicates } = messagesFor(localeOfPath(location.pathname));
  return [{ title: page ? `${duplicates.page.title(page.view.pair.own.code, page.view.pair.other.code)} · ${duplicates.title}` : duplicates.title }];
};

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "duplicates.view");
  const { services, now } = args.context;
  const view = await pairPage(services, { actor, edition, phase, entryId: args.params["entry"] ?? "", otherId: args.params["other"] ?? "", now });
  if (!view) refuse("not_found");
  return { view, slug: edition.slug, isDone: new URL(args.request.url).searchParams.has(DONE_MARK) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "duplicates.view");
  const { request, context, params } = args;
  const { pathname } = new URL(request.url);
  const locale = localeOfPath(pathname);
  const form = await readForm(request);
  const act = pairActSchema.safeParse(form.get("intent"));
  if (!act.success) refuse("invalid");
  const submission = parseWithZod(form, { schema: verdictSchema, error: zodErrors(locale) });
  if (act.data !== "reopen" && submission.status !== "success") return data<RefusedVerdict>({ act: act.data, result: submission.reply() }, { status: 400 });
  const pair = { entryId: params["entry"] ?? "", otherId: params["other"] ?? "" };
  const asked = { actor, editionId: edition.id, now: context.now };
  const note = submission.status === "success" ? submission.value.note : "";
  const judgement = act.data === "same" ? "SAME" : "DIFFERENT";
  const done =
    act.data === "reopen" ? await reopenDuplicate(context.services, { ...asked, input: pair }) : await judgeDuplicate(context.services, { ...asked, input: { ...pair, judgement, note } });
  if (done.ok) throw redirect(`${pathname.replace(/\.data$/, "")}?${DONE_MARK}=1`, 303);
  if (done.reason === "not_found") refuse(done.reason);
  const messages = messagesFor(locale);
  const result = submission.reply({ formErrors: [reasonText(messages, done.reason, messages.duplicates.reasons)] });
  return data<RefusedVerdict>({ act: act.data, result }, { status: statusOf(done.reason) });
}

export default function DuplicatePair() {
  const { view, slug, isDone } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>() ?? null;
  const { duplicates } = useMessages();
  const href = useHref();
  const { own, other } = view.pair;
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[{ label: duplicates.title, href: href(paths.duplicates(slug)) }, { label: duplicates.page.title(own.code, other.code) }]}
        title={duplicates.page.title(own.code, other.code)}
        meta={<Grounds pair={view.pair} />}
        lead={<p className="muted">{duplicates.page.accessNote}</p>}
        actions={<LinkButton href={href(paths.screenEntry(slug, own.id))}>{duplicates.page.openEntry}</LinkButton>}
      />
      {isDone && !refused && <Notice tone="success" title={duplicates.verdict.done} live />}
      <BothEntries view={view} />
      <TwoPane aside={<Verdict view={view} refused={refused} />}>
        <Passages view={view} />
        <AlikeFiles view={view} />
        <WholeTexts view={view} />
      </TwoPane>
    </div>
  );
}
