import { addRow } from "../dossier-form/rows";
import { type Control, controlsOf, defaultInputsOf, fill, type Inputs, inputsOf, isSimple, same } from "./controls";
import { renameIn } from "./notes";
import type { Seen } from "./seen";
import type { Sending } from "./send";

/** A table of the dossier has at most this many rows. */
const MOST_ROWS = 60;
/** The mark of what the page cannot know. */
const UNSEEN = "?";
/** What no field can say, so that it counts as typed. */
const NOTHING: Inputs = [["", ""]];

/** Two texts of one field that wait for a choice. */
interface OpenChoice {
  mark: string;
  /** what the box holds if the other text is kept; null where only the server can say */
  value: string | null;
}

/** The fields of a form: what stands in them, beside what the server is known to hold. */
export class TypedFields {
  private readonly agreed = new Map<string, Inputs>();
  private readonly choices = new Map<string, OpenChoice>();

  constructor(
    private readonly form: HTMLFormElement,
    private readonly seen: Seen,
  ) {
    for (const [field, controls] of controlsOf(form)) this.agreed.set(field, defaultInputsOf(controls));
    for (const block of form.querySelectorAll<HTMLElement>("[data-conflict]")) this.choices.set(block.dataset["conflict"] ?? "", { mark: markIn(block), value: null });
  }

  controls(field: string): Control[] {
    return controlsOf(this.form).get(field) ?? [];
  }

  isAt(field: string): boolean {
    return this.controls(field).some((control) => control === document.activeElement);
  }

  /** Fields that say something else than the server is known to hold. */
  typed(): Sending[] {
    return [...controlsOf(this.form)].flatMap(([field, controls]) => {
      const inputs = inputsOf(controls);
      return same(inputs, this.agreed.get(field) ?? defaultInputsOf(controls)) ? [] : [{ field, inputs, mark: this.seen.get(field) }];
    });
  }

  /** Those of them that can be saved: none whose two texts wait for a choice. */
  unsaved(): Sending[] {
    return this.typed().filter(({ field }) => !this.isOpen(field));
  }

  /** What a browser put back by itself may be older than what others saved meanwhile. */
  doubtTyped(): void {
    for (const { field } of this.typed()) this.seen.set(field, UNSEEN);
  }

  /** The server holds these inputs, or what stands in the field. */
  agree(field: string, mark = this.seen.get(field), inputs = inputsOf(this.controls(field))): void {
    this.agreed.set(field, inputs);
    this.seen.set(field, mark);
  }


  /** How many fields wait for a choice between two texts. */
  get openCount(): number {
    return this.choices.size;
  }

  /** True while two texts of the field, or of the author it belongs to, wait for a choice. */
  isOpen(field: string): boolean {
    return this.choices.has(field) || this.choices.has(/^author-[0-9a-f-]{36}/.exec(field)?.[0] ?? "");
  }

  open(field: string, choice: OpenChoice): void {
    this.choices.set(field, choice);
  }

  /** Carries a choice between two texts out; false where only the server can. */
  choose(kind: "mine" | "theirs", field: string): boolean {
    const choice = this.choices.get(field);
    const controls = this.controls(field);
    if (!choice || !isSimple(field, controls) || (kind === "theirs" && choice.value === null)) return false;
    this.choices.delete(field);
    if (kind === "theirs") {
      fill(controls, [[field, choice.value ?? ""]]);
      this.agree(field, choice.mark);
    } else this.agree(field, choice.mark, NOTHING);
    controls[0]?.focus();
    return true;
  }

  /** How a text that an earlier page kept stands to the field: stored meanwhile, free to be put back, or over another text. */
  standingOf(field: string, inputs: Inputs, mark: string): "stored" | "free" | "other" {
    const agreed = this.agreed.get(field) ?? [];
    const isUntouched = same(inputsOf(this.controls(field)), agreed) && !this.isOpen(field);
    if (isUntouched && same(agreed, inputs)) return "stored";
    return isUntouched && mark === this.seen.get(field) ? "free" : "other";
  }

  /** Puts texts into a field; a table gets the rows it needs. False where the page has no place for them. */
  put(field: string, inputs: Inputs): boolean {
    const table = this.form.querySelector<HTMLElement>(`[data-rows][data-field="${CSS.escape(field)}"]`);
    const lacks = () => inputs.some(([name]) => !this.controls(field).some((control) => control.name === name));
    for (let rows = 0; table && rows < MOST_ROWS && lacks(); rows += 1) if (!addRow(table)) break;
    return fill(this.controls(field), inputs);
  }

  /** Shows a text saved elsewhere where nobody is typing; gives whether it did. */
  takeOver(field: string, inputs: Inputs, mark: string): boolean {
    const controls = this.controls(field);
    const own = inputsOf(controls);
    const isSimilar = inputs.length === 1 && inputs[0]?.[0] === field ? isSimple(field, controls) : controls.length > 0;
    if (!isSimilar || this.isOpen(field)) return false;
    const agreed = this.agreed.get(field) ?? defaultInputsOf(controls);
    const isTyping = document.hasFocus() && this.isAt(field);
    if (!same(own, inputs) && (!same(own, agreed) || isTyping)) return false;
    if (!this.put(field, inputs)) return false;
    this.agree(field, mark);
    return !same(own, inputs);
  }

  /** An author's key became another one. */
  rename(from: string, to: string): void {
    renameIn(this.form, from, to);
    this.seen.rename(from, to);
    for (const [field, inputs] of this.agreed) {
      if (!field.includes(from)) continue;
      this.agreed.delete(field);
      this.agreed.set(
        field.replace(from, to),
        inputs.map(([name, text]) => [name.replace(from, to), text]),
      );
    }
  }
}

const markIn = (block: HTMLElement) => (block.querySelector<HTMLInputElement>("[name=shown]")?.value ?? "").split("=")[1] ?? "";
