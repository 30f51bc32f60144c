import { TextArea, type PlainForm } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Notice } from "~/ui/primitives";

/** How many sheets judges have saved, and how many of them are locked. */
export interface SavedSheets {
  sheets: number;
  locked: number;
}

/** Says what a change of the rules of scoring touches, and asks why; nothing before the first sheet. */
export function ScoringReason({ form, saved }: { form: PlainForm; saved: SavedSheets }) {
  const { changing } = useMessages().rounds;
  const { integer } = useFormats();
  if (saved.sheets === 0) return null;
  return (
    <Notice tone="warning" title={changing.title}>
      <p>{changing.text(integer(saved.sheets), integer(saved.locked))}</p>
      <TextArea field={form.field("reason")} label={changing.reason} help={changing.reasonHelp} rows={2} max={2000} />
    </Notice>
  );
}
