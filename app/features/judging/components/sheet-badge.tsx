import { useMessages } from "~/ui/locale";
import { Badge } from "~/ui/primitives";

/** Where one sheet stands, as word and shape. */
export function SheetBadge({ state, isComplete = false }: { state: "DRAFT" | "LOCKED" | null; isComplete?: boolean }) {
  const { scoreSheet } = useMessages();
  const { mine } = scoreSheet;
  if (state === "LOCKED") return <Badge tone="success">{mine.locked}</Badge>;
  if (state === "DRAFT") return isComplete ? <Badge tone="info">{mine.completeDraft}</Badge> : <Badge tone="warning">{mine.draft}</Badge>;
  return <Badge>{mine.todo}</Badge>;
}
