/** Draws the ceremony's page anew when it moves on, and lets keys and clickers press its buttons. Made to run for hours. */

const EVERY_MS = 1000;
/** An answer that takes longer counts as none: the next one may come through. */
const PATIENCE_MS = 5000;
/** A press is tried for so long while there is no network; it names the step it moves from, so that it moves once at most. */
const PRESS_FOR_MS = 20_000;
const PAUSE_MS = 700;

const region = document.querySelector<HTMLElement>("#ceremony-live");
const offline = document.querySelector<HTMLElement>("#ceremony-offline");

const ask = (address: string, options: RequestInit = {}) => fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS), ...options });
const rest = (ms: number) => new Promise((wake) => setTimeout(wake, ms));

function tellOffline(isOffline: boolean): void {
  if (offline) offline.hidden = !isOffline;
}

/** Takes the region out of the page as the server draws it now. A page of another kind, as after signing out, changes nothing. */
async function redraw(shown: HTMLElement): Promise<void> {
  const answer = await ask(location.href);
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector<HTMLElement>("#ceremony-live");
  if (!fresh) throw new Error("not the page of the ceremony");
  const focused = document.activeElement instanceof HTMLButtonElement ? document.activeElement.form?.dataset["move"] : undefined;
  shown.replaceChildren(...fresh.childNodes);
  shown.dataset["stamp"] = fresh.dataset["stamp"] ?? "";
  if (focused) buttonOf(shown, focused)?.focus();
}

const buttonOf = (shown: HTMLElement, move: string) => shown.querySelector<HTMLButtonElement>(`form[data-move="${CSS.escape(move)}"] button:not([disabled])`);

async function follow(shown: HTMLElement): Promise<void> {
  const state = await ask(shown.dataset["state"] ?? "", { headers: { "If-None-Match": `"${shown.dataset["stamp"] ?? ""}"` } });
  if (state.status === 304) return;
  if (!state.ok) throw new Error(String(state.status));
  await redraw(shown);
}

let isPressing = false;

async function run(shown: HTMLElement): Promise<void> {
  for (;;) {
    try {
      if (!isPressing) await follow(shown);
      if (!isPressing) tellOffline(false);
    } catch {
      tellOffline(true);
    }
    await rest(EVERY_MS);
  }
}

/** Sends a move without leaving the page. What the server refuses was done by somebody else: the page then shows where it is. */
async function press(shown: HTMLElement, form: HTMLFormElement): Promise<void> {
  const fields = new URLSearchParams([...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]));
  fields.delete("back");
  const until = Date.now() + PRESS_FOR_MS;
  while (Date.now() < until) {
    try {
      const answer = await ask(form.action, { method: "POST", body: fields });
      if (answer.status < 500) break;
    } catch {
      tellOffline(true);
    }
    await rest(PAUSE_MS);
  }
  await redraw(shown);
  tellOffline(false);
}

function move(shown: HTMLElement, which: string): boolean {
  const form = buttonOf(shown, which)?.form;
  if (!form || isPressing) return false;
  isPressing = true;
  void press(shown, form)
    .catch(() => tellOffline(true))
    .finally(() => {
      isPressing = false;
    });
  return true;
}

const KEYS: Readonly<Record<string, string>> = { " ": "next", ArrowRight: "next", ArrowDown: "next", PageDown: "next", ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous" };

function startKeys(shown: HTMLElement): void {
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
    if (!event.repeat) move(shown, which);
  });
  shown.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset["move"]) return;
    event.preventDefault();
    move(shown, form.dataset["move"]);
  });
}

if (region) {
  startKeys(region);
  void run(region);
}

export {};
