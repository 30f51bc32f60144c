import type { ReactNode } from "react";
import { useMessages } from "../locale";
import type { Tone } from "../tone";

interface EmptyStateProps {
  title: string;
  /** What to do next. */
  children?: ReactNode;
  actions?: ReactNode;
}

/** An empty list says so and says what to do next. */
export function EmptyState({ title, children, actions }: EmptyStateProps) {
  return (
    <div className="empty">
      <svg viewBox="0 0 48 48" aria-hidden>
        <circle cx="24" cy="24" r="22" />
        <path d="M24.0 9.5L26.0 17.8L32.5 12.3L29.3 20.2L37.8 19.5L30.5 24.0L37.8 28.5L29.3 27.8L32.5 35.7L26.0 30.2L24.0 38.5L22.0 30.2L15.5 35.7L18.7 27.8L10.2 28.5L17.5 24.0L10.2 19.5L18.7 20.2L15.5 12.3L22.0 17.8Z" />
      </svg>
      <p className="empty-title">{title}</p>
      {children}
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}

export interface Definition {
  term: ReactNode;
  description: ReactNode;
}

/** Names and values of one thing. */
export function DescriptionList({ items }: { items: readonly Definition[] }) {
  return (
    <dl className="facts">
      {items.map((item, index) => (
        <div key={index}>
          <dt>{item.term}</dt>
          <dd>{item.description}</dd>
        </div>
      ))}
    </dl>
  );
}

interface StatTileProps {
  label: string;
  /** Already formatted. */
  value: ReactNode;
  /** Goes to the list that is counted. */
  href?: string;
  note?: ReactNode;
  tone?: Tone;
}

export function StatTile({ label, value, href, note, tone = "neutral" }: StatTileProps) {
  const body = (
    <>
      <span className="stat-value">{value}</span>
      <span className="stat-label">{label}</span>
      {note && <span className="stat-note">{note}</span>}
    </>
  );
  const className = `stat tone-${tone}`;
  return href ? (
    <a href={href} className={className}>
      {body}
    </a>
  ) : (
    <div className={className}>{body}</div>
  );
}

interface ProgressBarProps {
  /** What is measured; read out. */
  label: string;
  value: number;
  max: number;
  /** Shown beside the bar; `value/max` by default. */
  text?: string;
}

export function ProgressBar({ label, value, max, text }: ProgressBarProps) {
  const { ui } = useMessages();
  const shown = text ?? ui.progress(String(value), String(max));
  return (
    <span className="progress">
      <progress value={value} max={Math.max(1, max)} aria-label={label}>
        {shown}
      </progress>
      <span className="num">{shown}</span>
    </span>
  );
}
