import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useHref, useLocale, useMessages } from "~/ui/locale";
import { Badge, Table } from "~/ui/primitives";
import { Original } from "./original";

export interface ShownHonour {
  code: string;
  title: string;
  tierCode: string;
  tierLabel: string;
  editionSlug: string;
  editionTitle: string;
  period: string;
  /** only names that may be shown; absent where the page is about one person */
  authors?: readonly { key: string; name: string }[];
}

/** Prizes over the editions, the latest first. */
export function HonoursTable({ caption, awards }: { caption: string; awards: readonly ShownHonour[] }) {
  const { archive } = useMessages();
  const locale = useLocale();
  const href = useHref();
  const withAuthors = awards.some(({ authors }) => authors !== undefined);
  return (
    <Table
      caption={caption}
      rows={awards}
      rowKey={({ code }) => code}
      columns={[
        { key: "title", header: archive.columns.title, primary: true, cell: ({ code, title }) => <a href={href(paths.publishedEntry(code))}><Original>{title}</Original></a> },
        { key: "prize", header: archive.columns.prize, cell: ({ tierCode, tierLabel }) => <Badge tone="award">{tierName(locale, { code: tierCode, label: tierLabel })}</Badge> },
        ...(withAuthors ? [{ key: "authors", header: archive.columns.authors, cell: ({ authors = [] }: ShownHonour) => <AuthorLinks authors={authors} /> }] : []),
        { key: "edition", header: archive.columns.edition, cell: ({ editionSlug, editionTitle, period }) => <a href={href(paths.results(editionSlug))}><Original>{`${editionTitle}, ${period}`}</Original></a> },
      ]}
    />
  );
}

/** Names that may be shown, each leading to the honours of the person. */
export function AuthorLinks({ authors }: { authors: readonly { key: string; name: string }[] }) {
  const { archive } = useMessages();
  const href = useHref();
  if (authors.length === 0) return <span className="muted">{archive.withheld}</span>;
  return (
    <span>
      {authors.map(({ key, name }, index) => (
        <span key={key}>
          {index > 0 && ", "}
          <a href={href(paths.authorHonours(key))}>{name}</a>
        </span>
      ))}
    </span>
  );
}

/** Awards beside the prize tiers. */
export function SpecialHonours({ id, special }: { id: string; special: readonly { label: string; editionSlug: string; editionTitle: string; period: string }[] }) {
  const { archive } = useMessages();
  const href = useHref();
  if (special.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{archive.unit.special}</h2>
      <ul className="plain-list">
        {special.map(({ label, editionSlug, editionTitle, period }, index) => (
          <li key={index}>
            <strong><Original>{label}</Original></strong> · <a href={href(paths.results(editionSlug))}><Original>{`${editionTitle}, ${period}`}</Original></a>
          </li>
        ))}
      </ul>
    </section>
  );
}
