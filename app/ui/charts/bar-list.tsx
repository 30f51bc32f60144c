import { cx } from "../cx";
import { useFormats, useMessages } from "../locale";

export interface Bar {
  label: string;
  value: number;
  href?: string;
}

interface BarListProps {
  /** What is counted; read out. */
  label: string;
  items: readonly Bar[];
  /** Upper end of the scale; the largest value by default. */
  max?: number;
  /** How a value is written; whole numbers by default. */
  format?: (value: number) => string;
  className?: string;
}

/** Numbers of some categories as bars with their figures: entries per field, per unit. The text is the chart's own list. */
export function BarList({ label, items, max, format, className }: BarListProps) {
  const { ui } = useMessages();
  const formats = useFormats();
  const write = format ?? formats.integer;
  const top = Math.max(1, max ?? Math.max(0, ...items.map((item) => item.value)));
  return (
    <ul className={cx("bars", className)} aria-label={label}>
      {items.map((item) => (
        <li key={item.label} aria-label={ui.chart.barList(item.label, write(item.value))}>
          <span className="bars-label">{item.href ? <a href={item.href}>{item.label}</a> : item.label}</span>
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
            <rect className="bar-ground" width="100" height="8" />
            <rect className="bar-value" width={Math.max(0, (item.value / top) * 100)} height="8" />
          </svg>
          <span className="num">{write(item.value)}</span>
        </li>
      ))}
    </ul>
  );
}
