/**
 * Tables of counts that tell nothing of fewer than five people, also not to somebody who subtracts what is shown from totals.
 *
 * Small rows are put together and small columns left out, so that every total may stand. Inside, cells of few people are hidden
 * (primary suppression) and, for each of them, three more cells that close a rectangle with it (complementary suppression): one
 * more there, one less beside it, one less below, one more across gives another table with the same totals and the same shown
 * cells, so the hidden number cannot be known. Cells of nothing are hidden with them: a hidden cell does not tell that it holds any.
 */

/** No figure about people stands for fewer than this many. */
export const FEWEST_PEOPLE = 5;

/** One thing that is counted, and whose it is. */
export interface CountedThing {
  row: string;
  column: string;
  /** whoever stands behind it, by any key that is the same for the same person */
  people: readonly string[];
}

export interface ProtectedRow {
  /** null: several small rows put together */
  row: string | null;
  /** in the order of the columns; null: hidden */
  cells: (number | null)[];
  total: number;
}

export interface ProtectedTable {
  columns: string[];
  rows: ProtectedRow[];
  /** of each column */
  totals: number[];
  total: number;
  hidden: boolean;
}

interface Figure {
  value: number;
  people: Set<string>;
}

interface Row {
  row: string | null;
  cells: Figure[];
}

interface TableSpec {
  things: readonly CountedThing[];
  /** in their order; those in which nothing is counted are not listed */
  rows: readonly string[];
  columns: readonly string[];
  /** columns whose cells everybody can learn elsewhere: what is beside them in a row is not to follow from its total */
  known?: readonly string[];
}

const nothing = (): Figure => ({ value: 0, people: new Set() });

function add(to: Figure, { value, people }: Figure): void {
  to.value += value;
  for (const person of people) to.people.add(person);
}

const sumOf = (figures: readonly Figure[]): Figure => {
  const sum = nothing();
  for (const figure of figures) add(sum, figure);
  return sum;
};

/** True for a figure that stands for some, but too few people. */
const isSmall = ({ value, people }: Figure) => value > 0 && people.size < FEWEST_PEOPLE;

/** Counts things by row and column so that no figure shown, and none that follows from those shown, stands for fewer than `FEWEST_PEOPLE`. */
export function protectedTable({ things, rows, columns, known = [] }: TableSpec): ProtectedTable {
  const counted = rows.map((row): Row => ({ row, cells: columns.map(() => nothing()) }));
  for (const { row, column, people } of things) {
    const cell = counted[rows.indexOf(row)]?.cells[columns.indexOf(column)];
    if (cell) add(cell, { value: 1, people: new Set(people) });
  }
  // A column of few people is left out whole, with its things: nothing shown holds them.
  const kept = columns.flatMap((_, at) => {
    const total = sumOf(counted.flatMap(({ cells }) => cells[at] ?? []));
    return total.value > 0 && !isSmall(total) ? [at] : [];
  });
  const narrow = counted.map(({ row, cells }): Row => ({ row, cells: kept.flatMap((at) => cells[at] ?? []) }));
  const names = kept.flatMap((at) => columns[at] ?? []);
  const beside = known.length === 0 ? [] : names.flatMap((name, at) => (known.includes(name) ? [] : [at]));
  return shown(names, withoutSmallRows(narrow.filter(({ cells }) => sumOf(cells).value > 0), beside));
}

/** A row may stand when its total does, and each cell `beside` known columns: hiding a known cell would not protect it. */
function mayStand({ cells }: Row, beside: readonly number[]): boolean {
  return !isSmall(sumOf(cells)) && beside.every((at) => !isSmall(cells[at] ?? nothing()));
}

/** Puts small rows together, the smallest first, until every row may stand. */
function withoutSmallRows(rows: readonly Row[], beside: readonly number[]): Row[] {
  const fine = rows.filter((row) => mayStand(row, beside));
  const small = rows.filter((row) => !mayStand(row, beside));
  if (small.length === 0) return fine;
  const together = (parts: readonly Row[]): Row => ({ row: null, cells: parts[0]?.cells.map((_, at) => sumOf(parts.flatMap(({ cells }) => cells[at] ?? []))) ?? [] });
  const byPeople = fine.toSorted((a, b) => sumOf(a.cells).people.size - sumOf(b.cells).people.size);
  let taken = 0;
  while (!mayStand(together([...small, ...byPeople.slice(0, taken)]), beside) && taken < byPeople.length) taken += 1;
  const swallowed = byPeople.slice(0, taken);
  const rest = together([...small, ...swallowed]);
  return mayStand(rest, beside) ? [...fine.filter((row) => !swallowed.includes(row)), rest] : [];
}

function shown(columns: string[], rows: readonly Row[]): ProtectedTable {
  const hidden = hiddenCells(rows);
  const totals = columns.map((_, at) => sumOf(rows.flatMap(({ cells }) => cells[at] ?? [])).value);
  return {
    columns: rows.length > 0 ? columns : [],
    rows: rows.map(({ row, cells }, r) => ({ row, cells: cells.map(({ value }, c) => (hidden.has(key(r, c)) ? null : value)), total: sumOf(cells).value })),
    totals: rows.length > 0 ? totals : [],
    total: sumOf(rows.flatMap(({ cells }) => cells)).value,
    hidden: hidden.size > 0,
  };
}

const key = (row: number, column: number) => `${row}:${column}`;

function hiddenCells(rows: readonly Row[]): ReadonlySet<string> {
  const cells = rows.flatMap((row, r) => row.cells.map((figure, c) => ({ r, c, figure })));
  const few = cells.filter(({ figure }) => isSmall(figure));
  if (few.length === 0) return new Set();
  const hidden = new Set(cells.filter(({ figure }) => figure.value === 0 || isSmall(figure)).map(({ r, c }) => key(r, c)));
  for (const { r, c } of few) for (const corner of cheapestRectangle(rows, r, c, hidden)) hidden.add(corner);
  return hidden;
}

/** The three other corners of the rectangle over a small cell that hides least beside what is hidden already. */
function cheapestRectangle(rows: readonly Row[], r: number, c: number, hidden: ReadonlySet<string>): string[] {
  let best: { corners: string[]; cost: number } = { corners: [], cost: Infinity };
  const valueAt = (row: number, column: number) => rows[row]?.cells[column]?.value ?? 0;
  const costOf = (row: number, column: number) => (hidden.has(key(row, column)) ? 0 : valueAt(row, column) + 1);
  for (const other of rows.keys()) {
    if (other === r || valueAt(other, c) === 0) continue;
    for (const beside of rows[r]?.cells.keys() ?? []) {
      if (beside === c || valueAt(r, beside) === 0) continue;
      const cost = costOf(other, c) + costOf(r, beside) + costOf(other, beside);
      if (cost < best.cost) best = { corners: [key(other, c), key(r, beside), key(other, beside)], cost };
    }
  }
  return best.corners;
}
