/** Words for the line beside the save button; `%s` stands for a time, a reason or a number. */
export interface StateTexts {
  ready: string;
  typed: string;
  saving: string;
  saved: string;
  offline: string;
  offlineShared: string;
  failed: string;
  server: string;
  signedOut: string;
  signedOutShared: string;
  signIn: string;
  conflict: string;
  leaving: string;
  restored: string;
  takenOver: string;
}

type Look = "good" | "wait" | "bad";

/** The line that says whether everything typed is saved. Only what needs attention or is done is read out. */
export class StateLine {
  constructor(private readonly element: HTMLElement | null) {}

  show(text: string, look: Look, link?: { text: string; href: string }): void {
    const { element } = this;
    if (!element) return;
    const whole = link ? `${text} ${link.text}` : text;
    element.setAttribute("aria-live", look === "wait" ? "off" : "polite");
    element.dataset["look"] = look;
    if (element.textContent === whole) return;
    element.textContent = text;
    if (!link) return;
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = link.text;
    element.append(" ", anchor);
  }
}

export const withValue = (text: string, value: string): string => text.replace("%s", value);
