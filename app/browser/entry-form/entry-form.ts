import type { AutosaveAnswer } from "~/domain/entry/autosave";
import { addRow } from "../dossier-form/rows";
import type { FoundField } from "../shared/device-copy";
import { type Control, controlsOf, defaultInputsOf, fill, type Inputs, inputsOf, isSimple, same } from "./controls";
import { Keeper } from "./keeper";
import { blockOf, renameIn, showConflict, showErrors } from "./notes";
import { Seen } from "./seen";
import { bodyOf, send, type Sending, type Sent } from "./send";
import { StateLine, type StateTexts, withValue } from "./state-line";

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
/** A table of the dossier has at most this many rows. */
const MOST_ROWS = 60;
const LAST_WORDS_MS = 2_500;
const FIRST_RETRY_MS = 4_000;
const LONGEST_RETRY_MS = 60_000;
/** Browsers send at most 64 kB with a page that closes. */
const MOST_ON_CLOSING = 60_000;
/** The mark of what the page cannot know. */
const UNSEEN = "?";

/** What no field can say, so that it counts as typed. */
const NOTHING: Inputs = [["", ""]];

/** One form of a step whose fields are saved while somebody types. The server decides; this only sends the form's fields earlier. */
export class EntryForm {
  private readonly seen: Seen;
  private readonly line: StateLine;
  private readonly keeper: Keeper;
  /** what the server is known to hold, by field */
  private readonly agreed = new Map<string, Inputs>();
  /** fields with two texts that wait for a choice: what the box holds if the other text is kept */
  private readonly conflicts = new Map<string, { mark: string; value: string | null }>();
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
    this.line = new StateLine(form.querySelector("[data-save-state]"));
    this.keeper = new Keeper({ userId: settings.userId, deviceKey: settings.deviceKey, place: this.place, typed: () => this.typed() });
    for (const [field, controls] of controlsOf(form)) this.agreed.set(field, defaultInputsOf(controls));
    for (const block of form.querySelectorAll<HTMLElement>("[data-conflict]")) this.conflicts.set(block.dataset["conflict"] ?? "", { mark: markIn(block), value: null });
    this.channel = "BroadcastChannel" in window ? new BroadcastChannel(`typed ${settings.userId} ${this.place}`) : null;
    if (this.channel) this.channel.onmessage = ({ data }: MessageEvent<Sending[]>) => this.hear(data);
  }

  private get place(): string {
    return `${this.settings.entryId}/${this.settings.step}`;
  }

  /** Begins with what is on the device, and with what was typed before this script was there. */
  async start(isReturn: boolean): Promise<void> {
    // What a browser put back by itself may be older than what others saved meanwhile.
    if (isReturn) for (const { field } of this.typed()) this.seen.set(field, UNSEEN);
    this.form.autocomplete = "off";
    await this.recover();
    if (this.typed().length > 0) {
      this.keeper.soon();
      this.saveIn(SAVE_AFTER_LEAVING_MS);
    } else if (this.conflicts.size > 0) this.showConflictCount();
    // The page before may have sent its last words after this one was asked for.
    if (isReturn) for (const ms of [0, LAST_WORDS_MS]) setTimeout(() => void this.save(true), ms);
  }

  /** Something was typed, or chosen (`isDone`). */
  noteTyped(isDone = false): void {
    if (this.isStopped) return;
    this.restored = "";
    if (!this.busy && !this.isSignedOut && this.typed().length > 0) this.line.show(this.settings.texts.typed, "wait");
    this.keeper.soon();
    this.saveIn(isDone ? SAVE_AFTER_LEAVING_MS : SAVE_AFTER_MS);
  }

  /** A field was left: what is wrong in it is said now, and it is saved at once. */
  left(field: string): void {
    this.tellErrors(field);
    if (!this.isSignedOut && this.unsaved().length > 0) this.saveIn(SAVE_AFTER_LEAVING_MS);
  }

  private saveIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  /** Fields that say something else than the server is known to hold. */
  private typed(): Sending[] {
    return [...controlsOf(this.form)].flatMap(([field, controls]) => {
      const inputs = inputsOf(controls);
      return same(inputs, this.agreed.get(field) ?? defaultInputsOf(controls)) ? [] : [{ field, inputs, mark: this.seen.get(field) }];
    });
  }

  /** True while two texts of the field, or of the author it belongs to, wait for a choice. */
  private isOpen(field: string): boolean {
    return this.conflicts.has(field) || this.conflicts.has(/^author-[0-9a-f-]{36}/.exec(field)?.[0] ?? "");
  }

  private unsaved(): Sending[] {
    return this.typed().filter(({ field }) => !this.isOpen(field));
  }

  get isSaved(): boolean {
    return this.typed().length === 0 && !this.busy;
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
    const fields = this.unsaved();
    if (this.isStopped || (fields.length === 0 && !always)) return;
    if (fields.length > 0 && !this.isSignedOut) this.line.show(this.settings.texts.saving, "wait");
    this.busy = this.saveFields(fields).finally(() => (this.busy = null));
    await this.busy;
    if (this.unsaved().length > 0 && !this.isStopped) this.saveIn(this.retryMs === FIRST_RETRY_MS ? SAVE_AFTER_MS : this.retryMs);
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
      this.agreed.set(field, inputs);
      this.seen.set(field, answer.marks[field] ?? "");
      this.errors.set(field, answer.errors[field] ?? []);
      if (!this.isAt(field)) this.tellErrors(field);
    }
    // Sent, but nothing new in it: what somebody else stored stands, under the mark it was typed over until it is shown.
    for (const { field, inputs } of fields) {
      if (field in answer.marks || answer.conflicts.some(({ name }) => field.startsWith(name))) continue;
      this.agreed.set(field, inputs);
      await this.keeper.forget(field, inputs);
    }
    for (const conflict of answer.conflicts) {
      this.conflicts.set(conflict.name, { mark: conflict.mark, value: conflict.theirsValue });
      showConflict(this.form, this.pattern, conflict, this.controls(conflict.name));
    }
    const isTakenOver = answer.theirs.filter((one) => this.takeOver(one.name, [[one.name, one.value]], one.mark)).length > 0;
    for (const [from, to] of answer.renamed) this.rename(from, to);
    this.tellSaved(answer, isTakenOver && fields.length === 0);
    this.channel?.postMessage(done.map(({ field, inputs }) => ({ field, inputs, mark: answer.marks[field] ?? "" })));
    await Promise.all(done.map(({ field, inputs }) => this.keeper.forget(field, inputs)));
  }

  private isAt(field: string): boolean {
    return this.controls(field).some((control) => control === document.activeElement);
  }

  /** What is wrong in a field is said when it was left, not while somebody is still typing. */
  private tellErrors(field: string): void {
    const errors = this.errors.get(field);
    if (errors) showErrors(field, this.controls(field), errors);
  }

  private tellSaved(answer: AutosaveAnswer, isTakenOver: boolean): void {
    const { texts } = this.settings;
    const missing = this.form.querySelector("[data-missing]");
    if (missing) missing.textContent = answer.missing;
    const version = document.querySelector<HTMLInputElement>("input[name=version]");
    if (version && answer.version?.[0] === version.value) version.value = answer.version[1];
    if (this.conflicts.size > 0) this.showConflictCount();
    else if (this.typed().length > 0) this.line.show(texts.typed, "wait");
    else this.line.show(isTakenOver ? texts.takenOver : `${this.restored} ${withValue(texts.saved, answer.time)}`.trim(), "good");
  }

  private showConflictCount(): void {
    this.line.show(withValue(this.settings.texts.conflict, String(this.conflicts.size)), "bad");
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
        if (!hasTyped && this.typed().length === 0) return location.reload();
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
    const id = activeElement && this.form.contains(activeElement) ? activeElement.id : (this.controls(this.typed()[0]?.field ?? "")[0]?.id ?? "");
    return this.settings.signIn + encodeURIComponent(id === "" ? "" : `#${id}`);
  }

  private controls(field: string): Control[] {
    return controlsOf(this.form).get(field) ?? [];
  }

  /** Puts texts into a field; a table gets the rows it needs. False where the page has no place for them. */
  private put(field: string, inputs: Inputs): boolean {
    const table = this.form.querySelector<HTMLElement>(`[data-rows][data-field="${CSS.escape(field)}"]`);
    const lacks = () => inputs.some(([name]) => !this.controls(field).some((control) => control.name === name));
    for (let rows = 0; table && rows < MOST_ROWS && lacks(); rows += 1) if (!addRow(table)) break;
    return fill(this.controls(field), inputs);
  }

  /** Shows a text saved elsewhere where nobody is typing; gives whether it did. */
  private takeOver(field: string, inputs: Inputs, mark: string): boolean {
    const controls = this.controls(field);
    const own = inputsOf(controls);
    const isSimilar = inputs.length === 1 && inputs[0]?.[0] === field ? isSimple(field, controls) : controls.length > 0;
    if (!isSimilar || this.isOpen(field)) return false;
    const agreed = this.agreed.get(field) ?? defaultInputsOf(controls);
    const isTyping = document.hasFocus() && this.isAt(field);
    if (!same(own, inputs) && (!same(own, agreed) || isTyping)) return false;
    if (!this.put(field, inputs)) return false;
    this.agreed.set(field, inputsOf(this.controls(field)));
    this.seen.set(field, mark);
    return !same(own, inputs);
  }

  /** Another tab of the same account saved these fields. */
  private hear(fields: readonly Sending[]): void {
    for (const { field, inputs, mark } of fields) if (this.takeOver(field, inputs, mark)) showErrors(field, this.controls(field), []);
    if (this.typed().length === 0 && this.conflicts.size === 0) this.line.show(this.settings.texts.takenOver, "good");
  }

  private rename(from: string, to: string): void {
    renameIn(this.form, from, to);
    this.seen.rename(from, to);
    for (const [field, inputs] of this.agreed) {
      if (!field.includes(from)) continue;
      this.agreed.delete(field);
      this.agreed.set(field.replace(from, to), inputs.map(([name, text]) => [name.replace(from, to), text]));
    }
  }

  /** "Lấy bản của tôi" or "Giữ bản kia"; false where only the server can carry it out. */
  decide(kind: "mine" | "theirs", field: string): boolean {
    const conflict = this.conflicts.get(field);
    const controls = this.controls(field);
    if (!conflict || !isSimple(field, controls) || (kind === "theirs" && conflict.value === null)) return false;
    this.conflicts.delete(field);
    blockOf(this.form, field)?.remove();
    this.seen.set(field, conflict.mark);
    if (kind === "theirs") {
      fill(controls, [[field, conflict.value ?? ""]]);
      this.agreed.set(field, inputsOf(controls));
      void this.keeper.forget(field, null);
    } else this.agreed.set(field, NOTHING);
    controls[0]?.focus();
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
    for (const kept of await this.keeper.find((field) => this.controls(field).length > 0)) {
      const controls = this.controls(kept.field);
      const agreed = this.agreed.get(kept.field) ?? [];
      const isUntouched = same(inputsOf(controls), agreed) && !this.isOpen(kept.field);
      if (isUntouched && same(agreed, kept.inputs)) await this.keeper.forget(kept.field, null);
      else if (isUntouched && kept.mark === this.seen.get(kept.field)) newest = this.put(kept.field, kept.inputs) ? Math.max(newest, kept.at) : newest;
      else await this.offer(kept);
    }
    const { texts } = this.settings;
    if (newest === 0) return;
    this.restored = withValue(texts.restored, new Date(newest).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" }));
    this.line.show(this.restored, "good");
  }

  /** Lets the server say what has become of a text that was typed over another one than is shown. */
  private async offer({ field, inputs, mark }: FoundField): Promise<void> {
    if (!this.isOpen(field)) await this.save();
    const sent = await send(this.settings.address, bodyOf(this.form, [{ field, inputs, mark }], this.seen.text(new Map([[field, mark]]))));
    if (sent.kind !== "saved") return;
    const { marks, conflicts } = sent.answer;
    if (conflicts.some(({ name }) => name === field)) {
      this.put(field, inputs);
      return this.settle([], sent.answer);
    }
    const stored = marks[field];
    if (stored !== undefined && stored !== this.seen.get(field) && this.put(field, inputs)) {
      this.agreed.set(field, inputsOf(this.controls(field)));
      this.seen.set(field, stored);
    }
    await this.keeper.forget(field, null);
  }

  /** The page goes away: what is typed is sent along and stays on the device until the server is known to have it. */
  leave(isSubmitted: boolean): void {
    this.keeper.last();
    void this.keepAll();
    const fields = this.unsaved();
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

  /** The field a place in the address means gets the focus. */
  focusOn(id: string): void {
    const element = id === "" ? null : document.getElementById(id);
    if (element && this.form.contains(element) && document.activeElement === document.body) element.focus();
  }

  get leavingText(): string {
    return this.settings.texts.leaving;
  }
}

const markIn = (block: HTMLElement) => (block.querySelector<HTMLInputElement>("[name=shown]")?.value ?? "").split("=")[1] ?? "";
