import type { EntryFilter } from "~/domain/screening/entry-list";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Card, DateTime, DescriptionList, LinkButton, Notice } from "~/ui/primitives";
import type { ScreenedEntryView } from "../entry-page.server";
import { filterQuery } from "../list-filter";
import { StateBadge } from "./state-badge";

/** Which entry this is, where it stands, and the way to those before and after it in the list. */
export function EntryHead({ view, filter, slug }: { view: ScreenedEntryView; filter: EntryFilter; slug: string }) {
  const { screening } = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { entry, neighbours } = view;
  const texts = screening.entry;
  const query = filterQuery(filter);
  const to = (id: string) => href(paths.screenEntry(slug, id)) + query;
  return (
    <PageHeader
      crumbs={[{ label: screening.title, href: href(paths.screening(slug)) + query }, { label: entry.code ?? screening.state.DRAFT }]}
      eyebrow={entry.code ?? screening.state.DRAFT}
      title={entry.isUnconsented ? screening.unconsented : entry.title || screening.untitled}
      meta={<StateBadge entry={entry} />}
      actions={
        <>
          {neighbours?.previousId && (
            <LinkButton href={to(neighbours.previousId)} rel="prev">
              {texts.previous}
            </LinkButton>
          )}
          {neighbours && neighbours.place !== null && <span className="num muted">{texts.place(integer(neighbours.place), integer(neighbours.total))}</span>}
          {neighbours?.nextId && (
            <LinkButton href={to(neighbours.nextId)} rel="next">
              {texts.next}
            </LinkButton>
          )}
        </>
      }
    />
  );
}

/** State, dates and who filed it; for drafts and withdrawn entries why there is nothing to decide. */
export function EntryFacts({ view }: { view: ScreenedEntryView }) {
  const { screening, assisted } = useMessages();
  const { dateTime } = useFormats();
  const href = useHref();
  const { entry, owner } = view;
  const texts = screening.entry;
  const facts = [
    { term: texts.state, description: <StateBadge entry={entry} /> },
    ...(entry.reason ? [{ term: texts.reason, description: <span className="whitespace-pre-line">{entry.reason}</span> }] : []),
    ...(entry.dueAt ? [{ term: texts.due, description: <DateTime at={entry.dueAt} /> }] : []),
    ...(entry.submittedAt ? [{ term: texts.submittedAt, description: <DateTime at={entry.submittedAt} /> }] : []),
    ...(entry.number ? [{ term: texts.version, description: texts.versionText(entry.number) }] : []),
    ...(entry.isUnconsented ? [] : [{ term: texts.filedBy, description: owner.filedByUnit ? `${owner.name}, ${texts.filedFor(owner.filedByUnit)}` : owner.name }]),
    ...(entry.channel === "ASSISTED" ? [{ term: assisted.screening.channel, description: assisted.screening.filed }] : []),
    ...(entry.importRef ? [{ term: texts.importRef, description: entry.importRef }] : []),
  ];
  return (
    <Card>
      {entry.isOverdue && entry.dueAt && <Notice tone="danger">{texts.overdue(dateTime(entry.dueAt))}</Notice>}
      {entry.isOwn && entry.channel === "ASSISTED" && entry.state !== "DRAFT" && <Notice tone="warning">{assisted.screening.ownMark}</Notice>}
      {entry.hasDraftBeside && <Notice tone="info">{texts.draftBeside}</Notice>}
      {entry.state === "WITHDRAWN" && entry.withdrawnAt && <Notice tone="info">{texts.withdrawnText(dateTime(entry.withdrawnAt))}</Notice>}
      {entry.state === "DRAFT" && (
        <Notice tone="info" title={texts.draftTitle}>
          <p>{entry.isUnconsented ? texts.unconsentedText : texts.draftText}</p>
          {entry.isOwn && <a href={href(paths.entry(entry.id))}>{texts.openOwn}</a>}
        </Notice>
      )}
      <DescriptionList items={facts} />
    </Card>
  );
}
