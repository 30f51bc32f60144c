import { LEADS_TO_FIELD } from "./form-control";

type Pane = "dossier" | "score";

/** Two views of one sheet on a phone, and the part of the dossier that belongs to the criterion in hand. */
export class Panes {
  private readonly wide = matchMedia("(min-width: 60rem)");

  constructor(private readonly form: HTMLFormElement) {
    const tabs = form.querySelector<HTMLElement>("[data-tabs]");
    if (tabs) tabs.hidden = false;
    for (const tab of form.querySelectorAll<HTMLButtonElement>("[data-tab]")) tab.addEventListener("click", () => this.turn(tab.dataset["tab"] as Pane));
    this.show(this.first());
    form.addEventListener(LEADS_TO_FIELD, () => this.show("score"));
    form.addEventListener("focusin", ({ target }) => this.follow(target));
    form.addEventListener("click", (event) => this.jump(event));
  }

  private show(pane: Pane): void {
    this.form.dataset["shown"] = pane;
    for (const tab of this.form.querySelectorAll<HTMLElement>("[data-tab]")) tab.setAttribute("aria-pressed", String(tab.dataset["tab"] === pane));
  }

  /** Shows a pane from its top. */
  private turn(pane: Pane): void {
    this.show(pane);
    this.form.scrollIntoView({ block: "start" });
  }

  /** What is asked for in the address or needs a look comes first; else the dossier, which is read before it is scored. */
  private first(): Pane {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const target = wanted === "" ? null : document.getElementById(wanted);
    const isScore = this.form.querySelector(".is-wrong, .error-summary") !== null || target?.closest("[data-pane=score]");
    return isScore ? "score" : "dossier";
  }

  private follow(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return;
    const row = target.closest<HTMLElement>("[data-criterion]");
    if (!row) return;
    this.mark(row.dataset["part"]);
  }

  private mark(key: string | undefined): void {
    for (const part of this.form.querySelectorAll<HTMLElement>("[data-dossier-part]")) {
      const isCurrent = key !== undefined && part.dataset["dossierPart"] === key;
      const isNew = isCurrent && !part.hasAttribute("data-current");
      part.toggleAttribute("data-current", isCurrent);
      if (isNew && this.wide.matches) bringIntoView(part);
    }
  }

  /** From a criterion to its part and back. */
  private jump(event: MouseEvent): void {
    const link = (event.target as HTMLElement).closest<HTMLElement>("[data-to-part], [data-to-criterion], .error-summary a");
    if (!link) return;
    const { toPart, toCriterion } = link.dataset;
    if (toPart !== undefined) {
      event.preventDefault();
      this.show("dossier");
      this.mark(toPart);
      const part = this.form.querySelector<HTMLElement>(`[data-dossier-part="${CSS.escape(toPart)}"]`);
      part?.scrollIntoView({ block: "start", behavior: pace() });
      part?.focus({ preventScroll: true });
      return;
    }
    this.show("score");
    if (toCriterion === undefined) return;
    event.preventDefault();
    const field = this.form.querySelector<HTMLInputElement>(`[data-score="${CSS.escape(toCriterion)}"]`);
    field?.focus();
    field?.select();
  }
}

const pace = (): ScrollBehavior => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

/** A part that is well in view already stays where it is. */
function bringIntoView(part: HTMLElement): void {
  const { top } = part.getBoundingClientRect();
  if (top < 0 || top > window.innerHeight * 0.5) part.scrollIntoView({ block: "start", behavior: pace() });
}
