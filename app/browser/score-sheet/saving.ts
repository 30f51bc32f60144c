import { openStore } from "../judging-device/open-store";
import { chosen, faultsNow, forgotten, isUnsent, newRecord, sameValues, seen, type SheetRecord, type SheetValues, type ShownSheet, stateOf, typed, valuesOf, withChanges } from "../judging-device/record";
import { fill, type KeepingProblem, loadedAt, note, type OfflineSettings, readSettings, timeText } from "../judging-device/page";
import type { SheetStore } from "../judging-device/sheet-store";
import { watchSignOut } from "../judging-device/sign-out";
import { Sync } from "../judging-device/sync";
import { showTrouble } from "../judging-device/trouble";
import { markUnsent } from "../judging-device/unsent-mark";
import type { SavingState, SheetControl, SheetData } from "./form-control";

const SEND_AFTER_MS = 400;
/** how long a form waits for the answer to an older save */
const ANSWER_PATIENCE_MS = 20_000;

/** Keeps what is typed into a score sheet: first on this device, then at the server. */
export function startSaving(control: SheetControl, data: SheetData): void {
  const settings = readSettings();
  if (settings) void new Saving(control, data, settings).begin();
}

class Saving {
  private store: SheetStore | null = null;
  private sync: Sync | null = null;
  private record: SheetRecord | null = null;
  /** what this tab last read of the device's copy, or wrote to it */
  private agreed: SheetValues;
  private keeping: Promise<void> | null = null;
  private isDirty = false;
  private timer = 0;
  private sendAfter = SEND_AFTER_MS;
  /** the form goes off: no save of this device is under way any more */
  private isSettled = false;
  /** what is drawn of a conflict or a refusal */
  private drawn = "";

  constructor(
    private readonly control: SheetControl,
    private readonly data: SheetData,
    private readonly settings: OfflineSettings,
  ) {
    this.agreed = data.stored;
    control.onChange((_values, isDone) => this.noteTyped(isDone));
  }

  private get shown(): ShownSheet {
    const { assignment, version, savedAt, stored, criteria } = this.data;
    return { assignment, criteria: criteria.map(({ id, label }) => ({ id, label })), known: { version, values: stored, savedAt } };
  }

  async begin(): Promise<void> {
    const { control, data, settings } = this;
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    // What a browser puts back by itself is older than what is known; what was typed before this script was there counts.
    const isReturn = navigation?.type === "reload" || navigation?.type === "back_forward";
    const { store, problem } = await openStore(settings);
    this.store = store;
    this.record = await store.change(data.assignment, (record) => (loadedAt() === null ? seen(record, { ...this.shown, isOpen: data.isOpen }) : (record ?? newRecord(this.shown))));
    const early = this.isDirty || !isReturn ? control.values() : null;
    const kept = this.record ? valuesOf(this.record) : this.agreed;
    const start = early ? withChanges(kept, this.agreed, early) : kept;
    this.agreed = kept;
    if (!sameValues(control.values(), start)) control.apply(start);
    const sync = new Sync(store, { userId: settings.userId, saveUrl: settings.saveUrl, signIn: settings.signIn, changed: (assignment) => void this.heard(assignment) });
    this.sync = sync;
    this.tellWhere(problem);
    watchSignOut(settings, store, sync, () => this.keeping);
    control.form.addEventListener("submit", (event) => this.submitted(event, store, sync));
    addEventListener("pagehide", () => void this.keep().then(() => sync.lastBreath()));
    if (!sameValues(start, kept)) this.noteTyped();
    else this.show();
    sync.start();
  }

  /** The buttons of the plain form where nothing gets through: all is on the device, so "save and next" only goes on. */
  private submitted(event: SubmitEvent, store: SheetStore, sync: Sync): void {
    // The sheet itself held the form back: nothing is to be sent later either.
    if (event.defaultPrevented) return;
    const { form } = this.control;
    const intent = (event.submitter as HTMLButtonElement | null)?.value ?? "";
    const goesThrough = navigator.onLine && sync.reach !== "offline" && loadedAt() === null;
    if (!store.isKept || goesThrough || !["save", "next"].includes(intent)) {
      if (sync.isSending && !this.isSettled) this.submitSettled(event, sync);
      return;
    }
    event.preventDefault();
    const next = intent === "next" ? form.dataset["next"] : undefined;
    void this.keep().then(() => (next ? location.assign(next.startsWith("/") ? next : `${this.settings.home}/${next}`) : sync.run()));
  }

  /** A form sent while an older save is under way would meet it at the server as if somebody else had saved: it waits for the answer. */
  private submitSettled(event: SubmitEvent, sync: Sync): void {
    event.preventDefault();
    const { form } = this.control;
    void this.keep()
      .then(() => sync.settled(ANSWER_PATIENCE_MS))
      .then(() => this.heard(null))
      .then(() => {
        this.isSettled = true;
        form.requestSubmit(event.submitter);
        this.isSettled = false;
      });
  }

  /** Where the page came from, and what this device cannot do. */
  private tellWhere(problem: KeepingProblem | null): void {
    const { texts } = this.settings;
    const at = loadedAt();
    if (at !== null) note("from-device", fill(texts.fromDevice, timeText(at)), "warning");
    if (problem) note("not-kept", texts.notKept[problem], "warning");
  }

  private noteTyped(isDone = false): void {
    this.isDirty = true;
    this.sendAfter = isDone ? 0 : SEND_AFTER_MS;
    this.control.showState("unsaved");
    this.control.lockButtonEnabled(false);
    if (this.store) void this.keep();
  }

  /** Writes what is typed to the device, again for what was typed meanwhile; then it is sent. */
  private keep(): Promise<void> {
    this.keeping ??= this.write()
      .catch(() => {
        // No room, or the browser took the store away: it says so and tries again with the next change.
        this.isDirty = true;
        note("not-kept", this.settings.texts.notKept.failed, "warning");
      })
      .finally(() => {
        this.keeping = null;
        this.show();
      });
    return this.keeping;
  }

  private async write(): Promise<void> {
    const { store, data, control } = this;
    while (this.isDirty && store) {
      this.isDirty = false;
      const values = control.values();
      const before = this.agreed;
      const turn = Math.max(0, ...(await store.sheets()).map((one) => one.turn)) + 1;
      this.record = await store.change(data.assignment, (record) => {
        const base = record ?? newRecord(this.shown);
        return typed(base, withChanges(valuesOf(base), before, values), { deviceAt: new Date().toISOString(), turn });
      });
      this.agreed = values;
      this.takeOver();
      this.sync?.tell(data.assignment);
      if (store.isKept && this.record && isUnsent(this.record)) markUnsent(this.settings.userId, true);
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.sync?.runSoon(), this.sendAfter);
    }
  }

  /** What another tab, or the server, put into the device's copy comes onto the page, unless something else is typed just now. */
  private takeOver(): void {
    if (!this.record || this.isDirty) return;
    const values = valuesOf(this.record);
    if (!sameValues(values, this.agreed)) this.control.apply(values);
    this.agreed = values;
  }

  private async heard(assignment: string | null): Promise<void> {
    const { store, data } = this;
    if (!store || (assignment !== null && assignment !== data.assignment)) return;
    const found = await store.sheet(data.assignment);
    if (found && !this.isDirty && !this.keeping) {
      this.record = found;
      this.takeOver();
    }
    this.show();
  }

  private show(): void {
    const { record, control, store, sync } = this;
    if (!record || !store || !sync || this.isDirty || this.keeping) return;
    const state = this.state(record, store, sync);
    // Times of the server only: the clock of this device may be wrong.
    const at = { server: record.known.savedAt, faulty: record.known.savedAt, late: record.lateAt }[state as "server" | "faulty" | "late"];
    control.showState(state, at ? new Date(at) : undefined);
    control.showFaults(faultsNow(record));
    control.lockButtonEnabled(state === "server");
    control.setVersion(record.known.version);
    const { texts } = this.settings;
    note("late", record.lateAt !== null && !isUnsent(record) ? fill(texts.late, timeText(record.lateAt)) : null, "warning");
    this.drawTrouble(record);
  }

  private state(record: SheetRecord, store: SheetStore, sync: Sync): SavingState {
    const state = stateOf(record);
    if (state !== "device") return state;
    if (sync.reach === "signed_out") return "signed_out";
    if (record.sent && sync.isSending) return "saving";
    return store.isKept ? "device" : "unsaved";
  }

  private drawTrouble(record: SheetRecord): void {
    const { trouble } = record;
    const look = JSON.stringify(trouble && [trouble, valuesOf(record)]);
    if (look === this.drawn) return;
    this.drawn = look;
    showTrouble(this.control.conflictSlot, record, {
      texts: this.settings.texts,
      choose: (values) => this.settle((found) => chosen(found, values, { deviceAt: new Date().toISOString(), turn: found.turn + 1 })),
      forget: () => this.settle((found) => forgotten(found)),
    });
  }

  /** The judge has decided. */
  private async settle(change: (record: SheetRecord) => SheetRecord): Promise<void> {
    await this.keeping;
    this.record = (await this.store?.change(this.data.assignment, (record) => record && change(record))) ?? this.record;
    this.takeOver();
    this.show();
    this.sync?.tell(this.data.assignment);
    await this.sync?.run();
  }
}

