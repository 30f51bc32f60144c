import { useMessages } from "~/ui/locale";
import { Card } from "~/ui/primitives";

interface OfflineCopyProps {
  /** the judge's sheets that are worth having on the device, in the order of the list */
  sheets: readonly { id: string; code: string }[];
}

/** "Chấm ngoại tuyến" on the list of the judge's own entries: what waits on this device, and loading entries onto it. */
export function OfflineCopy({ sheets }: OfflineCopyProps) {
  const { offline } = useMessages();
  const { copy } = offline;
  return (
    <Card title={copy.title}>
      <div data-offline-waiting="" className="grid gap-3 empty:hidden" />
      <p>{copy.lead}</p>
      <script type="application/json" data-offline-sheets="" dangerouslySetInnerHTML={{ __html: JSON.stringify(sheets).replaceAll("<", "\\u003c") }} />
      <div data-offline-copy="" className="grid gap-3" aria-live="polite" />
      <noscript>
        <p className="muted">{copy.needsScript}</p>
      </noscript>
    </Card>
  );
}
