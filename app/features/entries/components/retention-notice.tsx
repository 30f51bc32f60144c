import { paths } from "~/paths";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { LinkButton, Notice } from "~/ui/primitives";

/** Until when a draft with a child's data is kept without the guardian's consent, and what keeps it. */
export function RetentionNotice({ entryId, retention, now, withLink = true }: { entryId: string; retention: { at: Date } | null; now: Date; withLink?: boolean }) {
  const { retention: texts } = useMessages().consent;
  const formats = useFormats();
  const href = useHref();
  if (!retention) return null;
  return (
    <Notice tone="warning" title={texts.title(formats.remaining(retention.at, now))}>
      <p>{texts.text(formats.dateTime(retention.at))}</p>
      {withLink && (
        <div className="actions mt-3">
          <LinkButton href={href(paths.entryConsents(entryId))}>{texts.ask}</LinkButton>
        </div>
      )}
    </Notice>
  );
}
