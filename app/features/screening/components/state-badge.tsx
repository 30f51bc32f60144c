import type { EntryState, ScreeningState } from "~/domain/entry/states";
import { useMessages } from "~/ui/locale";
import { Badge } from "~/ui/primitives";
import type { Tone } from "~/ui/tone";

const TONES: Readonly<Record<ScreeningState, Tone>> = { RECEIVED: "info", NEEDS_SUPPLEMENT: "warning", QUALIFIED: "success", REJECTED: "danger" };

interface Standing {
  state: EntryState;
  screening: ScreeningState;
  isOverdue: boolean;
}

/** Where an entry stands, in a word. */
export function StateBadge({ entry }: { entry: Standing }) {
  const { state } = useMessages().screening;
  if (entry.state !== "SUBMITTED") return <Badge tone="neutral">{state[entry.state]}</Badge>;
  if (entry.isOverdue) return <Badge tone="danger">{state.overdue}</Badge>;
  return <Badge tone={TONES[entry.screening]}>{state[entry.screening]}</Badge>;
}
