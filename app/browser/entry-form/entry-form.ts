import type { AutosaveAnswer } from "~/domain/entry/autosave";
import type { FoundField } from "../shared/device-copy";
import { Keeper } from "./keeper";
import { blockOf, showConflict, showErrors } from "./notes";
import { Seen } from "./seen";
import { bodyOf, send, type Sending, type Sent } from "./send";
import { StateLine, type StateTexts, withValue } from "./state-line";
import { TypedFields } from "./typed-fields";

/** What the server sends along with the form. */
export interface FormSettings {
  userId: string;
  /** null on a shared device, which keeps nothing */
  deviceKey: string | null;
  entryId: string;
  step: string;
  address: string;
  signIn: string;
  texts: StateTexts;
}

const SAVE_AFTER_MS = 1_500;
const SAVE_AFTER_LEAVING_MS = 100;
const LAST_WORDS_MS = 2_500;
const FIRST_RETRY_MS = 4_000;
const LONGEST_RETRY_MS = 60_000;
/** Browsers send at most 64 kB with a page that closes. */
const MOST_ON_CLOSING = 60_000;

/** One form of a step whose fields are saved while somebody types. The server decides; this only sends the form's fields earlier. */
export class EntryForm {
  private readonly seen: Seen;
  private readonly fields: TypedFields;
  private readonly line: StateLine;
  private readonly keeper: Keeper;
  private readonly errors = new Map<string, readonly string[]>();
  private readonly channel: BroadcastChannel | null;
  private timer = 0;
  private retryMs = FIRST_RETRY_MS;
  private busy: Promise<void> | null = null;
  private isStopped = false;
  private isSignedOut = false;
  /** said until something is typed */
  private restored = "";

  constructor(
    private readonly form: HTMLFormElement,
    private readonly settings: FormSettings,
    private readonly pattern: HTMLTemplateElement,
  ) {
    this.seen = new Seen(form.querySelector<HTMLInputElement>("input[name=seen]") ?? document.createElement("input"));
    this.fields = new TypedFields(form, this.seen);
    this.line = new StateLine(form.querySelector("[data-save-state]"));
    const place = `${settings.entryId}/${settings.step}`;
    this.keeper = new Keeper({ ...settings, place, typed: () => this.fields.typed() });
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(`typed ${settings.userId} ${place}`) : null;
    if (this.channel) this.channel.onmessage = ({ data }: MessageEvent<Sending[]>) => this.hear(data);
  }

  /** Begins with what is on the device, and with what was typed before this script was there. */
  async start(isReturn: boolean): Promise<void> {
    if (isReturn) this.fields.doubtTyped();
    this.form.autocomplete = "off";
    await this.recover();
    if (this.fields.typed().length > 0) {
      this.keeper.soon();
      this.saveIn(SAVE_AFTER_LEAVING_MS);
    } else if (this.fields.openCount > 0) this.showConflictCount();
    // The page before may have sent its last words after this one was asked for.
    if (isReturn) for (const ms of [0, LAST_WORDS_MS]) setTimeout(() => void this.save(true), ms);
  }

  /** Something was typed, or chosen (`isDone`). */
  noteTyped(isDone = false): void {
    if (this.isStopped) return;
    this.restored = "";
    if (!this.busy && !this.isSignedOut && this.fields.typed().length > 0) this.line.show(this.settings.texts.typed, "wait");
    this.keeper.soon();
    this.saveIn(isDone ? SAVE_AFTER_LEAVING_MS : SAVE_AFTER_MS);
  }

  /** A field was left: what is wrong in it is said now, and it is saved at once. */
  left(field: string): void {
    this.tellErrors(field);
    if (!this.isSignedOut && this.fields.unsaved().length > 0) this.saveIn(SAVE_AFTER_LEAVING_MS);
  }

  private saveIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  get isSaved(): boolean {
    return this.fields.typed().length === 0 && !this.busy;
  }

  get isBusy(): boolean {
    return this.busy !== null;
  }

  /** Waits for a save under way, so long at most. */
  async settled(ms: number): Promise<void> {
    await Promise.race([this.busy, new Promise((resolve) => setTimeout(resolve, ms))]);
  }

  /** Saves what is typed; waits for a save under way. With `always` also asks what others changed. */
  async save(always = false): Promise<void> {
    while (this.busy) await this.busy;
    const fields = this.fields.unsaved();
    if (this.isStopped || (fields.length === 0 && !always)) return;
    if (fields.length > 0 && !this.isSignedOut) this.line.show(this.settings.texts.saving, "wait");
    this.busy = this.saveFields(fields).finally(() => (this.busy = null));
    await this.busy;
    if (this.fields.unsaved().length > 0 && !this.isStopped) this.saveIn(this.retryMs === FIRST_RETRY_MS ? SAVE_AFTER_MS : this.retryMs);
  }

  private async saveFields(fields: readonly Sending[]): Promise<void> {
    const sent = await send(this.settings.address, bodyOf(this.form, fields, this.seen.text()));
    if (sent.kind === "saved") await this.settle(fields, sent.answer);
    else await this.keepAll().then(() => this.tellUnsaved(sent, fields.length > 0));
  }

  /** The server has the fields: what it holds now, what has to be chosen, what others changed. */
  private async settle(fields: readonly Sending[], answer: AutosaveAnswer): Promise<void> {
    this.retryMs = FIRST_RETRY_MS;
    this.isSignedOut = false;
    const done = fields.filter(({ field }) => field in answer.marks);
    for (const { field, inputs } of done) {
      this.fields.agree(field, answer.marks[field], inputs);
      this.errors.set(field, answer.errors[field] ?? []);
      if (!this.fields.isAt(field)) this.tellErrors(field);
    }
    // Sent, but nothing new in it: what somebody else stored stands, under the mark it was typed over until it is shown.
    for (const { field, inputs } of fields) {
      if (field in answer.marks || answer.conflicts.some(({ name }) => field.startsWith(name))) continue;
      this.fields.agree(field, undefined, inputs);
      await this.keeper.forget(field, inputs);
    }
    for (const conflict of answer.conflicts) {
      this.fields.open(conflict.name, { mark: conflict.mark, value: conflict.theirsValue });
      showConflict(this.form, this.pattern, conflict, this.fields.controls(conflict.name));
    }
    const isTakenOver = answer.theirs.filter((one) => this.fields.takeOver(one.name, [[one.name, one.value]], one.mark)).length > 0;
    for (const [from, to] of answer.renamed) this.fields.rename(from, to);
    this.tellSaved(answer, isTakenOver && fields.length === 0);
    this.channel?.postMessage(done.map(({ field, inputs }) => ({ field, inputs, mark: answer.marks[field] ?? "" })));
    await Promise.all(done.map(({ field, inputs }) => this.keeper.forget(field, inputs)));
  }

  /** What is wrong in a field is said when it was left, not while somebody is still typing. */
  private tellErrors(field: string): void {
    const errors = this.errors.get(field);
    if (errors) showErrors(field, this.fields.controls(field), errors);
  }

  private tellSaved(answer: AutosaveAnswer, isTakenOver: boolean): void {
    const { texts } = this.settings;
    const missing = this.form.querySelector("[data-missing]");
    if (missing) missing.textContent = answer.missing;
    const version = document.querySelector<HTMLInputElement>("input[name=version]");
    if (version && answer.version?.[0] === version.value) version.value = answer.version[1];
    if (this.fields.openCount > 0) this.showConflictCount();
    else if (this.fields.typed().length > 0) this.line.show(texts.typed, "wait");
    else this.line.show(isTakenOver ? texts.takenOver : `${this.restored} ${withValue(texts.saved, answer.time)}`.trim(), "good");
  }

  private showConflictCount(): void {
    this.line.show(withValue(this.settings.texts.conflict, String(this.fields.openCount)), "bad");
  }

  private tellUnsaved(sent: Exclude<Sent, { kind: "saved" }>, hasTyped: boolean): void {
    const { texts, deviceKey } = this.settings;
    const isKept = deviceKey !== null;
    switch (sent.kind) {
      case "network":
      case "server":
        this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
        if (hasTyped) this.line.show(sent.kind === "server" ? withValue(texts.failed, texts.server) : isKept ? texts.offline : texts.offlineShared, "bad");
        return;
      case "signed-out":
        this.retryMs = LONGEST_RETRY_MS;
        this.isSignedOut = true;
        if (!hasTyped && this.fields.typed().length === 0) return location.reload();
        if (!isKept) return this.line.show(texts.signedOutShared, "bad");
        return this.line.show(texts.signedOut, "bad", { text: texts.signIn, href: this.signInHere() });
      case "other-writer":
        // Nobody else may read this page; what was typed waits on the device for its own account.
        this.stop();
        if (isKept || !hasTyped) location.reload();
        else this.line.show(withValue(texts.failed, sent.text), "bad");
        return;
      case "refused":
        this.retryMs = LONGEST_RETRY_MS;
        this.line.show(withValue(texts.failed, sent.text), "bad");
    }
  }

  /** After signing in the reader comes back to the field. */
  private signInHere(): string {
    const { activeElement } = document;
    const id = activeElement && this.form.contains(activeElement) ? activeElement.id : (this.fields.controls(this.fields.typed()[0]?.field ?? "")[0]?.id ?? "");
    return this.settings.signIn + encodeURIComponent(id === "" ? "" : `#${id}`);
  }

  /** Another tab of the same account saved these fields. */
  private hear(fields: readonly Sending[]): void {
    for (const { field, inputs, mark } of fields) if (this.fields.takeOver(field, inputs, mark)) showErrors(field, this.fields.controls(field), []);
    if (this.fields.typed().length === 0 && this.fields.openCount === 0) this.line.show(this.settings.texts.takenOver, "good");
  }

  /** "Lấy bản của tôi" or "Giữ bản kia"; false where only the server can carry it out. */
  decide(kind: "mine" | "theirs", field: string): boolean {
    if (!this.fields.choose(kind, field)) return false;
    blockOf(this.form, field)?.remove();
    if (kind === "theirs") void this.keeper.forget(field, null);
    void this.save(true);
    return true;
  }

  /** Puts everything that is not at the server yet on the device. */
  keepAll(): Promise<void> {
    return this.keeper.all();
  }

  /** Brings back what an earlier page could not save: into its box where nobody changed it since, else to the server, which shows both. */
  private async recover(): Promise<void> {
    let newest = 0;
    for (const kept of await this.keeper.find((field) => this.fields.controls(field).length > 0)) {
      const standing = this.fields.standingOf(kept.field, kept.inputs, kept.mark);
      if (standing === "stored") await this.keeper.forget(kept.field, null);
      else if (standing === "other") await this.offer(kept);
      else if (this.fields.put(kept.field, kept.inputs)) newest = kept.at;
    }
    const { texts } = this.settings;
    if (newest === 0) return;
    this.restored = withValue(texts.restored, new Date(newest).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }));
    this.line.show(this.restored, "good");
  }

  /** Lets the server say what has become of a text that was typed over another one than is shown. */
  private async offer({ field, inputs, mark }: FoundField): Promise<void> {
    if (!this.fields.isOpen(field)) await this.save();
    const sent = await send(this.settings.address, bodyOf(this.form, [{ field, inputs, mark }], this.seen.text(new Map([[field, mark]]))));
    if (sent.kind !== "saved") return;
    const { marks, conflicts } = sent.answer;
    if (conflicts.some(({ name }) => name === field)) {
      this.fields.put(field, inputs);
      return this.settle([], sent.answer);
    }
    const stored = marks[field];
    if (stored !== undefined && stored !== this.seen.get(field) && this.fields.put(field, inputs)) this.fields.agree(field, stored);
    await this.keeper.forget(field, null);
  }

  /** The page goes away: what is typed is sent along and stays on the device until the server is known to have it. */
  leave(isSubmitted: boolean): void {
    this.keeper.last();
    void this.keepAll();
    const fields = this.fields.unsaved();
    if (isSubmitted || fields.length === 0 || this.isStopped) return;
    // Three bytes a letter at most.
    if (JSON.stringify(fields).length * 3 < MOST_ON_CLOSING) void send(this.settings.address, bodyOf(this.form, fields, this.seen.text()), true);
  }

  /** From now on nothing is kept or sent: the account signs out. */
  stop(): void {
    this.isStopped = true;
    this.keeper.stop();
    clearTimeout(this.timer);
  }
}
