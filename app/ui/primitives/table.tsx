import type { ReactNode } from "react";
import { cx } from "../cx";
import { useMessages } from "../locale";

export interface Column<Row> {
  key: string;
  /** Column heading; on phones the label beside the value. Empty where the cells speak for themselves, as buttons do. */
  header: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the end, with figures of equal width. */
  numeric?: boolean;
  /** The one column that names the row: heading of its card on phones. */
  primary?: boolean;
  /** Link that sorts by this column, and how it is sorted now. */
  sort?: { href: string; direction?: "ascending" | "descending" };
  /** Not shown on phones. */
  wide?: boolean;
}

interface TableProps<Row> {
  /** What the table lists; read out, and shown when `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: ReadonlyArray<Column<Row>>;
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row, for example the one in hand. */
  rowCurrent?: (row: Row) => boolean;
  /** Shown instead of an empty table; say what to do next. */
  empty?: ReactNode;
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { ui } = useMessages();
  const { sort } = column;
  const className = cx(column.numeric && "num", column.wide && "wide") || undefined;
  if (column.header === "") return <td role="cell" className={className} />;
  return (
    <th scope="col" role="columnheader" className={className} aria-sort={sort?.direction}>
      {sort ? (
        <a href={sort.href} title={ui.table.sortBy(column.header)}>
          {column.header}
          <span aria-hidden className="sort">
            {sort.direction === "ascending" ? "▲" : sort.direction === "descending" ? "▼" : "↕"}
          </span>
        </a>
      ) : (
        column.header
      )}
    </th>
  );
}

function BodyCell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const className = cx(column.numeric && "num", column.wide && "wide") || undefined;
  if (column.primary) {
    return (
      <th scope="row" role="rowheader" className={className}>
        {column.cell(row)}
      </th>
    );
  }
  return (
    <td role="cell" className={className} data-label={column.header}>
      {column.cell(row)}
    </td>
  );
}

/**
 * Dense table for staff; below 40rem every row becomes a card. The roles are spelled out because
 * browsers forget a table's meaning once its boxes are laid out otherwise.
 */
export function Table<Row>({ caption, showCaption, columns, rows, rowKey, rowCurrent, empty }: TableProps<Row>) {
  if (rows.length === 0 && empty !== undefined) return <>{empty}</>;
  return (
    <table className="table" role="table">
      <caption className={showCaption ? undefined : "sr-only"}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <HeadCell key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" aria-current={rowCurrent?.(row) ? "true" : undefined}>
            {columns.map((column) => (
              <BodyCell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
