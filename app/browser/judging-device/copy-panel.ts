import { type CopyInfo, type FileKind, INFO } from "./copy-format";
import { filesToLoad, loadCopy, removeCopy } from "./copy-load";
import { type CopyPlan, planCopy } from "./copy-plan";
import { button, make } from "./dom";
import { fill, loadedAt, type OfflineSettings, timeText } from "./page";
import type { DeviceStore } from "./store";
import { registerWorker } from "./worker-client";

const KINDS: readonly FileKind[] = ["pictures", "papers", "videos"];

export interface ListedSheet {
  id: string;
  code: string;
}

/** Loading the entries onto this device: what there is, how much it is, what to take, how far it has come. */
export class CopyPanel {
  private readonly texts: OfflineSettings["texts"]["copy"];
  private stopping = new AbortController();

  constructor(
    private readonly place: HTMLElement,
    private readonly store: DeviceStore,
    private readonly settings: OfflineSettings,
    private readonly sheets: readonly ListedSheet[],
  ) {
    this.texts = settings.texts.copy;
  }

  private pathOf({ id }: ListedSheet): string {
    return `${this.settings.home}/${id}`;
  }

  /** How it stands, and the way to load. */
  async start(message = ""): Promise<void> {
    const { texts, store } = this;
    const info = await store.find<CopyInfo>(INFO);
    const lines = message === "" ? [] : [make("p", { "data-copy-message": "" }, message)];
    if (info) {
      lines.push(make("p", { "data-copy-state": "loaded" }, fill(texts.doneAt, info.sheets.length, timeText(info.at))));
      if (loadedAt() === null && this.isOlder(info)) lines.push(make("p", { class: "strong" }, texts.older));
      lines.push(make("p", { class: "muted" }, (await navigator.storage?.persisted?.()) ? texts.persisted : texts.evictable));
    } else lines.push(make("p", { class: "muted", "data-copy-state": "none" }, texts.none));
    const acts = make("p", { class: "actions" });
    if (loadedAt() === null && this.sheets.length > 0) acts.append(button(info ? texts.look : texts.start, info ? "secondary" : "primary", () => this.look()));
    if (info) acts.append(button(texts.remove, "quiet", () => (confirm(texts.removeAsk) ? removeCopy(store).then(() => this.start()) : undefined)));
    this.place.replaceChildren(...lines, ...(acts.childElementCount > 0 ? [acts] : []));
  }

  /** Another deployment, or entries that are not on the device. */
  private isOlder(info: CopyInfo): boolean {
    const paths = new Set(info.offered);
    const scripts = [...document.querySelectorAll<HTMLElement>("script[src^='/assets/'], link[rel=stylesheet]")].map((element) => new URL(element.getAttribute("src") ?? element.getAttribute("href") ?? "/", location.origin).pathname);
    return this.sheets.some((sheet) => !paths.has(this.pathOf(sheet))) || scripts.some((path) => !info.assets.includes(path));
  }

  private working(text: string): HTMLElement {
    this.stopping = new AbortController();
    const line = make("p", { "data-copy-state": "working" }, text);
    this.place.replaceChildren(line, make("p", { class: "actions" }, button(this.texts.cancel, "secondary", () => this.stopping.abort())));
    return line;
  }

  /** Runs what needs the network; says how it ended where it did not end well. */
  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch {
      await this.start(this.stopping.signal.aborted ? this.texts.cancelled : this.texts.failed);
    }
  }

  private async look(): Promise<void> {
    const { texts, settings, sheets } = this;
    const line = this.working(fill(texts.looking, 0, sheets.length));
    await this.attempt(async () => {
      const paths = [settings.home, settings.fallback, ...sheets.map((sheet) => this.pathOf(sheet))];
      const plan = await planCopy(paths, this.stopping.signal, (done) => (line.textContent = fill(texts.looking, Math.max(0, Math.min(done, sheets.length)), sheets.length)));
      await this.choose(plan);
    });
  }

  /** What there is to load, by kind; films only where they are asked for. */
  private async choose(plan: CopyPlan): Promise<void> {
    const { texts, store, settings } = this;
    const before = await store.find<CopyInfo>(INFO);
    const boxes = new Map<FileKind, HTMLInputElement>();
    const rows = KINDS.flatMap((kind) => {
      const files = plan.files.filter((file) => file.kind === kind);
      if (files.length === 0) return [];
      const box = make("input", { type: "checkbox" });
      box.checked = before ? before.kinds.includes(kind) : kind !== "videos";
      box.addEventListener("change", () => void tell());
      boxes.set(kind, box);
      return [make("li", {}, make("label", { class: "choice" }, box, fill(texts[kind], files.length, this.sizeText(files.reduce((sum, { size }) => sum + size, 0)))))];
    });
    const room = make("p", { class: "muted" });
    const kinds = () => KINDS.filter((kind) => boxes.get(kind)?.checked);
    // The list and its stand-in alone are no copy.
    const isNothing = plan.pages.length <= 2;
    const load = button("", "primary", () => this.load(plan, kinds()));
    const tell = async () => {
      const wanted = (await filesToLoad(store, plan, kinds())).reduce((sum, { size }) => sum + size, 0);
      const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      const isTooMuch = quota > 0 && wanted > quota - usage;
      load.disabled = isTooMuch || isNothing;
      load.textContent = fill(texts.load, this.sizeText(wanted + plan.pages.reduce((sum, { bytes }) => sum + bytes, 0)));
      room.textContent = quota === 0 ? "" : isTooMuch ? fill(texts.noRoom, this.sizeText(wanted), this.sizeText(quota - usage)) : fill(texts.room, this.sizeText(quota - usage));
    };
    await tell();
    const pages = fill(texts.pages, plan.pages.length - 2, this.sizeText(plan.pages.reduce((sum, { bytes }) => sum + bytes, 0)));
    if (plan.closed > 0) rows.unshift(make("li", {}, fill(texts.closed, plan.closed)));
    const none = plan.files.length === 0 && !isNothing ? [make("p", { class: "muted" }, texts.noFiles)] : [];
    this.place.replaceChildren(make("ul", { class: "grid gap-1", "data-copy-state": "choosing" }, make("li", {}, pages), ...rows), ...none, room, make("p", { class: "actions" }, load, button(settings.texts.copy.cancel, "quiet", () => this.start())));
  }

  private async load(plan: CopyPlan, kinds: FileKind[]): Promise<void> {
    const { texts, store, settings } = this;
    const total = (await filesToLoad(store, plan, kinds)).reduce((sum, { size }) => sum + size, 0);
    const line = this.working("");
    const bar = make("progress", { max: String(Math.max(total, 1)), value: "0", class: "w-full" });
    line.after(bar);
    const tell = (bytes: number) => {
      bar.value = bytes;
      line.textContent = fill(texts.loading, this.sizeText(bytes), this.sizeText(total));
    };
    tell(0);
    await this.attempt(async () => {
      await navigator.storage?.persist?.().catch(() => false);
      await registerWorker(settings);
      const titles = new Map(plan.pages.map(({ path, title }) => [path, title]));
      const sheets = this.sheets.map((sheet) => ({ path: this.pathOf(sheet), title: titles.get(this.pathOf(sheet)) ?? sheet.code }));
      const missing = await loadCopy(plan, sheets, { store, kinds, signal: this.stopping.signal, tell });
      await this.start(missing > 0 ? fill(texts.partly, missing) : "");
    });
  }

  private sizeText(bytes: number): string {
    const { locale } = this.settings.texts;
    const number = (value: number) => value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 });
    return bytes < 1_000_000 ? `${number(bytes / 1000)} kB` : bytes < 1_000_000_000 ? `${number(bytes / 1_000_000)} MB` : `${number(bytes / 1_000_000_000)} GB`;
  }
}
