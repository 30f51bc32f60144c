import { wipeDevice } from "../shared/device-copy";
import { wipeJudging } from "./wipe";
import { fill, type OfflineSettings } from "./page";
import type { SheetStore } from "./sheet-store";
import type { Sync } from "./sync";

const PATIENCE_MS = 6_000;

const isSignOut = (form: HTMLFormElement): boolean => form.method === "post" && new URL(form.action).pathname.endsWith("/dang-xuat");

/**
 * Before somebody signs out on this page, everything is sent; what cannot be is asked about. Then the device forgets this account:
 * key, sheets, pages and files.
 */
export function watchSignOut(settings: Pick<OfflineSettings, "userId" | "texts">, store: SheetStore, sync: Sync, writing: () => Promise<void> | null): void {
  let isPassing = false;
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (isPassing || event.defaultPrevented || !isSignOut(form)) return;
    event.preventDefault();
    void leave(form, event.submitter);
  });

  async function leave(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
    await writing();
    await sync.settled(PATIENCE_MS);
    const unsent = await sync.unsent();
    if (unsent > 0 && !confirm(fill(settings.texts.leaving, unsent))) return;
    sync.leave();
    await Promise.all([wipeJudging(settings.userId), wipeDevice(settings.userId)].map((wiping) => wiping.catch(() => undefined)));
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "da-xoa", value: "1" }));
    isPassing = true;
    form.requestSubmit(submitter);
  }
}
