import { ask, fieldsOf, type LivePart, livePart, rest } from "../shared/live-part";

/** Draws the ceremony's page anew when it moves on, and lets keys and clickers press its buttons. Made to run for hours. */

const EVERY_MS = 1000;
/** A press is tried for so long while there is no network; it names the step it moves from, so that it moves once at most. */
const PRESS_FOR_MS = 20_000;
const PAUSE_MS = 700;

const buttonOf = (shown: HTMLElement, which: string) => shown.querySelector<HTMLButtonElement>(`form[data-move="${CSS.escape(which)}"] button:not([disabled])`);

/** The button that had the focus gets it again. */
function keepFocus(shown: HTMLElement): () => void {
  const focused = document.activeElement instanceof HTMLButtonElement ? document.activeElement.form?.dataset["move"] : undefined;
  return () => {
    if (focused) buttonOf(shown, focused)?.focus();
  };
}

let isPressing = false;

/** Sends a move without leaving the page. What the server refuses was done by somebody else: the page then shows where it is. */
async function press({ redraw, tellOffline }: LivePart, form: HTMLFormElement): Promise<void> {
  const until = Date.now() + PRESS_FOR_MS;
  const body = fieldsOf(form);
  while (Date.now() < until) {
    try {
      const answer = await ask(form.action, { method: "POST", body });
      if (answer.status < 500) break;
    } catch {
      tellOffline(true);
    }
    await rest(PAUSE_MS);
  }
  await redraw();
  tellOffline(false);
}

function move(part: LivePart, which: string): void {
  const form = buttonOf(part.shown, which)?.form;
  if (!form || isPressing) return;
  isPressing = true;
  void press(part, form)
    .catch(() => part.tellOffline(true))
    .finally(() => {
      isPressing = false;
    });
}

const KEYS: Readonly<Record<string, string>> = { " ": "next", ArrowRight: "next", ArrowDown: "next", PageDown: "next", ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous" };

function startKeys(part: LivePart): void {
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (isTyping || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key.toLowerCase() === "f" && document.querySelector(".stage")) {
      void (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => undefined);
      return;
    }
    const which = KEYS[event.key];
    if (!which) return;
    // On the page of the controls arrows scroll, as everywhere.
    if (!document.querySelector(".stage") && event.key.startsWith("Arrow") && !event.key.endsWith("Left") && !event.key.endsWith("Right")) return;
    event.preventDefault();
    if (!event.repeat) move(part, which);
  });
  part.shown.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset["move"]) return;
    event.preventDefault();
    move(part, form.dataset["move"]);
  });
}

const part = livePart({ name: "ceremony", everyMs: EVERY_MS, address: () => location.href, isHeld: () => isPressing, onRedraw: keepFocus });
if (part) {
  startKeys(part);
  void part.follow();
}
