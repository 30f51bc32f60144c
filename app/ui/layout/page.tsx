import type { ReactNode } from "react";
import { cx } from "../cx";
import { useMessages } from "../locale";
import { Breadcrumbs, type Crumb } from "../primitives/navigation";

interface EditionBarProps {
  title: string;
  href: string;
  /** A `Badge` with the phase. */
  phase: ReactNode;
  /** Date or span that matters now: "đến 17:00 30/01/2027 (còn 3 ngày)". */
  when?: ReactNode;
  /** The next thing to do, as a link. */
  next?: { label: string; href: string };
  /** Links within the edition: a line of groups, below it the sections of the group we are in. */
  groups?: ReadonlyArray<Section & { sections: readonly Section[] }>;
}

interface Section {
  label: string;
  /** null: its time has not come, or is over */
  href: string | null;
  current: boolean;
}

/** Staff always see the edition they work on, its phase and what comes next. */
export function EditionBar({ title, href, phase, when, next, groups }: EditionBarProps) {
  const { ui } = useMessages();
  const within = groups?.find(({ current }) => current);
  return (
    <aside aria-label={ui.frame.edition} className="edition-bar">
      <div className="frame wide">
        <p className="edition-now">
          <a href={href} className="strong">
            {title}
          </a>
          {phase}
          {when && <span className="muted">{when}</span>}
          {next && (
            <span className="edition-next">
              {ui.frame.nextStep} <a href={next.href}>{next.label}</a>
            </span>
          )}
        </p>
        {groups && (
          <nav aria-label={title}>
            <SectionLinks links={groups} current="true" />
            {within && within.sections.length > 1 && <SectionLinks links={within.sections} current="page" />}
          </nav>
        )}
      </div>
    </aside>
  );
}

function SectionLinks({ links, current }: { links: readonly Section[]; current: "true" | "page" }) {
  const { ui } = useMessages();
  return (
    <div className="tabs">
      {links.map(({ label, href, current: isCurrent }) =>
        href === null ? (
          <span key={label} className="not-now" title={ui.frame.notNow}>
            {label}
            <span className="sr-only"> ({ui.frame.notNow})</span>
          </span>
        ) : (
          <a key={label} href={href} aria-current={isCurrent ? current : undefined}>
            {label}
          </a>
        ),
      )}
    </div>
  );
}

interface PageHeaderProps {
  title: ReactNode;
  /** Small line above the title: contest, code. */
  eyebrow?: ReactNode;
  /** One or two sentences below it. */
  lead?: ReactNode;
  crumbs?: readonly Crumb[];
  /** Badges beside the title. */
  meta?: ReactNode;
  actions?: ReactNode;
}

/** Top of a page: where we are, what this is, the main thing to do. */
export function PageHeader({ title, eyebrow, lead, crumbs, meta, actions }: PageHeaderProps) {
  return (
    <div className="page-head">
      {crumbs && <Breadcrumbs items={crumbs} />}
      <div className="page-title">
        <div>
          {eyebrow && <p className="eyebrow">{eyebrow}</p>}
          <h1>{title}</h1>
          {meta && <div className="page-meta">{meta}</div>}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
      {lead && <div className="lead">{lead}</div>}
    </div>
  );
}

/** Main matter and companion: one below the other on phones, side by side from 60rem; the companion stays in view. */
export function TwoPane({ children, aside, ratio = "wide" }: { children: ReactNode; aside: ReactNode; ratio?: "wide" | "even" }) {
  return (
    <div className={cx("two-pane", ratio === "even" && "even")}>
      <div>{children}</div>
      <div className="companion">{aside}</div>
    </div>
  );
}
