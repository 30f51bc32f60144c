import type { EntryFilter, EntryOrder, EntryTab } from "~/domain/screening/entry-list";
import { isUuid } from "~/domain/kernel/uuid";

/** Tabs and columns as addresses name them. */
export const TAB_SLUGS: Readonly<Record<EntryTab, string>> = {
  all: "",
  new: "moi",
  waiting: "cho-bo-sung",
  overdue: "qua-han",
  filesAwaited: "cho-tep",
  filesOverdue: "qua-han-tep",
  qualified: "du-dieu-kien",
  rejected: "loai",
  warnings: "canh-bao",
  drafts: "nhap",
  withdrawn: "da-rut",
};

export const ORDER_SLUGS: Readonly<Record<EntryOrder, string>> = { code: "ma", submitted: "ngay-nop", title: "ten", unit: "don-vi", state: "trang-thai" };

/** The order where the address names none: new ones come first that wait longest. */
const DEFAULT_ORDER: EntryOrder = "code";

const MOST_TYPED = 200;
const typed = (query: URLSearchParams, name: string) => (query.get(name) ?? "").replaceAll("\0", "").slice(0, MOST_TYPED);
const keyOf = <Key extends string>(slugs: Readonly<Record<Key, string>>, slug: string): Key | null => (Object.keys(slugs) as Key[]).find((key) => slugs[key] === slug) ?? null;

/** The filter an address describes; what is unknown in it is left out. */
export function readFilter(query: URLSearchParams): EntryFilter {
  const order = typed(query, "xep");
  const field = typed(query, "linh-vuc");
  return {
    tab: keyOf(TAB_SLUGS, typed(query, "loc")) ?? "all",
    search: typed(query, "q"),
    fieldId: isUuid(field) ? field : null,
    unit: typed(query, "don-vi"),
    order: keyOf(ORDER_SLUGS, order.replace(/^-/, "")) ?? DEFAULT_ORDER,
    descending: order.startsWith("-"),
  };
}

/** The query of a filter, beginning with `?`; empty for the plain list. */
export function filterQuery({ tab, search, fieldId, unit, order, descending }: EntryFilter, page = 1): string {
  const query = new URLSearchParams();
  if (tab !== "all") query.set("loc", TAB_SLUGS[tab]);
  if (search !== "") query.set("q", search);
  if (fieldId !== null) query.set("linh-vuc", fieldId);
  if (unit !== "") query.set("don-vi", unit);
  if (order !== DEFAULT_ORDER || descending) query.set("xep", orderSlug(order, descending));
  if (page > 1) query.set("page", String(page));
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

export const orderSlug = (order: EntryOrder, descending: boolean) => `${descending ? "-" : ""}${ORDER_SLUGS[order]}`;

/** In the address of an entry right after an act on it. */
export const DONE_MARK = "da-ghi";
