import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AppealsOfEntry } from "~/features/appeals/components/own-appeals";
import { appealsOnEntry } from "~/features/appeals/own-appeals.server";
import { EntryPapers } from "~/features/documents/components/entry-papers";
import { SIGNED_FORM } from "~/features/documents/entry-paper-files";
import { AffirmedCommitment } from "~/features/entries/components/commitment";
import { EntryContent } from "~/features/entries/components/entry-content";
import { NextDates, Receipt, Standing } from "~/features/entries/components/receipt";
import { ConsentLacking } from "~/features/entries/components/consent-lacking";
import { RetentionNotice } from "~/features/entries/components/retention-notice";
import { crumbTitle } from "~/features/entries/components/step-frame";
import { entryPage } from "~/features/entries/queries.server";
import { qrOfEntry } from "~/features/entries/qr-of-entry.server";
import { stepPath } from "~/features/entries/steps";
import { discardDraft } from "~/features/entries/withdraw-entry.server";
import { AwaitedFiles } from "~/features/files/components/awaited-files";
import { FilesOfEntry } from "~/features/files/components/files-of-entry";
import { shownFiles } from "~/features/files/shown-files.server";
import { ThingsOfEntry } from "~/features/things/components/things-of-entry";
import { thingsBeside } from "~/features/things/queries.server";
import { TurnsOfEntry } from "~/features/judging/components/turns-of-entry";
import { timetableOfEntry } from "~/features/judging/published-timetable.server";
import { localeOfPath, withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { readForm } from "~/platform/http/read-form.server";
import { refuse, requireActor } from "~/platform/http/responses.server";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, ConfirmDisclosure, Disclosure, LinkButton } from "~/ui/primitives";

export const meta: MetaFunction<typeof loader> = ({ location, data }) => [
  { title: data?.view.entry.code ?? messagesFor(localeOfPath(location.pathname)).entries.receipt.draftTitle },
  { name: "robots", content: "noindex" },
];

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const page = await entryPage(context.services, { actor, entryId: params.id ?? "", now: context.now });
  if (!page.ok) refuse(page.reason);
  const { entry, shown } = page.value;
  const content = await shownFiles(context.services, { entryId: entry.id, version: shown?.submittedAt ? "SUBMITTED" : "DRAFT", viewer: page.value.mayEdit ? "people" : "guardian" });
  return { view: page.value, content, things: await thingsBeside(context.services, entry.id), qr: await qrOfEntry(context.services, entry.id, locale), turns: await timetableOfEntry(context.services, entry.id), appeals: await appealsLine(context, entry) };
}

async function appealsLine({ services, now }: LoaderFunctionArgs["context"], { id, code }: { id: string; code: string | null }) {
  const line = await appealsOnEntry(services, { entryId: id, code, now });
  return line.ok ? line.value : null;
}

/** Throws the draft away, or the whole entry where it was never submitted. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const actor = requireActor(await context.actor(), request);
  const locale = localeOfPath(new URL(request.url).pathname);
  const form = await readForm(request);
  if (form.get("intent") !== "discard") refuse("invalid");
  const entryId = params.id ?? "";
  const discarded = await discardDraft(context.services, { actor, input: { entryId }, now: context.now });
  if (!discarded.ok && discarded.reason !== "nothing_to_discard") refuse(discarded.reason);
  const isLeft = !discarded.ok || discarded.value.entryLeft;
  throw redirect(withLocale(isLeft ? paths.entry(entryId) : paths.myEntries(), locale), 303);
}

export default function EntryPage() {
  const { view, content, things, qr, turns, appeals } = useLoaderData<typeof loader>();
  const { entries, uploads } = useMessages();
  const href = useHref();
  const { receipt, myEntries } = entries;
  const { entry, edition, shown } = view;
  const field = view.fields.find((one) => one.id === shown?.fieldId)?.name ?? "";
  const isDraft = entry.state === "DRAFT";
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader
        crumbs={[{ label: myEntries.title, href: href(paths.myEntries()) }, { label: crumbTitle(entry.code ?? (entry.title || myEntries.untitled)) }]}
        eyebrow={edition.title}
        title={entry.title || myEntries.untitled}
      />
      <Standing view={view} />
      <AppealsOfEntry entryId={entry.id} line={appeals} now={view.now} />
      <AwaitedFiles files={view.files} now={view.now}>
        {view.mayEdit && !view.files.isOverdue && (
          <div className="actions">
            <LinkButton kind="primary" href={href(stepPath(entry.id, "files"))}>
              {uploads.due.do}
            </LinkButton>
          </div>
        )}
      </AwaitedFiles>
      {entry.state === "SUBMITTED" && shown && <ConsentLacking entryId={entry.id} authors={shown.authors} waiting={view.waiting} />}
      <RetentionNotice entryId={entry.id} retention={view.retention} now={view.now} />
      <Receipt view={view} field={field} qr={qr}>
        <div className="actions">
          {view.mayChange && entry.state === "SUBMITTED" && !entry.hasChanges && <LinkButton href={href(stepPath(entry.id, "basics"))}>{receipt.edit}</LinkButton>}
          <LinkButton href={href(paths.entryConsents(entry.id))}>{receipt.consentsLink}</LinkButton>
        </div>
      </Receipt>
      {entry.state === "SUBMITTED" && !view.isOut && <NextDates view={view} />}
      <TurnsOfEntry turns={turns} />
      <ThingsOfEntry things={things} />
      {shown && (
        <EntryPapers
          entryId={entry.id}
          has={{ submitted: shown.submittedAt !== null, draft: isDraft || entry.hasChanges }}
          signedPart={view.parts.find((part) => part.key === SIGNED_FORM)?.label ?? null}
          filesStep={view.mayChange ? href(stepPath(entry.id, "files")) : null}
          isGuardian={!view.mayEdit}
        />
      )}
      {shown && (
        <Disclosure summary={isDraft ? receipt.contentDraft : receipt.content} open={isDraft && !view.mayChange}>
          <AffirmedCommitment commitment={view.commitment} />
          <EntryContent draft={shown} fields={view.fields} parts={view.parts} kind={edition.kind} />
          <FilesOfEntry parts={view.parts} files={shown.files} links={shown.parts} content={content} />
        </Disclosure>
      )}
      {isDraft && (
        <p>
          <a href={href(paths.entryConsents(entry.id))}>{receipt.consentsLink}</a>
        </p>
      )}
      <Endings />
    </div>
  );
}

function Endings() {
  const { view } = useLoaderData<typeof loader>();
  const { withdraw, discardEntry, beside } = useMessages().entries;
  const formats = useFormats();
  const href = useHref();
  const { entry } = view;
  const until = formats.dateTime(view.edition.closesAt);
  const discard = entry.hasChanges ? { label: beside.discard, will: beside.discardWill, confirm: beside.discardDo } : discardEntry;
  if (!view.mayWithdraw && !view.mayDiscard) return null;
  return (
    <Card look="quiet">
      {view.mayDiscard && (
        <ConfirmDisclosure label={discard.label} consequences={discard.will} confirmLabel={discard.confirm} irreversible intent="discard" danger={!entry.hasChanges} />
      )}
      {view.mayWithdraw && (
        <ConfirmDisclosure label={withdraw.label} consequences={withdraw.will(until)} confirmLabel={withdraw.confirm} intent="withdraw" action={href(paths.withdrawEntry(entry.id))} danger />
      )}
    </Card>
  );
}
