import { SubmitButton } from "~/ui/forms";
import { useFormats, useMessages } from "~/ui/locale";
import { Icon } from "~/ui/primitives";
import type { SheetView } from "../queries-sheet.server";

interface SheetBarProps {
  view: SheetView;
  /** of the scores as they were sent, by criterion id */
  faults?: Readonly<Record<string, string>> | undefined;
}

/** Always in view: the sum, what is missing, how the sheet is kept, and the ways on. */
export function SheetBar({ view, faults }: SheetBarProps) {
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
            <span data-missing="">{useMissingText(view, faults)}</span>
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

/** What is still to do: scores to correct, and scores to give. */
function useMissingText({ lines }: SheetView, faults: SheetBarProps["faults"] = {}): string {
  const { scoreSheet } = useMessages();
  const { integer } = useFormats();
  const { sheet } = scoreSheet;
  const isWrong = (id: string) => faults[id] !== undefined && faults[id] !== "MISSING";
  const wrong = lines.filter(({ id }) => isWrong(id));
  const missing = lines.filter(({ id, value }) => value === null && !isWrong(id));
  const words = [
    countText(wrong, sheet.wrongOne, (n) => sheet.wrongMany(integer(n))),
    countText(missing, sheet.missingOne, (n) => sheet.missingMany(integer(n))),
  ];
  return words.filter(Boolean).join("; ") || sheet.allScored;
}

function countText(lines: SheetView["lines"], one: (label: string) => string, many: (n: number) => string): string {
  const [first] = lines;
  if (!first) return "";
  return lines.length === 1 ? one(first.label) : many(lines.length);
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
