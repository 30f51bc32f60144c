import { act, refresher, rowOf } from "./page";
import { partPlace } from "./picks";
import { recordsOf } from "../shared/upload-records";
import { fill, percentOf, readTexts } from "./texts";
import { type Desk, UploadJob } from "./upload-job";

/** At most so many at once: a slow line is not split further, and one bad file holds up no other. */
const LANES = { prepare: 1, send: 2 } as const;

/** Takes over the picking of files on the page of the files; without it the forms there work by themselves. */
function start(root: HTMLElement): void {
  const texts = readTexts();
  const { uploads: entryId = "", user = "", acts: actsAddress = "", onDevice } = root.dataset;
  const jobs = new Set<UploadJob>();
  const records = recordsOf({ user, entry: entryId, onDevice: onDevice !== undefined });
  const news = root.querySelector("#upload-news");
  const placeAll = () => {
    for (const job of jobs) job.place();
    void showAwaited();
  };
  const desk: Desk = {
    root,
    texts,
    entryId,
    actsAddress,
    records,
    announce(text) {
      if (news) news.textContent = text;
    },
    refresh: refresher(placeAll),
    inTurn: lanes(),
    isTaken: (key, by) => [...jobs].some((job) => job !== by && job.key === key),
    forget: (job) => void jobs.delete(job),
  };

  function pick(input: HTMLElement, files: readonly File[], replaces: string | null): void {
    const element = input.closest<HTMLElement>("[data-part]");
    if (!element) return;
    const part = partPlace(element);
    const shrink = root.querySelector<HTMLInputElement>("#shrink")?.checked === true;
    for (const file of files) {
      const job = new UploadJob(desk, part, file, { shrink, replaces });
      jobs.add(job);
      job.place();
      void job.run();
    }
  }

  root.addEventListener("change", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files?.length) return;
    const files = [...input.files];
    input.value = "";
    pick(input, files, input.closest<HTMLElement>("[data-again]")?.dataset["again"] || null);
  });
  for (const part of root.querySelectorAll<HTMLElement>("[data-part]")) {
    part.addEventListener("dragover", (event) => event.preventDefault());
    part.addEventListener("drop", (event) => {
      event.preventDefault();
      pick(part, [...(event.dataTransfer?.files ?? [])], null);
    });
  }
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    if ("pick" in form.dataset) {
      event.preventDefault();
      form.querySelector<HTMLInputElement>("input[type=file]")?.click();
    } else if ("act" in form.dataset) {
      event.preventDefault();
      void send(form, event.submitter);
    }
  });

  async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    const fields = new FormData(form);
    if (submitter instanceof HTMLButtonElement && submitter.name) fields.set(submitter.name, submitter.value);
    const key = fields.get("key");
    form.querySelector("[data-refusal]")?.remove();
    try {
      const answer = await act(actsAddress, fields);
      if (!answer.ok) return refuse(form, answer.reason === "unauthenticated" ? (texts["signedOut"] ?? "") : (answer.text ?? texts["failed"] ?? ""));
      if (fields.get("intent") === "remove" && typeof key === "string") {
        for (const job of jobs) if (job.key === key) job.leave();
        await records.drop(key);
      }
      desk.announce(texts["saved"] ?? "");
      await desk.refresh();
    } catch {
      refuse(form, texts["noNetwork"] ?? "");
    }
  }

  function refuse(form: HTMLFormElement, text: string): void {
    const line = document.createElement("p");
    line.className = "field-error";
    line.dataset["refusal"] = "";
    line.textContent = text;
    form.append(line);
    desk.announce(text);
  }

  /** For files begun earlier (before a reload, on another day): how much of them is there already. */
  async function showAwaited(): Promise<void> {
    for (const row of root.querySelectorAll<HTMLElement>('[data-file][data-state="waiting"]')) {
      const { file: key = "", name = "", size = "0" } = row.dataset;
      const line = row.querySelector("[data-waiting]");
      if (!line || "asked" in row.dataset || [...jobs].some((job) => job.key === key)) continue;
      row.dataset["asked"] = "";
      const percent = await percentThere(key, Number(size));
      if (percent > 0 && rowOf(root, key) === row) line.textContent = fill(texts["pickAgain"], { name, percent });
    }
  }

  async function percentThere(key: string, size: number): Promise<number> {
    const record = await records.find(key);
    const address = record && /"url":"([^"]+)"/.exec(record.answer)?.[1];
    if (!address) return 0;
    try {
      const response = await fetch(JSON.parse(`"${address}"`) as string, { method: "HEAD" });
      return response.ok ? percentOf(Number(response.headers.get("x-ut-range-start") ?? 0), size) : 0;
    } catch {
      return 0;
    }
  }

  window.addEventListener("beforeunload", (event) => {
    if ([...jobs].some((job) => job.isUnderWay)) event.preventDefault();
  });
  root.classList.add("has-script");
  void records.tidy().then(showAwaited);
}

/** Lets so many run at once in each lane; the others wait in the order they came. */
function lanes(): Desk["inTurn"] {
  const free: Record<keyof typeof LANES, number> = { ...LANES };
  const queues: Record<keyof typeof LANES, (() => void)[]> = { prepare: [], send: [] };
  return async (lane, work) => {
    if (free[lane] > 0) free[lane] -= 1;
    else await new Promise<void>((resolve) => queues[lane].push(resolve));
    try {
      return await work();
    } finally {
      const next = queues[lane].shift();
      if (next) next();
      else free[lane] += 1;
    }
  };
}

const root = document.querySelector<HTMLElement>("[data-uploads]");
if (root) start(root);
