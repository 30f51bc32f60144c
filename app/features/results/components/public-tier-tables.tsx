import { tierName } from "~/i18n/known-names";
import { paths } from "~/paths";
import { useFormats, useHref, useLocale, useMessages } from "~/ui/locale";
import { type Column, Table } from "~/ui/primitives";
import { Authors, type PublicAward } from "./public-award";

export interface TierGroup {
  tier: string;
  tierLabel: string;
  money: number;
  awards: readonly PublicAward[];
}

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

/** The other tiers, a table each. */
export function TierTables({ groups, perField }: { groups: readonly TierGroup[]; perField: boolean }) {
  const { publicsite } = useMessages();
  const texts = publicsite.results;
  const formats = useFormats();
  const locale = useLocale();
  const columns = useColumns(perField);
  return (
    <>
      {groups.map(({ tier, tierLabel, money, awards }) => {
        const name = tierName(locale, { code: tier, label: tierLabel });
        return (
          <section key={tier} id={`giai-${tier.toLowerCase()}`}>
            <h2>
              {name} <span className="count">{formats.integer(awards.length)}</span>
              {money > 0 && <span className="h-note">{texts.each(formats.money(money))}</span>}
            </h2>
            <Table caption={name} columns={columns} rows={awards} rowKey={({ code }) => code} />
          </section>
        );
      })}
    </>
  );
}
