/** Says how far a file is that the server makes while the browser downloads it: the links and forms with `data-progress`, the line with `data-running`; what is marked `data-until-download` goes with a new attempt. */
interface Progress {
  done: number;
  entries: number;
  state: "running" | "done" | "stopped";
}

const EVERY_MS = 1000;
/** The download may begin a moment after the click, and a short cut of the line is no end. */
const MOST_FAILURES = 10;
/** In the address of a page to which a refused download leads back. */
const REFUSAL = "goi";

const starts = document.querySelectorAll<HTMLElement>("a[data-progress], form[data-progress]");
const status = document.querySelector<HTMLElement>("[data-running]");

function isProgress(value: unknown): value is Progress {
  return typeof value === "object" && value !== null && "done" in value && "entries" in value && "state" in value;
}

function textOf({ done, entries, state }: Progress, texts: DOMStringMap): string {
  if (state !== "running") return texts[state] ?? "";
  return (texts["running"] ?? "").replace("{done}", String(done)).replace("{entries}", String(entries));
}

async function follow(address: string, shown: HTMLElement): Promise<void> {
  for (let failures = 0; failures < MOST_FAILURES; ) {
    await new Promise((wake) => setTimeout(wake, EVERY_MS));
    const progress: unknown = await fetch(address)
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null);
    if (!isProgress(progress)) {
      failures += 1;
      continue;
    }
    failures = 0;
    shown.textContent = textOf(progress, shown.dataset);
    if (progress.state !== "running") return;
  }
}

for (const start of starts) {
  start.addEventListener(start instanceof HTMLFormElement ? "submit" : "click", () => {
    const address = start.dataset["progress"];
    // Why the last attempt was refused says nothing of this one, neither now nor when the page is loaded again.
    for (const stale of document.querySelectorAll("[data-until-download]")) stale.remove();
    const here = new URL(location.href);
    if (here.searchParams.has(REFUSAL)) {
      here.searchParams.delete(REFUSAL);
      history.replaceState(history.state, "", here);
    }
    if (address && status) void follow(address, status);
  });
}

export {};
