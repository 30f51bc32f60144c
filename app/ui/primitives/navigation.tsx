import type { ReactNode } from "react";
import { useMessages } from "../locale";

export interface Crumb {
  label: ReactNode;
  /** Absent on the page itself. */
  href?: string;
}

/** The way from the top of the area to this page. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  const { ui } = useMessages();
  return (
    <nav aria-label={ui.breadcrumbs} className="crumbs">
      <ol>
        {items.map((item, index) => (
          <li key={index}>{item.href ? <a href={item.href}>{item.label}</a> : <span aria-current="page">{item.label}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}

export interface Tab {
  label: ReactNode;
  href: string;
  current?: boolean;
  /** Already formatted. */
  count?: string;
}

/** Views of one thing; each is a page of its own, so they work without scripts. */
export function Tabs({ label, items }: { label: string; items: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="tabs">
      {items.map((item) => (
        <a key={item.href} href={item.href} aria-current={item.current ? "page" : undefined}>
          {item.label}
          {item.count !== undefined && <span className="count">{item.count}</span>}
        </a>
      ))}
    </nav>
  );
}
