/** Draws a meeting's page anew when it moves on, counts the minutes, and lets the arrow keys press its buttons. */

const EVERY_MS = 1200;
/** An answer that takes longer counts as none: the next one may come through. */
const PATIENCE_MS = 5000;

const region = document.querySelector<HTMLElement>("#jury-live");
const offline = document.querySelector<HTMLElement>("#jury-offline");
/** How far this device's clock is ahead of the server's. */
let ahead = 0;

const ask = (address: string, headers: Record<string, string> = {}) => fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS) });

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

/** Takes the region out of the page as the server draws it now. */
async function redraw(shown: HTMLElement, answer: Response): Promise<void> {
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector<HTMLElement>("#jury-live");
  if (!fresh) throw new Error("not the page of the meeting");
  shown.replaceChildren(...fresh.childNodes);
  shown.dataset["stamp"] = fresh.dataset["stamp"] ?? "";
  tellMinutes();
}

async function follow(shown: HTMLElement): Promise<void> {
  const stamp = shown.dataset["stamp"] ?? "";
  const state = await ask(shown.dataset["state"] ?? "", { "If-None-Match": `"${stamp}"` });
  noteClock(state);
  if (state.status === 304) return;
  if (!state.ok) throw new Error(String(state.status));
  await redraw(shown, await ask(location.pathname));
}

async function run(shown: HTMLElement): Promise<void> {
  for (;;) {
    try {
      await follow(shown);
      if (offline) offline.hidden = true;
    } catch {
      if (offline) offline.hidden = false;
    }
    await new Promise((wake) => setTimeout(wake, EVERY_MS));
  }
}

/** Presses a button of the region without leaving the page. */
async function press(shown: HTMLElement, form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const fields = new URLSearchParams([...new FormData(form, button)].map(([name, value]): [string, string] => [name, String(value)]));
  fields.delete("back");
  try {
    await fetch(form.action, { method: "POST", body: fields, signal: AbortSignal.timeout(PATIENCE_MS) });
    await redraw(shown, await ask(location.pathname));
  } catch {
    if (offline) offline.hidden = false;
  }
}

function startKeys(shown: HTMLElement): void {
  let isPressing = false;
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLSelectElement;
    if (isTyping || event.altKey || event.ctrlKey || event.metaKey || isPressing) return;
    const key = event.key === "PageDown" ? "ArrowRight" : event.key === "PageUp" ? "ArrowLeft" : event.key;
    const button = shown.querySelector<HTMLButtonElement>(`[data-moves] button[data-key="${CSS.escape(key)}"]`);
    if (!button?.form) return;
    event.preventDefault();
    isPressing = true;
    void press(shown, button.form, button).finally(() => {
      isPressing = false;
    });
  });
}

if (region) {
  tellMinutes();
  setInterval(tellMinutes, 5000);
  startKeys(region);
  void run(region);
}

export {};
