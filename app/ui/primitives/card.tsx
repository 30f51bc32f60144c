import { type ReactNode, useId } from "react";
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
  const id = useId();
  const Heading = `h${level}` as const;
  const named = title === undefined ? {} : { "aria-labelledby": id };
  return (
    <section className={cx("card", look !== "plain" && `card-${look}`, className)} {...named}>
      {(title !== undefined || aside) && (
        <header className="card-head">
          <div>
            {eyebrow && <p className="eyebrow">{eyebrow}</p>}
            {title !== undefined && <Heading id={id}>{title}</Heading>}
          </div>
          {aside}
        </header>
      )}
      {children}
      {actions && <div className="actions">{actions}</div>}
    </section>
  );
}
