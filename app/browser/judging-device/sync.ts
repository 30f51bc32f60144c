import { MOST_SAVES, type SheetAnswer, type SheetAnswers, type SheetSave, type SheetSaves } from "~/domain/judging/sheet-save";
import { answered, isUnsent, nextSave } from "./record";
import type { SheetStore } from "./sheet-store";
import { markUnsent } from "./unsent-mark";

/** How the server was found the last time: there, out of reach, in trouble, or asking for another sign-in. */
export type Reach = "there" | "offline" | "trouble" | "signed_out";

const PATIENCE_MS = 20_000;
const FIRST_RETRY_MS = 3_000;
const LONGEST_RETRY_MS = 30_000;

/** What tabs of one account tell each other. */
interface News {
  /** of these sheets; null: a round of sending ended */
  changed: string | null;
  /** the account has signed out: its key is gone, nothing typed in another tab could be kept any more */
  isGone?: true;
}

interface SyncSettings {
  userId: string;
  saveUrl: string;
  /** where tabs go whose account signed out in another one */
  signIn: string;
  /** told after every change of a sheet or of `reach` */
  changed: (assignment: string | null) => void;
}

/**
 * Sends what is on the device to the server, in the order it was typed: when asked, when the network comes back, when the page comes
 * into sight, and from time to time. One tab at a time sends; ids make it harmless where two do.
 */
export class Sync {
  reach: Reach = "there";
  private readonly channel: BroadcastChannel | null;
  private running: Promise<void> | null = null;
  private isWanted = false;
  private timer = 0;
  private retryMs = FIRST_RETRY_MS;
  private isStopped = false;

  constructor(
    private readonly store: SheetStore,
    private readonly settings: SyncSettings,
  ) {
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`cham-thi ${settings.userId}`) : null;
    this.channel?.addEventListener("message", ({ data }: MessageEvent<News>) => {
      if (data.isGone) return location.replace(settings.signIn);
      settings.changed(data.changed);
      if (data.changed === null) void this.run();
    });
  }

  get isSending(): boolean {
    return this.running !== null;
  }

  /** From now on sends by itself. */
  start(): void {
    addEventListener("online", () => {
      // It is often said a moment before anything comes through.
      this.retryMs = FIRST_RETRY_MS;
      void this.run();
    });
    addEventListener("pageshow", ({ persisted }) => persisted && void this.run(true));
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      this.settings.changed(null);
      void this.run(true);
    });
    void this.run(true);
  }

  /** The account signs out: nothing more is sent, and other tabs leave too. */
  leave(): void {
    this.channel?.postMessage({ changed: null, isGone: true } satisfies News);
    this.isStopped = true;
    clearTimeout(this.timer);
    this.channel?.close();
  }

  /** Tells other tabs that a sheet changed. */
  tell(assignment: string): void {
    if (!this.isStopped && this.store.isKept) this.channel?.postMessage({ changed: assignment } satisfies News);
  }

  /** Sends all that is to be sent; resolves when that was tried. `again`: also what was refused for a while. */
  async run(again = false): Promise<void> {
    if (this.isStopped) return;
    this.isWanted ||= this.running !== null;
    this.running ??= this.alone(() => this.rounds(again)).finally(() => {
      this.running = null;
      this.settings.changed(null);
      void this.unsent();
      if (!this.isWanted) return;
      this.isWanted = false;
      if (this.reach === "there") void this.run();
    });
    await this.running;
  }

  /** Resolves when nothing is being sent and everything could be, or after so many milliseconds. */
  async settled(ms: number): Promise<void> {
    await Promise.race([this.run(true).then(() => this.running), new Promise((resolve) => setTimeout(resolve, ms))]);
  }

  /** After typing: where the browser knows of no network nothing leaves, so that all that is typed meanwhile is one save later. */
  async runSoon(): Promise<void> {
    if (navigator.onLine) return this.run();
    this.reach = "offline";
    this.settings.changed(null);
    // Some browsers are wrong about it.
    this.retryMs = LONGEST_RETRY_MS;
    this.later();
  }

  private async alone(work: () => Promise<void>): Promise<void> {
    if (!this.store.isKept || !("locks" in navigator)) return work();
    await navigator.locks.request(`cham-thi ${this.settings.userId}`, { ifAvailable: true }, async (lock) => {
      // Another tab sends: it tells when it is done.
      if (lock) await work().then(() => this.channel?.postMessage({ changed: null } satisfies News));
    });
  }

  private async rounds(again: boolean): Promise<void> {
    for (let isFirst = true; !this.isStopped; isFirst = false) {
      const saves = await this.take(again && isFirst);
      if (saves.length === 0) return;
      this.settings.changed(null);
      const answers = await this.send(saves);
      const settled = answers?.filter((answer) => saves.some(({ id }) => id === answer.id) && !(answer.outcome === "refused" && answer.reason === "failed")) ?? [];
      for (const answer of answers ?? []) await this.settle(saves, answer);
      if (settled.length === 0) return this.later();
      this.retryMs = FIRST_RETRY_MS;
    }
  }

  /** What to send next; that it was sent is written down before. */
  private async take(again: boolean): Promise<SheetSave[]> {
    const saves: SheetSave[] = [];
    for (const found of await this.store.sheets()) {
      if (saves.length === MOST_SAVES) break;
      const { assignment } = found;
      if (!nextSave(found, "", again)) continue;
      let save: SheetSave | null = null;
      await this.store.change(assignment, (record) => {
        const next = record && nextSave(record, crypto.randomUUID(), again);
        save = next?.sent ?? null;
        return next && next.sent !== record?.sent ? next : record;
      });
      if (save) saves.push(save);
    }
    return saves;
  }

  private async settle(saves: readonly SheetSave[], answer: SheetAnswer): Promise<void> {
    const assignment = saves.find(({ id }) => id === answer.id)?.assignment;
    if (assignment === undefined) return;
    await this.store.change(assignment, (record) => record && answered(record, answer));
    this.settings.changed(assignment);
    this.tell(assignment);
  }

  private async send(saves: readonly SheetSave[], keepalive = false): Promise<readonly SheetAnswer[] | null> {
    const { userId, saveUrl } = this.settings;
    try {
      const response = await fetch(saveUrl, {
        method: "POST",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify({ by: userId, saves } satisfies SheetSaves),
        redirect: "error",
        keepalive,
        ...(keepalive ? {} : { signal: AbortSignal.timeout(PATIENCE_MS) }),
      });
      this.reach = response.ok ? "there" : response.status === 401 ? "signed_out" : "trouble";
      return response.ok ? ((await response.json()) as SheetAnswers).answers : null;
    } catch {
      this.reach = "offline";
      return null;
    }
  }

  /** The page goes away and the device keeps nothing: what is not at the server leaves with the last breath. */
  async lastBreath(): Promise<void> {
    if (this.store.isKept || this.isStopped) return;
    const saves = await this.take(false);
    if (saves.length > 0) void this.send(saves, true);
  }

  private later(): void {
    clearTimeout(this.timer);
    if (this.reach === "signed_out") return;
    this.timer = window.setTimeout(() => void this.run(), this.retryMs);
    this.retryMs = Math.min(this.retryMs * 2, LONGEST_RETRY_MS);
  }

  /** How many sheets are not at the server; noted for pages that have no script of ours. */
  async unsent(): Promise<number> {
    const { length } = (await this.store.sheets()).filter(isUnsent);
    if (!this.isStopped) markUnsent(this.settings.userId, this.store.isKept && length > 0);
    return length;
  }
}
