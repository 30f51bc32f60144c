import { useMessages } from "~/ui/locale";
import { Badge } from "~/ui/primitives";

/** Where one sheet stands, as word and shape. */
export function SheetBadge({ state }: { state: "DRAFT" | "LOCKED" | null }) {
  const { judging } = useMessages();
  if (state === "LOCKED") return <Badge tone="success">{judging.mine.locked}</Badge>;
  if (state === "DRAFT") return <Badge tone="warning">{judging.mine.draft}</Badge>;
  return <Badge>{judging.mine.todo}</Badge>;
}
