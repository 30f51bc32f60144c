import type { BulkOutcome } from "../screen-entry.server";
import { reasonText } from "~/i18n/reasons";
import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

/** What became of the ticked entries: how many are qualified, and which are not and why. */
export function BulkResult({ done, left, slug }: { done: number; left: BulkOutcome["left"]; slug: string }) {
  const messages = useMessages();
  const { integer } = useFormats();
  const href = useHref();
  const { bulk, reasons, untitled } = messages.screening;
  if (done === 0 && left.length === 0) return <Notice tone="warning" title={bulk.nothing} live />;
  return (
    <Notice tone={left.length > 0 ? "warning" : "success"} title={done > 0 ? bulk.done(integer(done)) : bulk.none} live>
      {left.length > 0 && (
        <>
          <p>{bulk.left(integer(left.length))}</p>
          <ul>
            {left.map(({ entryId, name, reason }) => (
              <li key={entryId}>
                <a href={href(paths.screenEntry(slug, entryId))}>{name || untitled}</a>: {reasonText(messages, reason, reasons)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
