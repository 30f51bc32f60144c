import type { SheetData } from "~/domain/judging/sheet-data";
import { choose, isOn, type Choice } from "./choices";
import type { FormControl } from "./form-control";
import type { Steppers } from "./steppers";

const MANY_STEPS = 10;

/** The keyboard: arrows change the score in hand, Enter goes on; with Alt to the entry before and after. Only while the sheet has the focus. */
export class Keys {
  constructor(
    private readonly control: FormControl,
    private readonly data: SheetData,
    private readonly steppers: Steppers,
    private readonly leave: (href: string) => void,
  ) {
    control.form.addEventListener("keydown", (event) => this.press(event));
  }

  /** Shows the choices of this device; `changed` after one was made. */
  showChoices(changed: () => void): void {
    const help = this.control.form.querySelector<HTMLElement>("[data-keys]");
    if (!help) return;
    help.hidden = false;
    for (const box of help.querySelectorAll<HTMLInputElement>("[data-choice]")) {
      const choice = box.dataset["choice"] as Choice;
      box.checked = isOn(choice);
      box.addEventListener("change", () => {
        choose(choice, box.checked);
        changed();
      });
    }
  }

  /** Puts the cursor into the score after (or before) that of a criterion; after the last one onto the way on. */
  goOn(id: string, by: 1 | -1 = 1): void {
    const { criteria } = this.data;
    const at = criteria.findIndex((one) => one.id === id) + by;
    const next = criteria[at];
    const field = next ? this.control.scoreField(next.id) : null;
    if (field) {
      field.focus();
      field.select();
    } else if (by > 0) this.control.form.querySelector<HTMLElement>("button[name=intent][value=next]")?.focus();
  }

  private press(event: KeyboardEvent): void {
    const { target, key } = event;
    if (!(target instanceof HTMLElement) || event.isComposing) return;
    if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) return this.toNeighbour(event, key === "ArrowUp" ? "previous" : "next");
    const id = target.dataset["score"];
    if (id === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    // Enter in a score would send the plain form: it goes on instead, whatever the choice of keys.
    if (key === "Enter") {
      event.preventDefault();
      return this.goOn(id, event.shiftKey ? -1 : 1);
    }
    const by = { ArrowUp: 1, ArrowDown: -1, PageUp: MANY_STEPS, PageDown: -MANY_STEPS }[key];
    if (by === undefined || !isOn("keys")) return;
    event.preventDefault();
    this.steppers.step(id, by);
  }

  private toNeighbour(event: KeyboardEvent, which: "previous" | "next"): void {
    const link = this.control.form.dataset[which];
    if (!isOn("keys") || link === undefined || event.target instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    this.leave(link);
  }
}
