import { sha256Of } from "./hash";
import { act, rowOf } from "./page";
import { type PartPlace, refusalText, warningText } from "./picks";
import type { Records } from "../shared/upload-records";
import { shrunk } from "./shrink";
import { fill, percentOf, sizeText, type Texts } from "./texts";
import { type Outcome, type Progress, transfer } from "./transfer";
import { Pace, type PanelAct, UploadPanel } from "./upload-panel";

/** What all uploads of the page share. */
export interface Desk {
  root: HTMLElement;
  texts: Texts;
  entryId: string;
  actsAddress: string;
  records: Records;
  announce(text: string): void;
  refresh(): Promise<void>;
  /** waits for one of the places in which uploads run, and gives it back */
  inTurn<Value>(lane: "prepare" | "send", work: () => Promise<Value>): Promise<Value>;
  /** whether another upload of the page sends the file already */
  isTaken(key: string, by: UploadJob): boolean;
  forget(job: UploadJob): void;
}

/** One picked file on its way: made smaller if wished, counted, declared, sent; it can be paused and dropped at any point. */
export class UploadJob {
  /** known once it is declared */
  key: string | null = null;
  private runs = 0;
  private readonly panel: UploadPanel;
  private stop = new AbortController();
  private loaded = 0;
  private sha256: string | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly part: PartPlace,
    private file: File,
    private readonly wishes: { shrink: boolean; replaces: string | null },
  ) {
    this.panel = new UploadPanel(file.name, desk.texts, (one) => this.onAct(one));
  }

  get isUnderWay(): boolean {
    return this.runs > 0;
  }

  /** Puts the panel where its file is listed, else below the list of the part. */
  place(): void {
    const row = this.key === null ? null : rowOf(this.desk.root, this.key);
    const slot = row?.querySelector("[data-progress]");
    row?.querySelector("[data-waiting]")?.setAttribute("hidden", "");
    if (slot) this.panel.placeIn(slot, true);
    else this.panel.placeIn(pendingOf(this.part), false);
  }

  async run(): Promise<void> {
    this.stop = new AbortController();
    this.runs += 1;
    const { desk } = this;
    this.panel.show(desk.texts["waitingTurn"] ?? "", { percent: 0, acts: ["cancel"] });
    try {
      const isReady = this.key !== null || (await desk.inTurn("prepare", () => this.prepare()));
      if (isReady && !this.stop.signal.aborted) await desk.inTurn("send", () => this.send());
    } finally {
      this.runs -= 1;
    }
  }

  /** Everything before the first byte leaves. False where it ended here. */
  private async prepare(): Promise<boolean> {
    const { texts } = this.desk;
    if (this.stop.signal.aborted) return false;
    if (this.wishes.shrink) await this.makeSmaller();
    const refusal = refusalText(this.part, this.file, texts);
    if (refusal) return this.fail(refusal, ["dismiss"]);
    const warning = warningText(this.file, texts);
    if (warning && this.sha256 === null) this.panel.note(warning);
    try {
      this.sha256 ??= await sha256Of(this.file, (bytes) => this.panel.show(fill(texts["checking"], { percent: percentOf(bytes, this.file.size) }), { percent: percentOf(bytes, this.file.size), acts: ["cancel"] }), this.stop.signal);
    } catch {
      return this.stop.signal.aborted ? false : this.fail(fill(texts["unreadable"], { name: this.file.name }), ["dismiss"]);
    }
    return this.declare(this.sha256);
  }

  private async makeSmaller(): Promise<void> {
    const { texts } = this.desk;
    this.panel.show(texts["shrinking"] ?? "", { percent: 0, acts: ["cancel"] });
    const before = this.file.size;
    const smaller = await shrunk(this.file);
    if (smaller === this.file) return;
    this.file = smaller;
    this.panel.note(fill(texts["shrunk"], { before: sizeText(before, texts.locale), after: sizeText(smaller.size, texts.locale) }));
  }

  /** Notes the file with the server by name, size and SHA-256; a file the entry waits for already is just that one. */
  private async declare(sha256: string): Promise<boolean> {
    const { desk, part, file } = this;
    const awaited = [...part.element.querySelectorAll<HTMLElement>("[data-file]")].find(({ dataset }) => dataset["sha256"] === sha256 && dataset["state"] !== "here");
    if (awaited) this.key = awaited.dataset["file"] ?? null;
    for (let attempt = 0; this.key === null; attempt += 1) {
      if (this.stop.signal.aborted) return false;
      try {
        const fields = { intent: "declare", partKey: part.key, key: newKey(), name: file.name, size: String(file.size), type: file.type, sha256, replaces: this.wishes.replaces ?? "" };
        const answer = await act(desk.actsAddress, fields);
        if (answer.ok) this.key = answer.key ?? null;
        else if (answer.reason !== "failed") return this.fail(answer.reason === "unauthenticated" ? (desk.texts["signedOut"] ?? "") : `${file.name}: ${answer.text ?? ""}`, answer.reason === "unauthenticated" ? ["tryAgain", "cancel"] : ["dismiss"]);
      } catch {
        // No network: asked again below, as the bytes would be.
      }
      if (this.key === null) await this.waitForNetwork(attempt);
    }
    if (this.key !== null && desk.isTaken(this.key, this)) {
      this.leave();
      return false;
    }
    await desk.refresh();
    this.place();
    return true;
  }

  private async waitForNetwork(attempt: number): Promise<void> {
    const seconds = Math.min(30, 2 ** attempt);
    this.panel.show(fill(this.desk.texts["retry"], { seconds, percent: 0 }), { percent: 0, acts: ["cancel"] });
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000);
      for (const target of [[window, "online"], [this.stop.signal, "abort"]] as const) {
        target[0].addEventListener(target[1], () => (clearTimeout(timer), resolve()), { once: true });
      }
    });
  }

  private async send(): Promise<void> {
    const { desk, part, file, key } = this;
    if (key === null || this.stop.signal.aborted) return;
    const pace = new Pace();
    desk.announce(fill(desk.texts["begun"], { name: file.name }));
    const outcome = await transfer({
      file,
      entryId: desk.entryId,
      partKey: part.key,
      fileKey: key,
      records: desk.records,
      stop: this.stop.signal,
      tell: (progress) => this.show(progress, pace),
    });
    await this.end(outcome);
  }

  private show(progress: Progress, pace: Pace): void {
    const { texts } = this.desk;
    const { size } = this.file;
    if (progress.kind === "finishing") return this.panel.show(texts["finishing"] ?? "", { percent: 100, acts: [] });
    const { loaded } = progress;
    this.loaded = loaded;
    const percent = percentOf(loaded, size);
    if (progress.kind === "sending") return this.panel.show(pace.sentence(loaded, size, texts), { percent, acts: ["pause", "cancel"] });
    const sentence = progress.kind === "offline" ? fill(texts["offline"], { percent }) : fill(texts["retry"], { percent, seconds: progress.seconds });
    this.panel.show(sentence, { percent, acts: ["resume", "cancel"] });
    this.desk.announce(sentence);
  }

  private async end(outcome: Outcome): Promise<void> {
    const { desk, file } = this;
    const { texts } = desk;
    switch (outcome.kind) {
      case "done":
        desk.announce(fill(texts["done"], { name: file.name }));
        this.leave();
        return desk.refresh();
      case "stopped":
        return;
      case "signed_out":
        this.fail(texts["signedOut"] ?? "", ["tryAgain", "cancel"]);
        return;
      case "refused":
        this.fail(outcome.text || fill(texts["failed"], { name: file.name }), ["tryAgain", "cancel"]);
        return desk.refresh();
    }
  }

  private fail(text: string, acts: readonly PanelAct[]): false {
    this.panel.show(text, { percent: null, acts, isError: true });
    this.desk.announce(text);
    return false;
  }

  private onAct(one: PanelAct): void {
    const { desk, file } = this;
    if (one === "dismiss") return this.leave();
    if (one === "cancel") return void this.drop();
    if (one === "pause") {
      this.stop.abort();
      const percent = percentOf(this.loaded, file.size);
      const sentence = fill(desk.texts["paused"], { percent });
      this.panel.show(sentence, { percent, acts: ["resume", "cancel"] });
      return desk.announce(sentence);
    }
    desk.announce(fill(desk.texts["resumed"], { name: file.name }));
    this.stop.abort();
    void this.run();
  }

  /** Takes the file out of the entry again; in what was submitted before it stays. */
  private async drop(): Promise<void> {
    const { desk, key, file } = this;
    this.stop.abort();
    this.leave();
    desk.announce(fill(desk.texts["removed"], { name: file.name }));
    if (key === null) return;
    await desk.records.drop(key);
    await act(desk.actsAddress, { intent: "remove", key, partKey: this.part.key }).catch(() => null);
    await desk.refresh();
  }

  /** Stops and goes from the page; its file stays as the server has it. */
  leave(): void {
    this.stop.abort();
    this.panel.element.remove();
    this.desk.forget(this);
  }
}

/** Where uploads stand that have no row yet. */
function pendingOf(part: PartPlace): Element {
  const present = part.element.querySelector("[data-pending]");
  if (present) return present;
  const list = document.createElement("div");
  list.dataset["pending"] = "";
  part.element.querySelector("ul")?.after(list);
  return list;
}

/** A version 4 UUID; `randomUUID` wants https, which an office's own network may lack. */
function newKey(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
