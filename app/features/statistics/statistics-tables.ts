import type { ProtectedTable } from "~/domain/statistics/protected-table";
import type { Messages } from "~/i18n/messages";
import type { Statistics } from "./statistics.server";

export interface ShownTable {
  key: string;
  title: string;
  note?: string;
  /** heading of the first column */
  rowHeader: string;
  columns: string[];
  /** null: hidden */
  rows: { label: string; cells: (number | null)[]; total: number }[];
  totals: number[];
  total: number;
}

const named = (names: Readonly<Record<string, string>>, code: string) => names[code] ?? code;

/** The tables of the statistics in the reader's words: the same for the page and for its CSV. */
export function statisticsTables(statistics: Statistics, { statistics: texts, units }: Pick<Messages, "statistics" | "units">): ShownTable[] {
  const kindName = (kind: string) => (kind === "none" ? texts.noUnit : named(units.kind, kind));
  const shown = (key: string, table: ProtectedTable, words: { title: string; rowHeader: string; label: (row: string) => string; columns: Readonly<Record<string, string>>; rest?: string; note?: string }): ShownTable[] => {
    if (table.rows.length === 0) return [];
    const { title, rowHeader, label, columns, rest = texts.together, note } = words;
    const rows = table.rows.map(({ row, cells, total }) => ({ label: row === null ? rest : label(row), cells, total }));
    return [{ key, title, rowHeader, rows, columns: table.columns.map((column) => named(columns, column)), totals: table.totals, total: table.total, ...(note ? { note } : {}) }];
  };
  const unmatched = statistics.unmatched === null ? {} : { note: texts.unmatched(statistics.unmatched.entries) };
  return [
    ...shown("linh-vuc", statistics.byField, { title: texts.byField, rowHeader: texts.field, label: (row) => row, columns: texts.columns }),
    ...shown("loai-don-vi", statistics.byUnitKind, { title: texts.byUnitKind, rowHeader: texts.unitKind, label: kindName, columns: texts.columns, ...(statistics.units.length === 0 ? unmatched : {}) }),
    ...statistics.units.flatMap(({ kind, table }) =>
      shown(`don-vi-${kind?.toLowerCase() ?? "tat-ca"}`, table, { title: kind === null ? texts.byUnit : texts.units(kindName(kind)), rowHeader: texts.unit, label: (row) => row, columns: texts.columns, rest: statistics.unmatched === null ? texts.otherUnits : texts.otherUnitsUnmatched, ...unmatched }),
    ),
    ...shown("gioi-tinh", statistics.bySex, { title: texts.bySex, rowHeader: texts.sex, label: (row) => named(texts.sexes, row), columns: texts.columns }),
    ...shown("do-tuoi", statistics.byAge, { title: texts.byAge, rowHeader: texts.age, label: (row) => named(texts.ages, row), columns: texts.columns, note: texts.byAgeNote }),
  ];
}
