import type { ImportProgress } from "../import-job.server";
import { useFormats, useMessages } from "~/ui/locale";
import { Card, LinkButton, Notice, ProgressBar } from "~/ui/primitives";

/** How often the page of a running import asks again, in seconds. */
const REFRESH_SECONDS = 2;

type Shown = Pick<ImportProgress, "state" | "done" | "total" | "startedBy"> & { startedAt: Date | string };

/** What makes a page of a running import load itself again, without scripts. */
export function refreshWhileImporting(progress: Pick<ImportProgress, "state"> | null | undefined): { httpEquiv: string; content: string }[] {
  return progress?.state === "running" ? [{ httpEquiv: "refresh", content: String(REFRESH_SECONDS) }] : [];
}

/** How far an import is. The page loads itself again; it may be closed. */
export function ImportUnderWay({ progress }: { progress: Shown }) {
  const { importing } = useMessages().upward.plan;
  const { integer, dateTime } = useFormats();
  const { done, total, startedBy, startedAt } = progress;
  return (
    <Card title={importing.title}>
      <ProgressBar label={importing.title} value={done} max={Math.max(1, total)} text={importing.progress(integer(done), integer(total))} />
      <p className="muted">{importing.by(startedBy, dateTime(new Date(startedAt)))}</p>
      <div className="actions">
        <LinkButton href="">{importing.reload}</LinkButton>
      </div>
    </Card>
  );
}

/** That an import was cut off and left nothing. */
export function ImportLost({ progress }: { progress: Shown }) {
  const { importing } = useMessages().upward.plan;
  const { dateTime } = useFormats();
  return (
    <Notice tone="warning" live title={importing.lost}>
      <p>{importing.lostHelp(dateTime(new Date(progress.startedAt)))}</p>
    </Notice>
  );
}
