import { CopyPanel, type ListedSheet } from "./copy-panel";
import { type CopyInfo, INFO } from "./copy-format";
import { make } from "./dom";
import { openStore } from "./open-store";
import { fill, loadedAt, note, type OfflineSettings, readSettings, timeText } from "./page";
import { watchSignOut } from "./sign-out";
import { DeviceStore } from "./store";
import { Sync } from "./sync";
import { WaitingList } from "./waiting-list";
import { rememberWho } from "./who";

const settings = readSettings();
if (settings) void start(settings);

async function start(settings: OfflineSettings): Promise<void> {
  const { store, problem } = await openStore(settings);
  if (loadedAt() === null && problem === null) await rememberWho(settings).catch(() => undefined);
  // On a sheet its own script keeps and sends.
  if (!document.querySelector("form[data-score-sheet]")) await watch();

  async function watch(): Promise<void> {
    const at = loadedAt();
    if (at !== null) note("from-device", fill(settings.texts.fromDevice, timeText(at)), "warning");
    const sheets = JSON.parse(document.querySelector("script[data-offline-sheets]")?.textContent ?? "[]") as ListedSheet[];
    const waiting = document.querySelector<HTMLElement>("[data-offline-waiting]");
    const list = waiting && new WaitingList(waiting, store, settings, sheets);
    const sync: Sync = new Sync(store, { userId: settings.userId, saveUrl: settings.saveUrl, signIn: settings.signIn, changed: () => void list?.show(sync) });
    watchSignOut(settings, store, sync, () => null);
    await list?.show(sync);
    sync.start();
    const panel = document.querySelector<HTMLElement>("[data-offline-copy]");
    if (panel && store instanceof DeviceStore && "serviceWorker" in navigator) await new CopyPanel(panel, store, settings, sheets).start();
    else panel?.append(make("p", { class: "strong" }, settings.texts.copy.unsupported[problem ?? "failed"]));
    await listLoaded(store instanceof DeviceStore ? store : null, settings.texts.copy.none);
  }
}

/** In place of a page that was not loaded: those that were, or that there are none. */
async function listLoaded(store: DeviceStore | null, none: string): Promise<void> {
  const place = document.querySelector("[data-offline-loaded]");
  if (!place) return;
  const loaded = (await store?.find<CopyInfo>(INFO))?.sheets ?? [];
  place.append(...loaded.map(({ path, title }) => make("li", {}, make("a", { href: path }, title))));
  if (loaded.length === 0) place.append(make("li", {}, none));
}
