import type { SheetData, SheetDataCriterion } from "~/domain/judging/sheet-data";
import { bandOf, stepScore } from "~/domain/judging/score-steps";
import { readTypedScore } from "~/domain/judging/typed-scores";
import { parsePoints, plainPoints } from "~/domain/kernel/decimal";
import type { FormControl } from "./form-control";

const HOLD_MS = 450;
const REPEAT_MS = 90;

/** [−][+] beside a score, also held down, and the band a score lies in. */
export class Steppers {
  private timer = 0;

  constructor(
    private readonly control: FormControl,
    private readonly data: SheetData,
  ) {
    for (const button of control.form.querySelectorAll<HTMLButtonElement>("[data-step]")) {
      button.hidden = false;
      this.watch(button);
    }
    control.onChange(() => this.showBands());
    control.form.addEventListener("sheet-applied", () => this.showBands());
    this.showBands();
  }

  /** Moves the score of a criterion by steps, exactly. */
  step(id: string, by: number, isDone = true): void {
    const criterion = this.data.criteria.find((one) => one.id === id);
    const field = this.control.scoreField(id);
    if (!criterion || !field) return;
    const typed = readTypedScore(field.value);
    if (typed === "NOT_A_NUMBER") return;
    const points = stepScore({ max: pointsOf(criterion.max), step: pointsOf(criterion.step) }, typed, by);
    this.control.enter(id, plainPoints(points).replace(".", this.data.decimalMark), isDone);
  }

  private watch(button: HTMLButtonElement): void {
    const id = button.closest<HTMLElement>("[data-criterion]")?.dataset["criterion"] ?? "";
    const by = Number(button.dataset["step"]);
    let isHeld = false;
    const stop = () => clearInterval(this.timer);
    button.addEventListener("pointerdown", () => {
      stop();
      isHeld = false;
      this.timer = window.setTimeout(() => {
        isHeld = true;
        this.timer = window.setInterval(() => this.step(id, by, false), REPEAT_MS);
      }, HOLD_MS);
    });
    for (const event of ["pointerup", "pointerleave", "pointercancel"]) button.addEventListener(event, stop);
    button.addEventListener("contextmenu", (event) => event.preventDefault());
    button.addEventListener("click", () => {
      stop();
      if (!isHeld) this.step(id, by);
      else this.control.scoreField(id)?.dispatchEvent(new Event("change", { bubbles: true }));
      isHeld = false;
    });
  }

  private showBands(): void {
    for (const criterion of this.data.criteria) this.showBand(criterion);
  }

  private showBand({ id }: SheetDataCriterion): void {
    const row = this.control.form.querySelector<HTMLElement>(`[data-criterion="${CSS.escape(id)}"]`);
    const items = [...(row?.querySelectorAll<HTMLElement>("[data-band]") ?? [])];
    if (!row || items.length === 0) return;
    const bands = items.map((item) => ({ item, from: pointsOf(item.dataset["from"]), to: pointsOf(item.dataset["to"]), text: item.querySelector("[data-band-text]")?.textContent ?? "" }));
    const points = readTypedScore(this.control.scoreField(id)?.value ?? "");
    const now = typeof points === "number" ? bandOf(bands, points) : null;
    for (const { item } of bands) {
      if (item === now?.item) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
    const slot = row.querySelector<HTMLElement>("[data-band-now]");
    if (slot) slot.textContent = now ? `· ${now.text}` : "";
  }
}

const pointsOf = (plain: string | undefined) => parsePoints(plain ?? "") ?? 0;
