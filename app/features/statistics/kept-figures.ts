import { z } from "zod";
import type { ProtectedTable } from "~/domain/statistics/protected-table";
import type { EditionFigures } from "./statistics.server";

/** Number of the form in which figures are kept; another one where their meaning or shape changes. */
const FORM = 1;

const count = z.number().int().min(0);
const table = z.object({
  columns: z.array(z.string()),
  rows: z.array(z.object({ row: z.string().nullable(), cells: z.array(count.nullable()), total: count })),
  totals: z.array(count),
  total: count,
  hidden: z.boolean(),
});
const kept = z.object({
  // The first figures were kept without the number.
  form: z.literal(FORM).default(FORM),
  figures: z.object({ submitted: count.nullable(), qualified: count.nullable(), awarded: count.nullable() }),
  byField: table,
  byUnitKind: table,
  units: z.array(z.object({ kind: z.string().nullable(), table })),
  unmatched: z.object({ entries: count.nullable() }).nullable(),
  bySex: table,
  byAge: table,
});

const NO_TABLE: ProtectedTable = { columns: [], rows: [], totals: [], total: 0, hidden: false };
const NO_FIGURES: EditionFigures = { areLost: true, figures: { submitted: null, qualified: null, awarded: null }, byField: NO_TABLE, byUnitKind: NO_TABLE, units: [], unmatched: null, bySex: NO_TABLE, byAge: NO_TABLE };

/** Figures as they are kept, with the number of their form. */
export const formOfFigures = ({ areLost: _lost, ...figures }: EditionFigures): object => ({ form: FORM, ...figures });

/** Figures out of what is kept; none where that cannot be read: what they were counted from is gone. */
export function figuresKept(content: unknown): EditionFigures {
  const read = kept.safeParse(content);
  if (!read.success) return NO_FIGURES;
  const { form: _form, ...figures } = read.data;
  return { areLost: false, ...figures };
}
