import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { planCeremony, stepCeremony } from "~/features/ceremony/commands.server";
import { ControlPage } from "~/features/ceremony/components/control-page";
import { ceremonySchema } from "~/features/ceremony/schemas";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { zodErrors } from "~/i18n/zod-messages";
import { paths } from "~/paths";
import { actorOrHeldForm, readForm } from "~/platform/http/read-form.server";
import { refuse, safeRedirectTarget, statusOf } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useMessages } from "~/ui/locale";
import { EmptyState } from "~/ui/primitives";
import { headOf, requireCeremony, slideView, stampOf } from "./ceremony-access.server";
import { requireEdition } from "./staff-access.server";

export const handle = { pageScripts: ["ceremony"] };

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).ceremony.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, programme } = await requireCeremony(args);
  const saved = new URL(args.request.url).searchParams.has("da-luu");
  if (!programme) return { view: null, saved };
  const { step, steps, isPublished } = programme;
  const [now, next] = await Promise.all([slideView(args, { actor, programme }, step), step + 1 < steps.length ? slideView(args, { actor, programme }, step + 1) : null]);
  return { view: { slug: edition.slug, head: headOf(programme), isPublished, stamp: stampOf(programme), step, steps: steps.length, now, next }, saved };
}

const whole = (value: FormDataEntryValue | null) => (typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : -1);

export async function action(args: ActionFunctionArgs) {
  await actorOrHeldForm(await args.context.actor(), args.request);
  const { actor, edition } = await requireEdition(args, "ceremony.lead");
  const { request, context } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const messages = messagesFor(locale);
  const form = await readForm(request);
  const here = withLocale(paths.ceremony(edition.slug), locale);
  const act = { actor, editionId: edition.id, now: context.now };
  if (form.get("intent") === "step") {
    const moved = await stepCeremony(context.services, { ...act, from: whole(form.get("from")), to: whole(form.get("to")) });
    const back = form.get("back");
    if (moved.ok) throw redirect(safeRedirectTarget(typeof back === "string" ? back : null, here), 303);
    if (moved.reason === "not_found") refuse("not_found");
    const text = moved.reason === "version_conflict" ? messages.ceremony.moved : moved.reason === "result_not_approved" ? messages.ceremony.notReadyHelp : reasonText(messages, moved.reason);
    return data({ text, result: null }, { status: statusOf(moved.reason) });
  }
  const submission = parseWithZod(form, { schema: ceremonySchema, error: zodErrors(locale) });
  if (submission.status !== "success") return data({ text: null, result: submission.reply() }, { status: 400 });
  const { at = null, place } = submission.value;
  const planned = await planCeremony(context.services, { ...act, input: { at, place } });
  if (!planned.ok) return data({ text: reasonText(messages, planned.reason), result: submission.reply() }, { status: statusOf(planned.reason) });
  throw redirect(`${here}?da-luu`, 303);
}

export default function CeremonyPage() {
  const { view, saved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { ceremony } = useMessages();
  if (view) return <ControlPage view={view} result={answer?.result ?? null} refusal={answer?.text ?? null} saved={saved} />;
  return (
    <>
      <PageHeader title={ceremony.title} />
      <EmptyState title={ceremony.notReady}>
        <p>{ceremony.notReadyHelp}</p>
      </EmptyState>
    </>
  );
}
