import type { LinksFunction } from "@remix-run/node";
import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { paths } from "~/paths";
import staffFonts from "~/styles/staff-fonts.css?url";
import { useHref, useMessages } from "../locale";
import { Icon } from "../primitives/icon";
import { Main, Masthead, SiteFooter, SkipLink, TopStrip } from "./frame";
import type { Site } from "./site";

/** `export const links = signedInLinks` in a layout route: the second font weight. */
export const signedInLinks: LinksFunction = () => [{ rel: "stylesheet", href: staffFonts }];

export interface Worker {
  name: string;
  /** Which bars of work the person has; what is absent is not shown. */
  may: { entries?: boolean; judging?: boolean; staff?: boolean };
  /** Letters waiting in the outbox, for those who may send them. */
  lettersWaiting?: number;
}

interface SignedInLayoutProps {
  site: Site;
  person: Worker;
  /** The edition at work with its phase and the next thing to do: an `EditionBar`. */
  editionBar?: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

function SignOut({ name }: { name: string }) {
  const { ui } = useMessages();
  const href = useHref();
  return (
    <>
      <a href={href(paths.account())} aria-label={`${ui.frame.account}: ${name}`}>
        <Icon name="person" /> <span className="strip-name">{name}</span>
      </a>
      <form method="post" action={href(paths.signOut())}>
        <button type="submit">{ui.frame.signOut}</button>
      </form>
    </>
  );
}

function WorkLink({ to, children }: { to: string; children: ReactNode }) {
  const target = useHref()(to);
  const { pathname } = useLocation();
  const isHere = pathname === target || pathname.startsWith(`${target}/`);
  return (
    <a href={target} aria-current={isHere ? "page" : undefined}>
      {children}
    </a>
  );
}

function WorkBar({ person }: { person: Worker }) {
  const { ui } = useMessages();
  const { may, lettersWaiting } = person;
  return (
    <nav aria-label={ui.frame.myNavigation} className="work-bar">
      <div className="frame">
        {may.entries && <WorkLink to={paths.myEntries()}>{ui.frame.myEntries}</WorkLink>}
        {may.judging && <WorkLink to={paths.judging()}>{ui.frame.judging}</WorkLink>}
        {may.staff && <WorkLink to={paths.staffHome()}>{ui.frame.staff}</WorkLink>}
        {lettersWaiting !== undefined && (
          <WorkLink to={paths.outbox()}>
            <Icon name="mail" /> {ui.frame.outbox}
            {lettersWaiting > 0 && (
              <span className="count">
                {lettersWaiting}
                <span className="sr-only"> {ui.frame.outboxWaiting(lettersWaiting)}</span>
              </span>
            )}
          </WorkLink>
        )}
      </div>
    </nav>
  );
}

/** The public frame plus one bar with the person's own things. */
export function SignedInLayout({ site, person, editionBar, wide, children }: SignedInLayoutProps) {
  return (
    <>
      <SkipLink />
      <TopStrip>
        <SignOut name={person.name} />
      </TopStrip>
      <Masthead site={site} />
      <WorkBar person={person} />
      {editionBar}
      <Main wide={wide}>{children}</Main>
      <SiteFooter site={site} />
    </>
  );
}
