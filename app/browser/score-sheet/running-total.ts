import type { SheetData, SheetValues } from "~/domain/judging/sheet-data";
import { readTypedScore } from "~/domain/judging/typed-scores";
import { parsePoints, plainPoints } from "~/domain/kernel/decimal";
import { scoreFault } from "~/domain/scoring/rubric";

/** The sum of what is typed, what is missing, and what lies below a criterion's minimum, while somebody scores. */
export class RunningTotal {
  constructor(
    private readonly form: HTMLFormElement,
    private readonly data: SheetData,
  ) {}

  show({ scores }: SheetValues): void {
    const { criteria, texts, decimalMark } = this.data;
    let sum = 0;
    const missing: string[] = [];
    for (const criterion of criteria) {
      const range = { code: "", label: "", min: null, max: parsePoints(criterion.max) ?? 0, step: parsePoints(criterion.step) ?? 0 };
      const points = readTypedScore(scores[criterion.id] ?? "");
      const isRight = typeof points === "number" && scoreFault(range, points) === null;
      if (isRight) sum += points;
      else missing.push(criterion.label);
      const min = criterion.min === null ? null : parsePoints(criterion.min);
      this.mark(criterion.id, isRight, min !== null && isRight && points < min);
    }
    this.fill("[data-total]", plainPoints(sum).replace(".", decimalMark));
    const [only = ""] = missing;
    const words = missing.length === 0 ? texts.complete : missing.length === 1 ? texts.missingOne.replace("%s", only) : texts.missing.replace("%s", String(missing.length));
    this.fill("[data-missing]", words);
  }

  private mark(id: string, hasScore: boolean, isBelow: boolean): void {
    const row = this.form.querySelector<HTMLElement>(`[data-criterion="${CSS.escape(id)}"]`);
    if (!row) return;
    row.toggleAttribute("data-scored", hasScore);
    row.toggleAttribute("data-below", isBelow);
  }

  private fill(selector: string, text: string): void {
    for (const element of this.form.querySelectorAll<HTMLElement>(selector)) if (element.textContent !== text) element.textContent = text;
  }
}
