import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FEWEST_PEOPLE, protectedTable, type CountedThing, type ProtectedTable } from "~/domain/statistics/protected-table";

const ROWS = ["a", "b", "c", "d", "e", "f"];
const COLUMNS = ["won", "took part", "not admitted"];

/** Things of one to three people out of few, so that the same person stands behind several. */
const things = fc.array(
  fc.record({ row: fc.constantFrom(...ROWS), column: fc.constantFrom(...COLUMNS), people: fc.uniqueArray(fc.integer({ min: 0, max: 60 }).map(String), { minLength: 1, maxLength: 3 }) }),
  { maxLength: 120 },
);

const peopleIn = (all: readonly CountedThing[]) => new Set(all.flatMap(({ people }) => people)).size;
const merged = (table: ProtectedTable) => ROWS.filter((row) => !table.rows.some((shown) => shown.row === row));
const inRow = (table: ProtectedTable, all: readonly CountedThing[], row: string | null) =>
  all.filter((thing) => table.columns.includes(thing.column) && (row === null ? merged(table).includes(thing.row) : thing.row === row));

/** True where hidden cells can be filled with whole numbers from 0 so that rows and columns still add up, `fixed` being one of them. */
function canBeFilled(table: ProtectedTable, fixed: { r: number; c: number; value: number }): boolean {
  const needOfRow = table.rows.map(({ cells, total }, r) => total - cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0) - (r === fixed.r ? fixed.value : 0));
  const needOfColumn = table.totals.map((total, c) => total - table.rows.reduce((sum, { cells }) => sum + (cells[c] ?? 0), 0) - (c === fixed.c ? fixed.value : 0));
  if ([...needOfRow, ...needOfColumn].some((need) => need < 0)) return false;
  const free = (r: number, c: number) => table.rows[r]?.cells[c] === null && !(r === fixed.r && c === fixed.c);
  const flow = table.rows.map(() => table.totals.map(() => 0));
  const reachRow = (r: number, seen: Set<number>): boolean => {
    for (const c of table.totals.keys()) {
      if (!free(r, c) || seen.has(c)) continue;
      seen.add(c);
      if ((needOfColumn[c] ?? 0) > 0) {
        needOfColumn[c] = (needOfColumn[c] ?? 0) - 1;
        move(r, c, 1);
        return true;
      }
      for (const other of table.rows.keys()) {
        if (other === r || (flow[other]?.[c] ?? 0) === 0) continue;
        move(other, c, -1);
        if (reachRow(other, seen)) {
          move(r, c, 1);
          return true;
        }
        move(other, c, 1);
      }
    }
    return false;
  };
  const move = (r: number, c: number, by: number) => {
    const line = flow[r];
    if (line) line[c] = (line[c] ?? 0) + by;
  };
  for (const [r, need] of needOfRow.entries()) for (let n = 0; n < need; n += 1) if (!reachRow(r, new Set())) return false;
  return needOfColumn.every((need) => need === 0);
}

describe("a table of counts", () => {
  it("shows no cell and no total of one to four people, and what it shows is right", () => {
    fc.assert(
      fc.property(things, (all) => {
        const table = protectedTable({ things: all, rows: ROWS, columns: COLUMNS });
        for (const { row, cells, total } of table.rows) {
          const own = inRow(table, all, row);
          expect(total).toBe(own.length);
          expect(peopleIn(own)).toBeGreaterThanOrEqual(FEWEST_PEOPLE);
          for (const [c, cell] of cells.entries()) {
            const inside = own.filter(({ column }) => column === table.columns[c]);
            if (cell === null) continue;
            expect(cell).toBe(inside.length);
            if (cell > 0) expect(peopleIn(inside)).toBeGreaterThanOrEqual(FEWEST_PEOPLE);
          }
        }
        for (const [c, total] of table.totals.entries()) {
          const inside = all.filter(({ column }) => column === table.columns[c]);
          expect(total).toBe(inside.length);
          expect(peopleIn(inside)).toBeGreaterThanOrEqual(FEWEST_PEOPLE);
        }
        expect(table.total).toBe(table.totals.reduce((sum, total) => sum + total, 0));
      }),
      { numRuns: 500 },
    );
  });

  it("lets no hidden cell of few people be computed from what is shown", () => {
    let hidden = 0;
    fc.assert(
      fc.property(things, (all) => {
        const table = protectedTable({ things: all, rows: ROWS, columns: COLUMNS });
        for (const [r, { row, cells }] of table.rows.entries()) {
          for (const [c, cell] of cells.entries()) {
            const inside = inRow(table, all, row).filter(({ column }) => column === table.columns[c]);
            if (cell !== null || inside.length === 0 || peopleIn(inside) >= FEWEST_PEOPLE) continue;
            hidden += 1;
            expect(canBeFilled(table, { r, c, value: inside.length })).toBe(true);
            expect([inside.length - 1, inside.length + 1].some((value) => value >= 0 && canBeFilled(table, { r, c, value }))).toBe(true);
          }
        }
      }),
      { numRuns: 1000 },
    );
    expect(hidden).toBeGreaterThan(500);
  });

  it("shows nothing of few beside a column that everybody knows, nor lets it be had by taking that column off a total", () => {
    fc.assert(
      fc.property(things, (all) => {
        const table = protectedTable({ things: all, rows: ROWS, columns: COLUMNS, known: ["won"] });
        for (const { row } of table.rows) {
          for (const column of COLUMNS.slice(1)) {
            const others = inRow(table, all, row).filter((thing) => thing.column === column);
            if (others.length > 0) expect(peopleIn(others)).toBeGreaterThanOrEqual(FEWEST_PEOPLE);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  const of = (row: string, column: string, count: number): CountedThing[] => Array.from({ length: count }, (_, at) => ({ row, column, people: [`${row} ${column} ${at}`] }));

  it("hides a small cell and closes a rectangle over it", () => {
    const table = protectedTable({ things: [...of("a", "won", 2), ...of("a", "took part", 9), ...of("b", "won", 7), ...of("b", "took part", 20), ...of("c", "won", 30), ...of("c", "took part", 40)], rows: ROWS, columns: COLUMNS });
    expect(table).toEqual({
      columns: ["won", "took part"],
      rows: [{ row: "a", cells: [null, null], total: 11 }, { row: "b", cells: [null, null], total: 27 }, { row: "c", cells: [30, 40], total: 70 }],
      totals: [39, 69],
      total: 108,
      hidden: true,
    });
  });

  it("puts small rows together and leaves out a small column", () => {
    const table = protectedTable({ things: [...of("a", "won", 8), ...of("b", "won", 2), ...of("c", "won", 3), ...of("a", "not admitted", 1)], rows: ROWS, columns: COLUMNS });
    expect(table).toEqual({ columns: ["won"], rows: [{ row: "a", cells: [8], total: 8 }, { row: null, cells: [5], total: 5 }], totals: [13], total: 13, hidden: false });
  });

  it("shows nothing at all of four people, and nothing of nobody", () => {
    const empty = { columns: [], rows: [], totals: [], total: 0, hidden: false };
    expect(protectedTable({ things: of("a", "won", 4), rows: ROWS, columns: COLUMNS })).toEqual(empty);
    expect(protectedTable({ things: [], rows: ROWS, columns: COLUMNS })).toEqual(empty);
  });

  it("counts a person of many entries once", () => {
    const one = Array.from({ length: 9 }, () => ({ row: "a", column: "won", people: ["the same"] }));
    expect(protectedTable({ things: one, rows: ROWS, columns: COLUMNS }).rows).toEqual([]);
  });
});
