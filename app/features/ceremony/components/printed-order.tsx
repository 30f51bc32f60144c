import { editionName, tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { PageHeader } from "~/ui/layout";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { Notice, Table } from "~/ui/primitives";
import type { OrderSection } from "../order-lines";
import type { CeremonyHead } from "./slide";

interface PrintedOrderProps {
  slug: string;
  head: CeremonyHead;
  isPublished: boolean;
  sections: readonly OrderSection[];
}

/** The running order on paper: prize by prize, in the order of the screen. */
export function PrintedOrder({ slug, head, isPublished, sections }: PrintedOrderProps) {
  const { ceremony, resultPages } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const locale = useLocale();
  const texts = ceremony.order;
  return (
    <>
      <PageHeader
        crumbs={[{ label: ceremony.title, href: href(paths.ceremony(slug)) }, { label: texts.title }]}
        eyebrow={head.hostName}
        title={texts.title}
        lead={
          <>
            <p className="strong">{editionName(locale, head)}</p>
            {head.at && <p>{resultPages.ceremonyAt(formats.dateTime(head.at), head.place)}</p>}
            <p className="muted">{texts.lead}</p>
          </>
        }
      />
      {!isPublished && <Notice tone="warning">{texts.unpublished}</Notice>}
      {sections.map((section, at) => {
        const name = section.tier === null ? section.label : tierName(locale, { code: section.tier, label: section.label });
        const rows = section.lines.map((line, index) => ({ ...line, number: index + 1 }));
        return (
          <section key={at} className="mt-6">
            <h2>
              {name} <span className="muted">({formats.integer(rows.length)})</span>
            </h2>
            <Table
              caption={name}
              rows={rows}
              rowKey={({ number }) => String(number)}
              columns={[
                { key: "number", header: texts.number, numeric: true, cell: ({ number }) => formats.integer(number) },
                ...(section.tier === null ? [] : [{ key: "entry", header: texts.entry, primary: true, cell: (line: (typeof rows)[number]) => line.title }]),
                { key: "authors", header: texts.authors, primary: section.tier === null, cell: (line) => (line.authors.length > 0 ? formats.list(line.authors) : ceremony.codeOnly(line.code)) },
                { key: "unit", header: texts.unit, cell: (line) => line.unit },
              ]}
            />
          </section>
        );
      })}
    </>
  );
}
