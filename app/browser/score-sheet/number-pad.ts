import type { SheetData } from "~/domain/judging/sheet-data";
import { hasFraction } from "~/domain/judging/score-steps";
import { parsePoints } from "~/domain/kernel/decimal";
import { choose, isOn } from "./choices";
import type { FormControl } from "./form-control";
import type { Steppers } from "./steppers";

/** No score is longer: four digits, the mark, four digits. */
const LONGEST = 9;
/** A tap is over by then. */
const TAP_MS = 250;

/** The keys for thumbs: where the pointer is a finger they stand in for the keyboard of the phone, unless switched off. */
export class NumberPad {
  private readonly pad: HTMLElement | null;
  private id = "";
  /** the next digit begins anew, as where text is selected */
  private isFresh = false;
  private closing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly control: FormControl,
    private readonly data: SheetData,
    private readonly steppers: Steppers,
    private readonly goOn: (id: string) => void,
  ) {
    this.pad = control.form.querySelector<HTMLElement>("[data-pad]");
    if (!this.pad) return;
    this.prepare();
    this.pad.addEventListener("pointerdown", (event) => event.preventDefault());
    this.pad.addEventListener("click", (event) => {
      const key = (event.target as HTMLElement).closest<HTMLElement>("[data-key]")?.dataset["key"];
      if (key !== undefined) this.press(key);
    });
    control.form.addEventListener("focusin", ({ target }) => {
      const id = target instanceof HTMLElement ? target.dataset["score"] : undefined;
      if (id !== undefined && this.isWanted) this.open(id);
      else if (!(target instanceof HTMLElement && this.pad?.contains(target))) this.closeSoon();
    });
    control.form.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget === null) this.closeSoon();
    });
  }

  /** After a choice was made: fields ask for the keyboard of the phone, or for none. */
  prepare(): void {
    for (const { id } of this.data.criteria) {
      const field = this.control.scoreField(id);
      if (field) field.inputMode = this.isWanted ? "none" : "decimal";
    }
    if (!this.isWanted) this.close();
  }

  private get isWanted(): boolean {
    return isOn("pad") && matchMedia("(pointer: coarse)").matches;
  }

  private open(id: string): void {
    const criterion = this.data.criteria.find((one) => one.id === id);
    if (!this.pad || !criterion) return;
    clearTimeout(this.closing);
    this.id = id;
    this.isFresh = true;
    this.pad.hidden = false;
    this.control.form.classList.add("has-pad");
    const label = this.pad.querySelector("[data-pad-label]");
    if (label) label.textContent = `/ ${criterion.max.replace(".", this.data.decimalMark)} · ${criterion.label}`;
    const comma = this.pad.querySelector<HTMLButtonElement>("[data-key=comma]");
    if (comma) {
      comma.textContent = this.data.decimalMark;
      comma.disabled = !hasFraction({ step: parsePoints(criterion.step) ?? 1 });
    }
    this.control.scoreField(id)?.closest("[data-criterion]")?.scrollIntoView({ block: "nearest" });
  }

  /** The page moves when the pad goes: not before the finger that leaves the field has hit what it aims at. */
  private closeSoon(): void {
    clearTimeout(this.closing);
    this.closing = setTimeout(() => this.close(), TAP_MS);
  }

  private close(): void {
    if (!this.pad || this.pad.hidden) return;
    this.pad.hidden = true;
    this.control.form.classList.remove("has-pad");
  }

  private press(key: string): void {
    const field = this.control.scoreField(this.id);
    const max = this.data.criteria.find(({ id }) => id === this.id)?.max ?? "";
    const text = field?.value ?? "";
    const isFresh = this.isFresh;
    this.isFresh = false;
    if (/^\d$/.test(key)) this.enter(isFresh ? key : text + key);
    else if (key === "comma") this.enter(isFresh || text === "" ? `0${this.data.decimalMark}` : text.includes(this.data.decimalMark) ? text : text + this.data.decimalMark);
    else if (key === "back") this.enter(text.slice(0, -1));
    else if (key === "more") this.steppers.step(this.id, 1);
    else if (key === "less") this.steppers.step(this.id, -1);
    else if (key === "max") this.control.enter(this.id, max.replace(".", this.data.decimalMark), true);
    else if (key === "next") this.leave(() => this.goOn(this.id));
    else if (key === "done") this.leave(() => field?.blur());
    else if (key === "system") this.toSystem(field);
  }

  private enter(text: string): void {
    if (text.length <= LONGEST) this.control.enter(this.id, text, false);
  }

  /** What the keys wrote fires no change of its own when the field is left. */
  private leave(go: () => void): void {
    this.control.scoreField(this.id)?.dispatchEvent(new Event("change", { bubbles: true }));
    go();
  }

  private toSystem(field: HTMLInputElement | null): void {
    choose("pad", false);
    for (const box of this.control.form.querySelectorAll<HTMLInputElement>("[data-choice=pad]")) box.checked = false;
    this.prepare();
    field?.blur();
    field?.focus();
  }
}
