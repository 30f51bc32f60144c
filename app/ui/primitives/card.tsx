import type { ReactNode } from "react";
import { cx } from "../cx";

type HeadingLevel = 2 | 3 | 4;

export interface CardProps {
  title?: ReactNode;
  /** Level of the title in the page's outline. */
  level?: HeadingLevel;
  /** Small line above the title. */
  eyebrow?: ReactNode;
  /** At the right of the title: a badge, a link. */
  aside?: ReactNode;
  /** At the foot: buttons, links. */
  actions?: ReactNode;
  /** `award` for prizes, `strong` for the one thing to look at first. */
  look?: "plain" | "award" | "strong" | "quiet";
  className?: string;
  children?: ReactNode;
}

export function Card({ title, level = 2, eyebrow, aside, actions, look = "plain", className, children }: CardProps) {
  const Heading = `h${level}` as const;
  // No landmark: a page of cards would have more of them than anybody can find their way by; the headings do that.
  return (
    <section className={cx("card", look !== "plain" && `card-${look}`, className)}>
      {(title !== undefined || aside) && (
        <header className="card-head">
          <div>
            {eyebrow && <p className="eyebrow">{eyebrow}</p>}
            {title !== undefined && <Heading>{title}</Heading>}
          </div>
          {aside}
        </header>
      )}
      {children}
      {actions && <div className="actions">{actions}</div>}
    </section>
  );
}
