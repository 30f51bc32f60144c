import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";
import type { originOfEntry } from "../origin.server";

type Origin = NonNullable<Awaited<ReturnType<typeof originOfEntry>>>;

/** Says that an entry came in a package, and what it won before. */
export function EntryOrigin({ origin }: { origin: Origin | null }) {
  const { upward } = useMessages();
  const { date } = useFormats();
  if (!origin) return null;
  return (
    <Notice title={upward.origin.title}>
      <p>{upward.origin.line(origin.code, origin.fromTitle, origin.sender)}</p>
      {origin.awardLabel !== "" && (
        <p>
          <strong>{upward.origin.award(origin.awardLabel, origin.decision)}</strong>
        </p>
      )}
      <p className="muted">{upward.origin.receivedOn(date(origin.receivedAt))}</p>
    </Notice>
  );
}
