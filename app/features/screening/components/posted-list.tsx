import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { EmptyState, Mono, Table } from "~/ui/primitives";

interface Posted {
  id: string;
  code: string;
  title: string;
  fieldName: string | null;
  unitName: string;
  /** null where the name may not be published */
  authors: (string | null)[];
}

interface PostedListProps {
  entries: readonly Posted[];
  edition: { title: string; slug: string; letterheadParent: string; letterheadBody: string };
  now: Date;
}

/** The list of qualified entries as it is printed and posted: by field, with names only as consented. */
export function PostedList({ entries, edition, now }: PostedListProps) {
  const { screening } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const texts = screening.posted;
  const fields = [...new Set(entries.map((entry) => entry.fieldName))];
  const numbers = new Map(entries.map((entry, index) => [entry.id, index + 1]));
  return (
    <>
      <PageHeader
        crumbs={[{ label: screening.title, href: href(paths.screening(edition.slug)) }, { label: texts.title }]}
        eyebrow={[edition.letterheadParent, edition.letterheadBody].filter((line) => line !== "").join(" – ")}
        title={texts.title}
        lead={
          <>
            <p className="strong">{edition.title}</p>
            <p>{texts.lead(formats.integer(entries.length), formats.dateTime(now))}</p>
            <p className="muted no-print">{texts.printHelp}</p>
          </>
        }
      />
      {entries.length === 0 && <EmptyState title={texts.empty}>{texts.emptyHelp}</EmptyState>}
      {fields.map((field) => (
        <section key={field ?? ""}>
          <h2>{field ?? texts.noField}</h2>
          <Table
            caption={field ?? texts.noField}
            rows={entries.filter((entry) => entry.fieldName === field)}
            rowKey={(row) => row.id}
            columns={[
              { key: "number", header: texts.number, numeric: true, cell: (row) => formats.integer(numbers.get(row.id) ?? 0) },
              { key: "code", header: screening.column.code, cell: (row) => <Mono>{row.code}</Mono> },
              { key: "title", header: texts.name, primary: true, cell: (row) => row.title },
              { key: "authors", header: texts.authors, cell: (row) => [...new Set(row.authors.map((name) => name ?? row.code))].join(", ") },
              { key: "unit", header: texts.unit, cell: (row) => row.unitName || "–" },
            ]}
          />
        </section>
      ))}
    </>
  );
}
