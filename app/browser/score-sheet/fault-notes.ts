import type { SheetData, SheetDataCriterion, SheetValues } from "~/domain/judging/sheet-data";
import type { SaveFaults } from "~/domain/judging/sheet-save";
import { readTypedScore } from "~/domain/judging/typed-scores";
import { parsePoints } from "~/domain/kernel/decimal";
import { scoreFault } from "~/domain/scoring/rubric";

type ScoreCode = keyof SheetData["texts"]["faults"];

/** What is wrong in a field, said at the field; nothing typed is touched. */
export class FaultNotes {
  /** locking was asked for: from then on every criterion needs a score */
  private needsAll = false;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly data: SheetData,
  ) {}

  /** Faults that the server told; where it told none, a score is looked at as it stands, but not while somebody types in it. */
  show(values: SheetValues, { scores = {}, remarks = {}, remark, note }: SaveFaults): void {
    for (const criterion of this.data.criteria) {
      const { id } = criterion;
      const busy = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      if (scores[id]) this.note(`[data-score="${CSS.escape(id)}"]`, this.scoreText(criterion, scores[id]));
      else this.reviewScore(criterion, values, busy);
      this.note(`[data-remark="${CSS.escape(id)}"]`, this.text(remarkCode(remarks[id])));
    }
    this.note("textarea[name=remark]", this.text(remark));
    this.note("textarea[name=note]", this.text(note));
  }

  /** Looks at the scores as typed; in the field somebody types in (`busy`) a fault only goes, it does not come. */
  review(values: SheetValues, busy: HTMLElement | null = null): void {
    for (const criterion of this.data.criteria) this.reviewScore(criterion, values, busy);
  }

  /** True where the sheet cannot be locked as it stands. */
  hasAny(values: SheetValues): boolean {
    return this.firstWrong() !== null || this.data.criteria.some((criterion) => readTypedScore(values.scores[criterion.id] ?? "") === null || this.scoreCode(criterion, values.scores[criterion.id] ?? "") !== undefined);
  }

  /** Says at every criterion what keeps the sheet from being locked; the first field to correct. */
  askForAll(values: SheetValues): HTMLElement | null {
    this.needsAll = true;
    this.review(values);
    return this.firstWrong();
  }

  private firstWrong(): HTMLElement | null {
    return this.form.querySelector<HTMLElement>("[aria-invalid=true]");
  }

  private reviewScore(criterion: SheetDataCriterion, values: SheetValues, busy: HTMLElement | null): void {
    const selector = `[data-score="${CSS.escape(criterion.id)}"]`;
    const text = this.scoreText(criterion, this.scoreCode(criterion, values.scores[criterion.id] ?? ""));
    const isBusy = busy?.dataset["score"] === criterion.id;
    const isNew = isBusy && busy?.closest(".field")?.querySelector("[data-fault]")?.textContent !== text;
    this.note(selector, isNew ? "" : text);
  }

  private scoreCode({ max, step }: SheetDataCriterion, typed: string): ScoreCode | undefined {
    const points = readTypedScore(typed);
    if (points === null) return this.needsAll ? "MISSING" : undefined;
    if (points === "NOT_A_NUMBER") return points;
    const range = { code: "", label: "", min: null, max: parsePoints(max) ?? 0, step: parsePoints(step) ?? 0 };
    return scoreFault(range, points) ?? undefined;
  }

  private scoreText({ max, step }: SheetDataCriterion, code: ScoreCode | undefined): string {
    const value = code === "OFF_STEP" ? step : max;
    return this.text(code).replace("%s", value.replace(".", this.data.decimalMark));
  }

  private text(code: ScoreCode | undefined): string {
    return code === undefined ? "" : this.data.texts.faults[code];
  }

  private note(selector: string, text: string): void {
    const field = this.form.querySelector<HTMLElement>(selector);
    const slot = field?.closest(".field")?.querySelector<HTMLElement>("[data-fault]");
    if (!field || !slot || slot.textContent === text) return;
    slot.textContent = text;
    slot.hidden = text === "";
    field.closest(".field")?.classList.toggle("is-wrong", text !== "");
    if (text === "") field.removeAttribute("aria-invalid");
    else field.setAttribute("aria-invalid", "true");
    if (text !== "") field.closest("details")?.setAttribute("open", "");
  }
}

function remarkCode(fault: "too_long" | "unknown" | undefined): ScoreCode | undefined {
  return fault === undefined ? undefined : fault === "unknown" ? "UNKNOWN" : "criterion_too_long";
}
