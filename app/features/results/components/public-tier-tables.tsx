import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { type Column, Table } from "~/ui/primitives";
import type { AwardGroup } from "../public-result-view";
import { Authors, type PublicAward } from "./public-award";
import { useGroupName } from "./public-views";

function useColumns(perField: boolean): Column<PublicAward>[] {
  const { publicsite } = useMessages();
  const texts = publicsite.results;
  const formats = useFormats();
  const href = useHref();
  return [
    { key: "place", header: perField ? texts.placeInField : texts.place, numeric: true, cell: ({ place }) => formats.integer(place) },
    { key: "title", header: texts.entry, primary: true, cell: ({ code, title }) => <a href={href(paths.publishedEntry(code))}>{title}</a> },
    { key: "authors", header: texts.authors, cell: (award) => <span><Authors award={award} /></span> },
    { key: "unit", header: texts.unit, cell: ({ unit }) => (unit ? <span>{unit}</span> : "") },
    { key: "field", header: texts.field, cell: ({ field }) => <span>{field}</span> },
    { key: "code", header: texts.code, cell: ({ code }) => <span className="code">{code}</span> },
    { key: "mean", header: texts.mean, numeric: true, cell: ({ mean }) => formats.decimal(mean) },
  ];
}

/** Tiers, a table each. */
export function TierTables({ groups, perField }: { groups: readonly AwardGroup[]; perField: boolean }) {
  const { publicsite } = useMessages();
  const formats = useFormats();
  const nameOf = useGroupName();
  const columns = useColumns(perField);
  return (
    <>
      {groups.map((group) => (
        <section key={group.anchor} id={group.anchor}>
          <h2>
            {nameOf(group)} <span className="count">{formats.integer(group.count)}</span>
            {group.money > 0 && <span className="h-note">{publicsite.results.each(formats.money(group.money))}</span>}
          </h2>
          <Table caption={nameOf(group)} columns={columns} rows={group.awards} rowKey={({ code }) => code} />
        </section>
      ))}
    </>
  );
}
