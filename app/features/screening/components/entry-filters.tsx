import type { EntryFilter, EntryTab } from "~/domain/screening/entry-list";
import { useFormats, useMessages } from "~/ui/locale";
import { FilterBar, FilterSelect, Tabs } from "~/ui/primitives";
import { filterQuery, ORDER_SLUGS, orderSlug, TAB_SLUGS } from "../list-filter";

const TABS = Object.keys(TAB_SLUGS) as EntryTab[];

/** The saved filters with how many entries each holds, where that is counted. */
export function EntryTabs({ filter, counts }: { filter: EntryFilter; counts: Readonly<Record<EntryTab, number | null>> }) {
  const { tabs } = useMessages().screening;
  const { integer } = useFormats();
  const countOf = (count: number | null) => (count === null ? {} : { count: integer(count) });
  const items = TABS.map((tab) => ({ label: tabs[tab], href: filterQuery({ ...filter, tab }) || "?", current: filter.tab === tab, ...countOf(counts[tab]) }));
  return <Tabs label={tabs.label} items={items} />;
}

/** Search, field and unit beside the tab and the order, which stay. */
export function EntryFilters({ filter, fields }: { filter: EntryFilter; fields: readonly { id: string; name: string }[] }) {
  const { filter: texts } = useMessages().screening;
  const { tab, search, fieldId, unit, order, descending } = filter;
  const isFiltered = search !== "" || fieldId !== null || unit !== "";
  const keep = { ...(tab === "all" ? {} : { loc: TAB_SLUGS[tab] }), ...(orderSlug(order, descending) === ORDER_SLUGS.code ? {} : { xep: orderSlug(order, descending) }) };
  return (
    <FilterBar
      search={{ value: search, label: texts.search }}
      keep={keep}
      {...(isFiltered ? { clearHref: filterQuery({ ...filter, search: "", fieldId: null, unit: "" }) || "?" } : {})}
    >
      <FilterSelect name="linh-vuc" label={texts.field} value={fieldId} all={texts.anyField} options={fields.map(({ id, name }) => ({ value: id, label: name }))} />
      <label className="filter">
        <span>{texts.unit}</span>
        <input type="search" name="don-vi" defaultValue={unit} className="input" maxLength={200} />
      </label>
    </FilterBar>
  );
}
