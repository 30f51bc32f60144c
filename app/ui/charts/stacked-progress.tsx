import { useFormats } from "../locale";

export interface Part {
  label: string;
  value: number;
  tone: "done" | "doing" | "todo" | "problem";
}

interface StackedProgressProps {
  /** Whose progress; read out. */
  label: string;
  parts: readonly Part[];
  /** Figures below the bar; off inside dense tables, where the bar's own text remains. */
  legend?: boolean;
}

/** Between two parts, so that they can be told apart without colour. */
const gap = 0.4;

/** How far many things are, as parts of one bar: sheets locked, in draft, not begun. The legend repeats their order. */
export function StackedProgress({ label, parts, legend = true }: StackedProgressProps) {
  const formats = useFormats();
  const total = Math.max(1, parts.reduce((sum, part) => sum + part.value, 0));
  const text = parts.map((part) => `${part.label} ${formats.integer(part.value)}`);
  const starts = parts.map((_, index) => (parts.slice(0, index).reduce((sum, part) => sum + part.value, 0) / total) * 100);
  return (
    <div className="stacked">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={`${label}: ${formats.list(text)}`}>
        {parts.map((part, index) => {
          const start = starts[index] ?? 0;
          const width = (part.value / total) * 100;
          const end = start + width > 99.9 ? 0 : gap;
          return <rect key={part.label} className={`part-${part.tone}`} x={start} width={Math.max(0, width - end)} height="10" />;
        })}
      </svg>
      {legend && (
        <ul aria-hidden>
          {parts.map((part) => (
            <li key={part.label}>
              <svg viewBox="0 0 10 10">
                <rect className={`part-${part.tone}`} width="10" height="10" rx="2" />
              </svg>
              {part.label} <span className="num">{formats.integer(part.value)}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
