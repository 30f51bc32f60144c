import type { ReactNode } from "react";
import { paths } from "~/paths";
import { useHref, useMessages } from "../locale";
import { Icon } from "../primitives/icon";
import { Main, Masthead, SiteFooter, SkipLink, TopStrip } from "./frame";
import type { Site } from "./site";

/** Frame of the pages for everyone: the same for all visitors, so it knows nobody and links neutrally to "Góc của tôi". */
export function PublicLayout({ site, wide, children }: { site: Site; wide?: boolean; children: ReactNode }) {
  const { ui } = useMessages();
  const href = useHref();
  return (
    <>
      <SkipLink />
      <TopStrip>
        <a href={href(paths.myCorner())}>
          <Icon name="person" /> {ui.frame.myCorner}
        </a>
      </TopStrip>
      <Masthead site={site} />
      <Main wide={wide}>{children}</Main>
      <SiteFooter site={site} />
    </>
  );
}
