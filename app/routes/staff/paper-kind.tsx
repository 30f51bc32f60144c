import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { PaperCard } from "~/features/documents/components/paper-card";
import { useNumberAndDate } from "~/features/documents/components/paper-desk-page";
import { PaperPreview } from "~/features/documents/components/paper-preview";
import { WordsForm } from "~/features/documents/components/paper-words";
import { kindView } from "~/features/documents/official/desk.server";
import { kindNamed } from "~/features/documents/official/paper-act.server";
import { dayInVietnam } from "~/domain/entry/ages";
import { localeOfPath } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { refuse } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useHref, useMessages } from "~/ui/locale";
import { EmptyState, Notice } from "~/ui/primitives";
import { actOnPaper } from "./paper-kind-action.server";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction<typeof loader> = ({ data: loaded, location }) => [{ title: loaded?.view.title ?? messagesFor(localeOfPath(location.pathname)).paperDesk.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition, phase } = await requireEdition(args, "paper.view");
  const { services, now } = args.context;
  const kind = kindNamed(args.params["kind"] ?? "");
  if (!kind) refuse("not_found");
  const shown = new URL(args.request.url).searchParams.get("xem");
  const view = await kindView(services, { actor, edition, phase, kind, shown, now });
  return { slug: edition.slug, view, today: dayInVietnam(now), newIds: view.papers.map(() => crypto.randomUUID()) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "paper.issue");
  const kind = kindNamed(args.params["kind"] ?? "");
  if (!kind) refuse("not_found");
  const url = new URL(args.request.url);
  const taken = await actOnPaper({ services: args.context.services, request: args.request, actor, edition, kind, now: args.context.now, locale: localeOfPath(url.pathname) });
  if ("done" in taken) throw redirect(`${url.pathname}?da=${taken.done}`, 303);
  return data(taken.reply, { status: taken.status });
}

export default function PaperKind() {
  const { slug, view, today, newIds } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const { paperDesk } = useMessages();
  const href = useHref();
  const numberAndDate = useNumberAndDate();
  const { kind } = paperDesk;
  const done = useSearchParams()[0].get("da") as keyof typeof kind.done | null;
  const wording = reply?.intent === "words" || reply?.intent === "reset" ? reply : null;
  return (
    <div className="space-y-5">
      <PageHeader title={view.title} crumbs={[{ label: kind.crumb, href: href(paths.papers(slug)) }, { label: view.title }]} />
      {done && !reply && kind.done[done] && (
        <Notice tone="success" live>
          {kind.done[done]}
        </Notice>
      )}
      {view.kept.length > 0 && (
        <Notice tone="warning">
          <p>{kind.kept}</p>
          <p>{kind.keptIssued(view.kept.map(numberAndDate).join("; "))}</p>
        </Notice>
      )}
      {view.missing !== null && <Notice title={kind.notYet}>{paperDesk.missing[view.missing]}</Notice>}
      {view.missing === null && view.missingToIssue !== null && <Notice title={paperDesk.issue.wait}>{paperDesk.missing[view.missingToIssue]}</Notice>}
      {view.missing === null && view.papers.length === 0 && <EmptyState title={kind.nothing} />}
      {view.papers.map((paper, index) => (
        <PaperCard key={paper.name} slug={slug} view={view} paper={paper} newId={newIds[index] ?? ""} today={today} reply={reply} />
      ))}
      {view.preview && <PaperPreview title={view.preview.title} blocks={view.preview.blocks} isIssued={view.preview.isIssued} />}
      {view.mayIssue && <WordsForm words={view.words} result={wording?.result ?? null} isOutdated={wording?.about === "version_conflict"} />}
    </div>
  );
}
