import type { Gap } from "~/domain/contest/completeness";
import { paths } from "~/paths";
import { useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import { gapText } from "../reasons";
import { SECTION_SLUGS } from "../sections";

/** What is missing before the announcement, each with a link to where it is mended. */
export function GapList({ slug, gaps }: { slug: string; gaps: readonly Gap[] }) {
  const messages = useMessages();
  const { announce, settings } = messages.editions;
  const href = useHref();
  return (
    <Notice tone="warning" title={announce.missing}>
      <ul>
        {gaps.map((gap) => (
          <li key={gap.section + gap.reason + (gap.about ?? "")}>
            {gapText(messages, gap)}. <a href={href(paths.editionSettings(slug, SECTION_SLUGS[gap.section]))}>{`${announce.fix}: ${settings.section[gap.section]}`}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
