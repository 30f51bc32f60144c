import { paths } from "~/paths";
import { FormActions, SubmitButton } from "~/ui/forms";
import { useFormats, useHref, useMessages } from "~/ui/locale";
import { useKeeping } from "./keeping-context";

/** The buttons that save a step, with whether everything typed is saved beside them, and what the whole entry still lacks. */
export function SaveActions({ missing }: { missing: number }) {
  const { entries } = useMessages();
  return (
    <FormActions sticky note={<SaveNote missing={missing} />}>
      <SubmitButton intent="next">{entries.saveAndNext}</SubmitButton>
      <SubmitButton intent="save" kind="secondary">
        {entries.save}
      </SubmitButton>
    </FormActions>
  );
}

function SaveNote({ missing }: { missing: number }) {
  const { entries } = useMessages();
  return (
    <>
      <SaveState />
      <p data-missing>{missing > 0 && entries.missingLine(missing)}</p>
    </>
  );
}

/** One line that says whether what was typed is saved; a script keeps it up to date. It keeps its place, so that nothing jumps. */
export function SaveState() {
  const { entries, saving } = useMessages();
  const formats = useFormats();
  const href = useHref();
  const kept = useKeeping();
  if (!kept?.isOpen) return null;
  return (
    <>
      <p className="save-state" data-save-state aria-live="polite">
        {kept.savedAt && entries.saved(formats.dateTime(kept.savedAt))}
      </p>
      {kept.keeping.deviceKey === null && (
        <p>
          {saving.shared.hint} <a href={href(paths.signOut())}>{saving.shared.signOut}</a>.
        </p>
      )}
    </>
  );
}
