import { ASSETS } from "./copy-format";
import { canKeep, DeviceStore } from "./store";
import { markUnsent } from "./unsent-mark";
import { forgetWho } from "./who";

/** Takes everything of an account from the device; with the last account the scripts of the copy and the service worker go too. */
export async function wipeJudging(userId: string): Promise<void> {
  if (!canKeep()) return;
  const store = await DeviceStore.ifAny(userId);
  await store?.wipe();
  await forgetWho(userId);
  markUnsent(userId, false);
  if (!(await DeviceStore.isUnused())) return;
  await caches.delete(ASSETS);
  for (const registration of (await navigator.serviceWorker?.getRegistrations()) ?? []) await registration.unregister();
}
