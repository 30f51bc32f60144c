import { SubmitButton } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Icon } from "~/ui/primitives";
import type { SheetView } from "../queries-sheet.server";

/** Always in view: the sum, what is missing, how the sheet is kept, and the ways on. */
export function SheetBar({ view }: { view: SheetView }) {
  const { scoreSheet } = useMessages();
  const { decimal } = useFormats();
  const { sheet } = scoreSheet;
  const { sum, max } = view.total;
  return (
    <div className="sheet-bar">
      <div className="sheet-sum">
        <p>
          {sheet.total}{" "}
          <strong className="num sheet-total">
            <span data-total="">{decimal(sum)}</span>/{decimal(max)}
          </strong>
          <span className="muted">
            {" · "}
            <span data-missing="">{useMissingText(view)}</span>
          </span>
        </p>
        <SavingState view={view} />
      </div>
      <div className="sheet-acts">
        <SubmitButton intent="next">{sheet.saveNext}</SubmitButton>
        <SubmitButton intent="save" kind="secondary">
          {sheet.save}
        </SubmitButton>
        <SubmitButton intent="review" kind="secondary" icon="lock">
          {sheet.toLock}
        </SubmitButton>
      </div>
    </div>
  );
}

function useMissingText({ lines }: SheetView): string {
  const { scoreSheet } = useMessages();
  const { integer } = useFormats();
  const { sheet } = scoreSheet;
  const missing = lines.filter(({ value }) => value === null);
  const [only] = missing;
  if (!only) return sheet.allScored;
  return missing.length === 1 ? sheet.missingOne(only.label) : sheet.missingMany(integer(missing.length));
}

/** How the sheet is kept: a shape (by `data-state`) and words; the script goes on writing here. */
export function SavingState({ view }: { view: SheetView }) {
  const { scoreSheet } = useMessages();
  const { dateTime } = useFormats();
  const { state } = scoreSheet;
  const { savedAt } = view.sheet;
  return (
    <p className="saving-state" data-save-state="" data-state={savedAt ? "server" : "none"} role="status">
      <span className="saving-shape" aria-hidden>
        <Icon name="check" className="on-server" />
        <Icon name="lock" className="on-lock" />
      </span>
      <span data-text="">{savedAt ? state.at.server.replace("%s", dateTime(savedAt)) : state.never}</span>
    </p>
  );
}
