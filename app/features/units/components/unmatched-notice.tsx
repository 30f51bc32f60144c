import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

/** That figures by unit leave out entries whose unit was never linked, and where to link them. @param entries how many */
export function UnmatchedNotice({ entries, mayMatch }: { entries: number; mayMatch: boolean }) {
  const texts = useMessages().statistics.unmatchedStaff;
  const { integer } = useFormats();
  const href = useHref();
  if (entries === 0) return null;
  return (
    <Notice tone="warning" title={texts.title(integer(entries))}>
      <p>
        {texts.text} {mayMatch && <a href={href(paths.unmatchedUnits())}>{texts.link}</a>}
      </p>
    </Notice>
  );
}
