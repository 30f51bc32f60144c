import { View } from "@react-pdf/renderer";
import { Fragment, type ReactElement, type ReactNode } from "react";
import type { Table, TableColumn, Words } from "../paper";
import { fittedColumns, heightTogether } from "../layout";
import { isWholeRow, linesOf, pieces } from "../words";
import { alignOf, type BlockContext, POINTS_PER_MM } from "./blocks";
import { Line } from "./text";

const BORDER = 0.6;
const LONGEST_CELL_PIECE = 1500;
const MOST_LETTERS = 24;
const LINES_OF_CUT_ROW = 6;

/** A table whose header comes again on each page; rows stay whole as far as a page allows. */
export function PdfTable({ table, context, children }: { table: Table; context: BlockContext; children?: ReactNode }): ReactElement {
  const { rows, header = true, plain = false, size = context.size - 1, keepLast = 0 } = table;
  const columns = fittedColumns(table.columns, context.width / POINTS_PER_MM, size);
  const border = plain ? 0 : BORDER;
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  const cell = { context, size, border, whole };
  const last = rows.slice(Math.max(0, rows.length - keepLast));
  const together = last.every(isWholeRow) ? rows.length - last.length : rows.length;
  // A row that may be cut begins only where some of its lines fit.
  const drawn = (row: readonly Words[], index: number) => (
    <Fragment key={index}>
      {!isWholeRow(row) && <View minPresenceAhead={LINES_OF_CUT_ROW * size} />}
      <View wrap={!isWholeRow(row)} style={{ flexDirection: "row", borderLeftWidth: border, ...(index === 0 && !header ? { borderTopWidth: border } : {}) }}>
        {columns.map((column, at) => (
          <Cell key={at} words={row[at] ?? ""} column={column} {...cell} />
        ))}
      </View>
    </Fragment>
  );
  // A table of a few rows is never torn from its header, and a header never stands alone: what has no height sees to that.
  return (
    <>
      <View minPresenceAhead={heightTogether([table], context)} />
      <View wrap={together > 0 || rows.length === 0} style={{ marginTop: 6, marginBottom: 4 }}>
        {header && (
          <View fixed wrap={false} style={{ flexDirection: "row", borderTopWidth: border, borderLeftWidth: border }}>
            {columns.map((column, index) => (
              <Cell key={index} words={[{ text: column.title, bold: true }]} column={{ ...column, align: "center" }} {...cell} />
            ))}
          </View>
        )}
        {rows.slice(0, together).map(drawn)}
        {(together < rows.length || table.closing) && (
          <View wrap={false}>
            {rows.slice(together).map((row, index) => drawn(row, together + index))}
            {children}
          </View>
        )}
      </View>
    </>
  );
}

interface CellProps {
  words: Words;
  column: TableColumn;
  context: BlockContext;
  size: number;
  border: number;
  /** the widths of all columns together */
  whole: number;
}

/** Letters that surely fit side by side: wide ones take this part of their size. */
const WIDE_LETTER = 0.62;

function Cell({ words, column, context, size, border, whole }: CellProps) {
  const longest = Math.max(4, Math.floor(((context.width * column.width) / whole - 8) / (size * WIDE_LETTER)));
  const lines = linesOf(words).flatMap((runs) => {
    const [run] = runs;
    return runs.length === 1 && run ? pieces(run.text, LONGEST_CELL_PIECE).map((text) => [{ ...run, text }]) : [runs];
  });
  return (
    <View style={{ flexGrow: column.width, flexBasis: 0, borderRightWidth: border, borderBottomWidth: border, paddingHorizontal: border === 0 ? 0 : 3, paddingVertical: border === 0 ? 1 : 2 }}>
      {lines.map((runs, index) => (
        <Line key={index} runs={runs} style={{ fontSize: size, textAlign: alignOf(column.align) }} split={context.split} longest={Math.min(longest, MOST_LETTERS)} />
      ))}
    </View>
  );
}
