import { COMMENDATION_STATES } from "~/domain/commendations/states";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Badge, Button, EmptyState, FilterBar, FilterSelect, LinkButton, Notice, Table } from "~/ui/primitives";
import type { CommendationsView } from "../view.server";

interface ListProps {
  slug: string;
  view: CommendationsView;
  search: string;
  state: string | null;
}

type Row = CommendationsView["rows"][number];

/** What is to be done next: an authority first, proposals, a letter for those that stand in none. */
export function CommendationActs({ slug, view }: Pick<ListProps, "slug" | "view">) {
  const texts = useMessages().commendations.list;
  const { integer } = useFormats();
  const href = useHref();
  if (!view.mayManage) return null;
  return (
    <>
      {!view.hasAuthorities && <Notice>{texts.noAuthority}</Notice>}
      <div className="actions">
        {view.hasAuthorities && <LinkButton href={href(paths.proposeCommendations(slug))}>{texts.propose}</LinkButton>}
        <LinkButton kind={view.hasAuthorities ? "quiet" : "primary"} href={href(paths.commendationAuthorities(slug))}>
          {texts.authorities}
        </LinkButton>
      </div>
      {view.waiting.map(({ authorityId, name, count, newId }) => (
        <form key={authorityId} method="post" className="notice tone-info flex-wrap">
          <p>{texts.waiting(integer(count), name)}</p>
          <input type="hidden" name="authorityId" value={authorityId} />
          <input type="hidden" name="id" value={newId} />
          <Button kind="secondary" name="intent" value="begin">
            {texts.begin}
          </Button>
        </form>
      ))}
    </>
  );
}

export function StateBadge({ state }: { state: Row["state"] }) {
  const texts = useMessages().commendations.state;
  const tone = state === "PUBLISHED" ? "success" : state === "SIGNED" ? "info" : state === "SENT" ? "warning" : "neutral";
  return <Badge tone={tone}>{texts[state]}</Badge>;
}

/** All commendations of the edition, dropped ones with their reasons. */
export function CommendationTable({ slug, view, search, state }: ListProps) {
  const messages = useMessages().commendations;
  const texts = messages.list;
  const href = useHref();
  const isFiltered = search !== "" || state !== null;
  return (
    <>
      <FilterBar search={{ value: search, label: texts.search }} {...(isFiltered ? { clearHref: href(paths.commendations(slug)) } : {})}>
        <FilterSelect name="tinh-trang" label={texts.stateFilter} value={state} all={texts.all} options={COMMENDATION_STATES.map((value) => ({ value, label: messages.state[value] }))} />
      </FilterBar>
      <Table
        caption={messages.title}
        rows={view.rows}
        rowKey={({ id }) => id}
        empty={<EmptyState title={isFiltered ? texts.noneFound : texts.empty}>{!isFiltered && view.hasAuthorities && <p>{texts.emptyHelp}</p>}</EmptyState>}
        columns={[
          { key: "name", header: texts.column.name, primary: true, cell: (row) => <Recipient slug={slug} row={row} /> },
          { key: "kind", header: texts.column.kind, cell: ({ kind }) => messages.kind[kind] },
          { key: "authority", header: texts.column.authority, cell: ({ authorityName }) => authorityName },
          { key: "state", header: texts.column.state, cell: (row) => <State slug={slug} row={row} /> },
          { key: "book", header: texts.column.book, numeric: true, cell: ({ bookNumber }) => bookNumber ?? "–" },
        ]}
      />
    </>
  );
}

function Recipient({ slug, row }: { slug: string; row: Row }) {
  const messages = useMessages().commendations;
  const href = useHref();
  return (
    <>
      <a href={href(paths.commendation(slug, row.id))}>{row.recipientName}</a>
      <span className="muted"> – {[messages.recipientKind[row.recipientKind], row.recipientDetail].filter((text) => text !== "").join(", ")}</span>
    </>
  );
}

function State({ slug, row }: { slug: string; row: Row }) {
  const messages = useMessages().commendations;
  const href = useHref();
  return (
    <>
      <StateBadge state={row.state} /> {row.letterId !== null && row.state !== "DROPPED" && <a href={href(paths.commendationLetter(slug, row.letterId))}>{messages.list.inLetter}</a>}
      {row.reason !== null && <p className="muted">{messages.one.because(row.reason)}</p>}
    </>
  );
}

/** The letters to authorities. */
export function LetterTable({ slug, view }: Pick<ListProps, "slug" | "view">) {
  const texts = useMessages().commendations.list;
  const { date, integer } = useFormats();
  const href = useHref();
  return (
    <section aria-labelledby="to-trinh">
      <h2 id="to-trinh">{texts.letters}</h2>
      <Table
        caption={texts.letters}
        rows={view.letters}
        rowKey={({ id }) => id}
        empty={<p className="muted">{texts.noLetters}</p>}
        columns={[
          { key: "to", header: texts.letterColumn.to, primary: true, cell: ({ id, authorityName }) => <a href={href(paths.commendationLetter(slug, id))}>{texts.letterOf(authorityName)}</a> },
          { key: "number", header: texts.letterColumn.number, cell: ({ number, date: day }) => (number === null || day === null ? texts.letterDraft : texts.letterNumber(number, date(day))) },
          { key: "people", header: texts.letterColumn.people, numeric: true, cell: ({ commendations }) => integer(commendations) },
          { key: "decision", header: texts.letterColumn.decision, cell: ({ decisionNumber, decisionDate }) => (decisionNumber === null || decisionDate === null ? "–" : texts.decisionNumber(decisionNumber, date(decisionDate))) },
        ]}
      />
    </section>
  );
}
