import type { SheetData, SheetValues } from "~/domain/judging/sheet-data";
import { readTypedScore } from "~/domain/judging/typed-scores";
import { parsePoints, plainPoints } from "~/domain/kernel/decimal";
import { scoreFault } from "~/domain/scoring/rubric";

/** The sum of what is typed, what is missing or wrong, and what lies below a criterion's minimum, while somebody scores. */
export class RunningTotal {
  constructor(
    private readonly form: HTMLFormElement,
    private readonly data: SheetData,
  ) {}

  show({ scores }: SheetValues): void {
    const { criteria, texts, decimalMark } = this.data;
    let sum = 0;
    const missing: string[] = [];
    const wrong: string[] = [];
    for (const criterion of criteria) {
      const range = { code: "", label: "", min: null, max: parsePoints(criterion.max) ?? 0, step: parsePoints(criterion.step) ?? 0 };
      const points = readTypedScore(scores[criterion.id] ?? "");
      const isRight = typeof points === "number" && scoreFault(range, points) === null;
      if (isRight) sum += points;
      else (points === null ? missing : wrong).push(criterion.label);
      const min = criterion.min === null ? null : parsePoints(criterion.min);
      this.mark(criterion.id, isRight, min !== null && isRight && points < min);
    }
    this.fill("[data-total]", plainPoints(sum).replace(".", decimalMark));
    const words = [countText(wrong, texts.wrongOne, texts.wrong), countText(missing, texts.missingOne, texts.missing)].filter(Boolean).join("; ");
    this.fill("[data-missing]", words || texts.complete);
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

const countText = (labels: readonly string[], one: string, many: string): string =>
  labels.length === 0 ? "" : labels.length === 1 ? one.replace("%s", () => labels[0] ?? "") : many.replace("%s", String(labels.length));
