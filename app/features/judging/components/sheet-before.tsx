import { useFormats, useMessages } from "~/ui/locale";
import { Disclosure, Notice } from "~/ui/primitives";
import type { SheetView } from "../queries-sheet.server";
import { ScoresTable } from "./sheet-read-back";

/** Why a locked sheet is open again, and what stood in it. */
export function SheetBefore({ before }: { before: NonNullable<SheetView["before"]> }) {
  const { scoreSheet } = useMessages();
  const { dateTime } = useFormats();
  const { unlocked, total, remark } = scoreSheet.sheet;
  const { openedAt, reason, lockedAt, lines } = before;
  const rows = lines.map(({ label, value, max }) => ({ id: label, label, value, max }));
  return (
    <Notice tone="warning" title={unlocked.title(dateTime(openedAt ?? lockedAt))}>
      <p className="whitespace-pre-line">{reason === null ? unlocked.noReason : unlocked.reason(reason)}</p>
      <p>{unlocked.help}</p>
      <Disclosure summary={unlocked.before(dateTime(lockedAt))}>
        <ScoresTable caption={unlocked.before(dateTime(lockedAt))} rows={rows} total={{ label: total, value: before.total }} />
        {before.remark && (
          <p>
            <strong>{remark}:</strong> <span className="whitespace-pre-line">{before.remark}</span>
          </p>
        )}
      </Disclosure>
    </Notice>
  );
}
