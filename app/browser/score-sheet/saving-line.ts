import type { SavingState, SheetData } from "~/domain/judging/sheet-data";

/** States that are not read out: they pass while somebody types. */
const QUIET: readonly SavingState[] = ["unsaved", "saving"];

/** The line that says how what is typed is kept: a shape (style sheet, by `data-state`) and words. */
export class SavingLine {
  private readonly text: HTMLElement | null;
  private readonly loadedAt: number;

  constructor(
    private readonly element: HTMLElement | null,
    private readonly data: SheetData,
  ) {
    this.text = element?.querySelector<HTMLElement>("[data-text]") ?? element;
    this.loadedAt = data.savedAt === null ? NaN : Date.parse(data.savedAt);
  }

  show(state: SavingState, at?: Date): void {
    const { element, text } = this;
    if (!element || !text) return;
    const isBlank = state === "server" && !at && this.data.savedAt === null;
    // What the server wrote says when an earlier page saved, with the day.
    if (state === "server" && (isBlank || at?.getTime() === this.loadedAt) && element.dataset["changed"] === undefined) return;
    element.dataset["changed"] = "";
    const words = isBlank ? this.data.texts.never : this.words(state, at);
    element.setAttribute("aria-live", QUIET.includes(state) ? "off" : "polite");
    element.dataset["state"] = isBlank ? "none" : state;
    if (text.textContent === words && state !== "signed_out") return;
    text.textContent = words;
    if (state !== "signed_out") return;
    const link = document.createElement("a");
    link.href = this.data.signInUrl;
    link.textContent = this.data.texts.signIn;
    text.append(" ", link);
  }

  private words(state: SavingState, at: Date | undefined): string {
    const { texts, locale } = this.data;
    const pattern = texts.statesAt[state];
    if (!at || pattern === undefined) return texts.states[state];
    const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Asia/Ho_Chi_Minh" } as const;
    return pattern.replace("%s", at.toLocaleTimeString(locale === "vi" ? "vi-VN" : "en-GB", options));
  }
}
