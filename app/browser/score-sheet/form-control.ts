import type { SavingState, SheetData, SheetValues } from "~/domain/judging/sheet-data";
import type { SaveFaults } from "~/domain/judging/sheet-save";
import { FaultNotes } from "./fault-notes";
import { SavingLine } from "./saving-line";
import { RunningTotal } from "./running-total";

export type { SavingState, SheetData, SheetValues };

/** The sheet on the page, for whoever saves it. */
export interface SheetControl {
  readonly data: SheetData;
  /** what stands in the fields now, as typed */
  values(): SheetValues;
  /** `isDone`: a field was left or a value chosen, not a key pressed in the middle of a number */
  onChange(listener: (values: SheetValues, isDone: boolean) => void): void;
  /** Puts values into the fields without telling the listeners; fields not named stay. */
  apply(values: Partial<SheetValues>): void;
  showState(state: SavingState, at?: Date): void;
  showFaults(faults: SaveFaults): void;
  /** Whether the way to locking is open: it is not while something has not reached the server. */
  lockButtonEnabled(enabled: boolean): void;
  /** The version at the server that the fields are based on, for the plain form. */
  setVersion(version: number): void;
  /** Where two versions of the sheet are put side by side. */
  readonly conflictSlot: HTMLElement;
  readonly form: HTMLFormElement;
}

/** After that a click on locking is forgotten: nobody wants to be taken away from what they do by then. */
const LOCK_PATIENCE_MS = 5_000;

/** States that pass by themselves. */
const ON_THE_WAY: readonly SavingState[] = ["unsaved", "saving", "device", "server"];

/** Told to the form before a field of it that has to be corrected gets the focus, so that it can be seen. */
export const LEADS_TO_FIELD = "sheet-leads-to-field";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The one sheet of this page, over the form the server made. */
export class FormControl implements SheetControl {
  readonly conflictSlot: HTMLElement;
  private readonly listeners: ((values: SheetValues, isDone: boolean) => void)[] = [];
  private readonly line: SavingLine;
  private readonly faults: FaultNotes;
  private readonly total: RunningTotal;
  private state: SavingState = "server";
  private isPassing = false;
  private mayLock = true;
  private isTouched = false;
  /** the way to locking was asked for while something was still on its way to the server */
  private asked: HTMLButtonElement | null = null;

  constructor(
    readonly form: HTMLFormElement,
    readonly data: SheetData,
  ) {
    this.conflictSlot = form.querySelector<HTMLElement>("[data-conflict]") ?? form.appendChild(document.createElement("div"));
    this.line = new SavingLine(form.querySelector("[data-save-state]"), data);
    this.faults = new FaultNotes(form, data);
    this.total = new RunningTotal(form, data);
    form.addEventListener("input", ({ target }) => this.noteChanged(target, false));
    form.addEventListener("change", ({ target }) => this.noteChanged(target, true));
    form.addEventListener("submit", (event) => this.pass(event));
    window.addEventListener("pageshow", () => (this.isPassing = false));
    window.addEventListener("beforeunload", (event) => {
      if (this.isAtRisk && !this.isPassing) event.preventDefault();
    });
    this.total.show(this.values());
  }

  values(): SheetValues {
    const scores: Record<string, string> = {};
    const remarks: Record<string, string> = {};
    for (const { id } of this.data.criteria) {
      scores[id] = this.field("data-score", id)?.value ?? "";
      remarks[id] = this.field("data-remark", id)?.value ?? "";
    }
    return { scores, remarks, remark: this.named("remark")?.value ?? "", note: this.named("note")?.value ?? "" };
  }

  onChange(listener: (values: SheetValues, isDone: boolean) => void): void {
    this.listeners.push(listener);
  }

  apply({ scores, remarks, remark, note }: Partial<SheetValues>): void {
    for (const [id, text] of Object.entries(scores ?? {})) put(this.field("data-score", id), this.typed(text));
    for (const [id, text] of Object.entries(remarks ?? {})) put(this.field("data-remark", id), text);
    if (remark !== undefined) put(this.named("remark"), remark);
    if (note !== undefined) put(this.named("note"), note);
    this.faults.review(this.values());
    this.total.show(this.values());
    this.form.dispatchEvent(new CustomEvent("sheet-applied"));
  }

  showState(state: SavingState, at?: Date): void {
    this.state = state;
    if (!ON_THE_WAY.includes(state)) this.asked = null;
    this.line.show(state, at);
    // What an answer of the server said of the fields is settled once all that was typed since is stored.
    if (state === "server" && this.isTouched) for (const said of document.querySelectorAll("[data-part-saved], form[data-score-sheet] .error-summary")) said.remove();
  }

  showFaults(faults: SaveFaults): void {
    this.faults.show(this.values(), faults);
  }

  lockButtonEnabled(enabled: boolean): void {
    this.mayLock = enabled;
    for (const button of this.form.querySelectorAll("button[name=intent][value=review]")) {
      // While something has to be corrected first, a click leads there.
      if (enabled || this.faults.hasAny(this.values())) button.removeAttribute("aria-disabled");
      else button.setAttribute("aria-disabled", "true");
    }
    const { asked } = this;
    if (!enabled || !asked) return;
    this.asked = null;
    // The version that was just stored reaches the form after this call.
    setTimeout(() => this.form.requestSubmit(asked));
  }

  setVersion(version: number): void {
    const field = this.form.querySelector<HTMLInputElement>("input[name=version]");
    if (field) field.value = String(version);
  }

  /** Puts one score into its field, as a stepper or the number pad does. */
  enter(id: string, text: string, isDone: boolean): void {
    const field = this.field("data-score", id);
    if (!field || field.value === text) return;
    field.value = text;
    field.dispatchEvent(new Event(isDone ? "change" : "input", { bubbles: true }));
  }

  scoreField(id: string): HTMLInputElement | null {
    return this.field("data-score", id) as HTMLInputElement | null;
  }

  /** Something typed is neither on the device nor at the server. */
  private get isAtRisk(): boolean {
    return this.state === "unsaved" || this.state === "saving";
  }

  /** A form that is sent leaves without a question. What is to be locked is at the server first: a click right after typing waits for it. */
  private pass(event: SubmitEvent): void {
    const button = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
    const wrong = button?.value === "review" ? this.faults.askForAll(this.values()) : null;
    if (wrong) {
      this.asked = null;
      event.preventDefault();
      this.form.dispatchEvent(new CustomEvent(LEADS_TO_FIELD));
      wrong.focus();
      if (wrong instanceof HTMLInputElement) wrong.select();
      return;
    }
    if (button?.value === "review" && !this.mayLock) {
      this.asked = ON_THE_WAY.includes(this.state) ? button : null;
      setTimeout(() => (this.asked = null), LOCK_PATIENCE_MS);
      event.preventDefault();
      return;
    }
    this.isPassing = true;
    setTimeout(() => {
      if (event.defaultPrevented) this.isPassing = false;
    });
  }

  private noteChanged(target: EventTarget | null, isDone: boolean): void {
    if (!(target instanceof HTMLElement) || !("name" in target) || target.dataset["aside"] !== undefined) return;
    this.isTouched = true;
    const values = this.values();
    this.faults.review(values, isDone ? null : target);
    this.total.show(values);
    for (const listener of this.listeners) listener(values, isDone);
  }

  /** Stored scores are plain decimals; the fields hold them as people write them here. */
  private typed(text: string): string {
    return /^\d+\.\d+$/.test(text) ? text.replace(".", this.data.decimalMark) : text;
  }

  private field(attribute: "data-score" | "data-remark", id: string): Field | null {
    return this.form.querySelector<Field>(`[${attribute}="${CSS.escape(id)}"]`);
  }

  private named(name: string): Field | null {
    return this.form.querySelector<Field>(`textarea[name=${name}]`);
  }
}

function put(field: Field | null, text: string): void {
  if (field && field.value !== text) field.value = text;
}
