import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { EntryContent } from "~/features/entries/components/entry-content";
import { checkPaperEntry, paperCheckPage } from "~/features/entries/paper-entry.server";
import { FilesByPart } from "~/features/files/components/files-by-part";
import { shownFiles } from "~/features/files/shown-files.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, statusOf } from "~/platform/http/responses.server";
import { PageHeader, TwoPane } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, DescriptionList, Mono, Notice } from "~/ui/primitives";
import { requireEdition } from "./staff-access.server";

export const meta: MetaFunction = ({ location }) => [{ title: messagesFor(localeOfPath(location.pathname)).paper.check.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.screen");
  const { services, now } = args.context;
  const view = await paperCheckPage(services, { actor, edition, entryId: args.params["entry"] ?? "", now });
  if (!view) refuse("not_found");
  return { slug: edition.slug, view, files: await shownFiles(services, { entryId: view.entry.id, version: "SUBMITTED", viewer: "staff" }) };
}

export async function action(args: ActionFunctionArgs) {
  const { actor, edition } = await requireEdition(args, "entry.screen");
  const { request, context, params } = args;
  const locale = localeOfPath(new URL(request.url).pathname);
  const form = await readForm(request);
  const entryId = params["entry"] ?? "";
  const seen = Number(form.get("seen"));
  const checked = await checkPaperEntry(context.services, { actor, editionId: edition.id, now: context.now, input: { entryId, seen: Number.isInteger(seen) ? seen : 0 } });
  if (checked.ok) throw redirect(withLocale(paths.paperEntries(edition.slug), locale), 303);
  if (checked.reason === "not_found") refuse("not_found");
  const messages = messagesFor(locale);
  return data({ text: reasonText(messages, checked.reason, messages.paper.reasons) }, { status: statusOf(checked.reason) });
}

export default function PaperCheck() {
  const { slug, view, files } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { paper } = useMessages();
  const { date, dateTime } = useFormats();
  const href = useHref();
  const { entry, shown } = view;
  const texts = paper.check;
  return (
    <>
      <PageHeader title={texts.title} eyebrow={entry.title} lead={texts.lead} crumbs={[{ label: paper.title, href: href(paths.paperEntries(slug)) }, { label: entry.code }]} />
      {answer && <Notice tone="danger" live>{answer.text}</Notice>}
      <TwoPane
        aside={
          <Card>
            <DescriptionList
              items={[
                { term: texts.code, description: <Mono>{entry.code}</Mono> },
                { term: texts.postmark, description: date(entry.postmarkedOn) },
                { term: texts.keyedBy, description: entry.keyedBy },
              ]}
            />
            {entry.checkedAt && <Notice tone="success">{texts.done(dateTime(entry.checkedAt))}</Notice>}
            {!entry.checkedAt && (view.barred === "own_keying" || view.barred === "files_awaited") && <Notice tone="info">{paper.reasons[view.barred]}</Notice>}
            {!entry.checkedAt && view.barred === null && <ConfirmDisclosure label={texts.same} confirmLabel={texts.same} consequences={texts.sameWill} intent="check" fields={{ seen: String(entry.version) }} />}
            <p>
              <a href={href(paths.screenEntry(slug, entry.id))}>{texts.backToEntry}</a>
            </p>
          </Card>
        }
      >
        <FilesByPart parts={view.parts} files={files} />
        <EntryContent draft={shown} fields={view.fields} parts={view.parts} kind={view.kind} />
      </TwoPane>
    </>
  );
}
