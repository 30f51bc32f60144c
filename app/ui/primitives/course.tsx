import type { ReactNode } from "react";
import { cx } from "../cx";
import { useMessages } from "../locale";

export interface Milestone {
  label: ReactNode;
  /** Its date or period. */
  when: ReactNode;
  state: "done" | "current" | "upcoming";
  note?: ReactNode;
}

/** Dates of an edition in their order, with where we stand. */
export function Timeline({ items, label }: { items: readonly Milestone[]; label?: string }) {
  const { ui } = useMessages();
  return (
    <ol className="timeline" aria-label={label ?? ui.timeline.label}>
      {items.map((item, index) => (
        <li key={index} className={`is-${item.state}`} aria-current={item.state === "current" ? "step" : undefined}>
          <span className="timeline-when">{item.when}</span>
          <span className="timeline-label">
            {item.label}
            <span className="sr-only"> ({ui.timeline[item.state]})</span>
          </span>
          {item.note && <span className="timeline-note">{item.note}</span>}
        </li>
      ))}
    </ol>
  );
}

export interface Step {
  label: string;
  href?: string;
  state: "done" | "partial" | "todo";
  current?: boolean;
}

/** Parts of an entry: a shape for how complete each is, the one in hand marked. */
export function Steps({ items }: { items: readonly Step[] }) {
  const { ui } = useMessages();
  const position = items.findIndex((item) => item.current) + 1;
  return (
    <nav aria-label={ui.steps.label} className="steps">
      {position > 0 && <p className="eyebrow">{ui.steps.position(position, items.length)}</p>}
      <ol>
        {items.map((item) => (
          <li key={item.label} className={cx(`is-${item.state}`, item.current && "is-current")}>
            <StepLink item={item}>
              {item.label}
              <span className="sr-only">, {ui.steps[item.state]}</span>
            </StepLink>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepLink({ item, children }: { item: Step; children: ReactNode }) {
  const current = item.current ? ("step" as const) : undefined;
  return item.href ? (
    <a href={item.href} aria-current={current}>
      {children}
    </a>
  ) : (
    <span aria-current={current}>{children}</span>
  );
}
