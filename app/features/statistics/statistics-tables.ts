import type { ProtectedTable } from "~/domain/statistics/protected-table";
import type { Messages } from "~/i18n/messages";
import type { Statistics, UnitTable } from "./statistics.server";

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

/**
 * Names of the rows of a table of units that name no unit, in their order. Where two stand, the first holds what is counted for no unit
 * alone and the last the units with few people; one alone may hold both.
 */
export function restOfUnits({ kind, table }: UnitTable, unmatched: Statistics["unmatched"], texts: Messages["statistics"]): readonly string[] {
  const isMatched = unmatched === null;
  if (table.rows.filter(({ row }) => row === null).length < 2) return [isMatched ? texts.otherUnits : texts.otherUnitsUnmatched];
  const { notAlone, orPersons, fewPeople } = texts.apart;
  return [(kind === null ? orPersons : notAlone)[isMatched ? "matched" : "unmatched"], fewPeople];
}

/** What stands at the head of each row. @param rest names of the rows that name nothing, in their order; `together` where it has none */
export function rowLabels({ rows }: ProtectedTable, { label, rest, together }: { label: (row: string) => string; rest: readonly string[]; together: string }): string[] {
  const names = rest.values();
  return rows.map(({ row }) => (row === null ? (names.next().value ?? together) : label(row)));
}

/** The tables of the statistics in the reader's words: the same for the page and for its CSV. */
export function statisticsTables(statistics: Statistics, { statistics: texts, units }: Pick<Messages, "statistics" | "units">): ShownTable[] {
  const kindName = (kind: string) => (kind === "none" ? texts.noUnit : named(units.kind, kind));
  const shown = (key: string, table: ProtectedTable, words: { title: string; rowHeader: string; label: (row: string) => string; columns: Readonly<Record<string, string>>; rest?: readonly string[]; note?: string }): ShownTable[] => {
    if (table.rows.length === 0) return [];
    const { title, rowHeader, label, columns, rest = [], note } = words;
    const labels = rowLabels(table, { label, rest, together: texts.together });
    const rows = table.rows.map(({ cells, total }, index) => ({ label: labels[index] ?? "", cells, total }));
    return [{ key, title, rowHeader, rows, columns: table.columns.map((column) => named(columns, column)), totals: table.totals, total: table.total, ...(note ? { note } : {}) }];
  };
  const unmatched = statistics.unmatched === null ? {} : { note: texts.unmatched(statistics.unmatched.entries) };
  return [
    ...shown("linh-vuc", statistics.byField, { title: texts.byField, rowHeader: texts.field, label: (row) => row, columns: texts.columns }),
    ...shown("loai-don-vi", statistics.byUnitKind, { title: texts.byUnitKind, rowHeader: texts.unitKind, label: kindName, columns: texts.columns, ...(statistics.units.length === 0 ? unmatched : {}) }),
    ...statistics.units.flatMap(({ kind, table }) =>
      shown(`don-vi-${kind?.toLowerCase() ?? "tat-ca"}`, table, { title: kind === null ? texts.byUnit : texts.units(kindName(kind)), rowHeader: texts.unit, label: (row) => row, columns: texts.columns, rest: restOfUnits({ kind, table }, statistics.unmatched, texts), ...unmatched }),
    ),
    ...shown("gioi-tinh", statistics.bySex, { title: texts.bySex, rowHeader: texts.sex, label: (row) => named(texts.sexes, row), columns: texts.columns }),
    ...shown("do-tuoi", statistics.byAge, { title: texts.byAge, rowHeader: texts.age, label: (row) => named(texts.ages, row), columns: texts.columns, note: texts.byAgeNote }),
  ];
}
