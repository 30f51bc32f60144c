import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { otherLocale, withLocale } from "~/i18n/locale";
import { paths } from "~/paths";
import { useHref, useLocale, useMessages } from "../locale";
import { Icon } from "../primitives/icon";
import type { Site } from "./site";

const mainId = "noi-dung";

/** First stop of the keyboard. */
export function SkipLink() {
  const { ui } = useMessages();
  return (
    <a href={`#${mainId}`} className="skip">
      {ui.skipToContent}
    </a>
  );
}

/** This page in the other language. */
export function LanguageSwitch() {
  const { ui } = useMessages();
  const locale = useLocale();
  const { pathname, search } = useLocation();
  const other = otherLocale(locale);
  const names = { vi: ui.frame.toVietnamese, en: ui.frame.toEnglish };
  return (
    <span className="languages">
      <span aria-current="true" lang={locale}>
        {locale.toUpperCase()}
      </span>
      <a href={withLocale(pathname + search, other)} hrefLang={other} lang={other} title={names[other]}>
        {other.toUpperCase()}
      </a>
    </span>
  );
}

function StripSearch() {
  const { ui } = useMessages();
  const action = useHref()(paths.search());
  return (
    <>
      <form method="get" action={action} role="search" className="strip-search">
        <input type="search" name="q" aria-label={ui.frame.search} placeholder={ui.frame.searchHint} maxLength={200} />
        <button type="submit">
          <Icon name="search" label={ui.frame.search} />
        </button>
      </form>
      <a href={action} className="strip-search-link">
        <Icon name="search" /> {ui.frame.search}
      </a>
    </>
  );
}

/** The strip at the top: language and search at the left, the person's things at the right. */
export function TopStrip({ children }: { children: ReactNode }) {
  const { ui } = useMessages();
  return (
    <section aria-label={ui.frame.strip} className="site-strip">
      <div className="frame">
        <LanguageSwitch />
        <StripSearch />
        <div className="strip-person">{children}</div>
      </div>
    </section>
  );
}

/** Emblem, union, the two contests. */
export function Masthead({ site }: { site: Site }) {
  const { ui } = useMessages();
  const href = useHref();
  const { pathname } = useLocation();
  return (
    <header className="site-head">
      <div className="frame">
        <a href={href(paths.home())} className="site-brand">
          <img src="/emblem.svg" width="52" height="52" alt="" />
          <span>
            {site.union.parent && <span className="site-parent">{site.union.parent}</span>}
            <span className="site-name">{site.union.name}</span>
          </span>
        </a>
        <nav aria-label={ui.frame.mainNavigation} className="site-nav">
          {site.contests.map((contest) => (
            <a key={contest.href} href={contest.href} aria-current={pathname.startsWith(contest.href) ? "page" : undefined}>
              {contest.label}
            </a>
          ))}
        </nav>
      </div>
      <div className="teeth" />
    </header>
  );
}

function FootContact({ contact }: { contact: NonNullable<Site["contact"]> }) {
  const { ui } = useMessages();
  return (
    <address>
      <span className="foot-title">{ui.frame.contact}</span>
      {contact.address && <span>{contact.address}</span>}
      {contact.phone && <a href={`tel:${contact.phone.replace(/[^\d+]/g, "")}`}>{contact.phone}</a>}
      {contact.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
    </address>
  );
}

export function SiteFooter({ site }: { site: Site }) {
  const { archive, ui } = useMessages();
  const href = useHref();
  return (
    <footer className="site-foot">
      <div className="teeth" />
      <div className="frame">
        <div>
          <span className="foot-title">{site.union.name}</span>
          <span>{ui.frame.footerMotto}</span>
          {site.demo && <span>{ui.frame.demo}</span>}
        </div>
        {site.contact && <FootContact contact={site.contact} />}
        <ul>
          <li>
            <a href={href(paths.privacy())}>{ui.frame.privacy}</a>
          </li>
          <li>
            <a href={href(paths.certificates())}>{ui.frame.certificates}</a>
          </li>
          <li>
            <a href={href(paths.archive())}>{archive.title}</a>
          </li>
          <li>
            <a href={href(paths.honours())}>{archive.toHonours}</a>
          </li>
          <li>
            <a href={href(paths.publicCommendations())}>{ui.frame.commendations}</a>
          </li>
          <li>
            <a href={href(paths.openData())}>{ui.frame.openData}</a>
          </li>
        </ul>
      </div>
    </footer>
  );
}

/** The one main region of a page; `wide` for staff tables and the projector. */
export function Main({ wide, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <main id={mainId} tabIndex={-1} className={wide ? "frame wide" : "frame"}>
      {children}
    </main>
  );
}
