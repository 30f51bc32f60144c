import type { ReactNode } from "react";
import type { Tone } from "../tone";

/** A shape for each tone, so that the state can be told without colour. */
const shapes: Record<Tone, ReactNode> = {
  neutral: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
  info: <><circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" /><path d="M6 2a4 4 0 0 0 0 8Z" fill="currentColor" /></>,
  success: <path d="m1.5 6.5 3 3 6-7" fill="none" stroke="currentColor" strokeWidth="2.2" />,
  warning: <path d="M6 .8 11.6 11H.4Z" fill="currentColor" />,
  danger: <path d="m2 2 8 8m0-8-8 8" stroke="currentColor" strokeWidth="2.4" />,
  award: <path d="m6 .5 1.7 3.5 3.8.5-2.8 2.7.7 3.8L6 9.2 2.6 11l.7-3.8L.5 4.5l3.8-.5Z" fill="currentColor" />,
};

/** A state in a word with its shape. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={`badge tone-${tone}`}>
      <svg viewBox="0 0 12 12" aria-hidden>
        {shapes[tone]}
      </svg>
      {children}
    </span>
  );
}
