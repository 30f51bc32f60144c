import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

/** Says which prize winners' sheets are too far apart for the result to be proposed, and where that is settled. */
export function SpreadsOpen({ spreads, slug }: { spreads: readonly string[]; slug: string }) {
  const { spread } = useMessages().rankingMeeting;
  const { list } = useFormats();
  const href = useHref();
  if (spreads.length === 0) return null;
  return (
    <Notice tone="warning">
      {spread.waits(list(spreads))} <a href={href(paths.rankingMeetings(slug))}>{spread.settle}</a> · <a href={href(paths.rescores(slug))}>{spread.toRescores}</a>
    </Notice>
  );
}
