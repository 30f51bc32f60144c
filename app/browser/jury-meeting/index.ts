import { ask, fieldsOf, type LivePart, livePart } from "../shared/live-part";

/** Draws a meeting's page anew when it moves on, counts the minutes, and lets the arrow keys press its buttons. */

const EVERY_MS = 1200;

/** How far this device's clock is ahead of the server's. */
let ahead = 0;

function noteClock(answer: Response): void {
  const at = Date.parse(answer.headers.get("Date") ?? "");
  if (!Number.isNaN(at)) ahead = Date.now() - at;
}

function tellMinutes(): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>("time[data-since]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - ahead - Date.parse(time.dateTime)) / 60_000));
    const text = (time.dataset["since"] ?? "").replace("{n}", String(minutes));
    if (time.textContent !== text) time.textContent = text;
  }
}

/** Presses a button of the part without leaving the page. */
async function press({ redraw, tellOffline }: LivePart, form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  try {
    await ask(form.action, { method: "POST", body: fieldsOf(form, button) });
    await redraw();
  } catch {
    tellOffline(true);
  }
}

function startKeys(part: LivePart): void {
  let isPressing = false;
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (isTyping || event.altKey || event.ctrlKey || event.metaKey || isPressing) return;
    const key = event.key === "PageDown" ? "ArrowRight" : event.key === "PageUp" ? "ArrowLeft" : event.key;
    const button = part.shown.querySelector<HTMLButtonElement>(`[data-moves] button[data-key="${CSS.escape(key)}"]`);
    if (!button?.form) return;
    event.preventDefault();
    isPressing = true;
    void press(part, button.form, button).finally(() => {
      isPressing = false;
    });
  });
}

const part = livePart({ name: "jury", everyMs: EVERY_MS, address: () => location.pathname, onState: noteClock, onRedraw: () => tellMinutes });
if (part) {
  tellMinutes();
  setInterval(tellMinutes, 5000);
  startKeys(part);
  void part.follow();
}
