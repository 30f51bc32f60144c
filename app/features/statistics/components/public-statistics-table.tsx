import { useFormats, useMessages } from "~/ui/locale";
import type { ShownTable } from "../statistics-tables";

const WIDTH = 120;
const HEIGHT = 12;
const GAP = 1;
const LOOKS = ["bar-value", "bar-middle", "bar-entries"];

/** The parts of a row as one bar; where one is hidden, only the whole. */
function RowBar({ cells, total, top }: { cells: readonly (number | null)[]; total: number; top: number }) {
  const scale = (value: number) => (value / top) * WIDTH;
  const isWhole = cells.includes(null);
  const parts = isWhole ? [{ value: total, look: "bar-entries" }] : cells.map((value, at) => ({ value: value ?? 0, look: LOOKS[at] ?? "bar-entries" }));
  return (
    <svg className="stat-bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {parts.map(({ value, look }, at) => {
        const from = scale(parts.slice(0, at).reduce((sum, part) => sum + part.value, 0));
        return value > 0 && <rect key={at} className={look} x={from} width={Math.max(0.5, scale(value) - (at < parts.length - 1 ? GAP : 0))} height={HEIGHT} />;
      })}
    </svg>
  );
}

/** One table of the statistics: each row drawn and in figures. */
export function StatisticsTable({ table }: { table: ShownTable }) {
  const { statistics: texts } = useMessages();
  const formats = useFormats();
  const top = Math.max(1, ...table.rows.map(({ total }) => total));
  const cell = (value: number | null) => (value === null ? <abbr title={texts.hiddenLong}>{texts.hidden}</abbr> : formats.integer(value));
  return (
    <section className="figures">
      <h2 id={table.key}>{table.title}</h2>
      {table.note && <p className="muted">{table.note}</p>}
      <div className="scroll" tabIndex={0} role="region" aria-labelledby={table.key}>
        <table>
          <thead>
            <tr>
              <th scope="col">{table.rowHeader}</th>
              {table.columns.map((column, at) => (
                <th key={column} scope="col" className="num">
                  <svg viewBox="0 0 10 10" aria-hidden>
                    <rect className={LOOKS[at] ?? "bar-entries"} width="10" height="10" rx="2" />
                  </svg>{" "}
                  {column}
                </th>
              ))}
              <th scope="col" className="num">{texts.total}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map(({ label, cells, total }) => (
              <tr key={label}>
                <th scope="row">
                  {label}
                  <RowBar cells={cells} total={total} top={top} />
                </th>
                {cells.map((value, at) => (
                  <td key={at} className="num">{cell(value)}</td>
                ))}
                <td className="num">{formats.integer(total)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{texts.total}</th>
              {table.totals.map((value, at) => (
                <td key={at} className="num">{formats.integer(value)}</td>
              ))}
              <td className="num">{formats.integer(table.total)}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}
