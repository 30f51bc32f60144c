import type { KeepingProblem, OfflineSettings } from "./page";
import { PageStore, type SheetStore } from "./sheet-store";
import { canKeep, DeviceStore } from "./store";

/** The store of the account on this device; where there can be none, one that lives as long as the page, and the reason. */
export async function openStore({ userId, isShared }: Pick<OfflineSettings, "userId" | "isShared">): Promise<{ store: SheetStore; problem: KeepingProblem | null }> {
  if (isShared) return { store: new PageStore(), problem: "shared" };
  if (!canKeep()) return { store: new PageStore(), problem: "insecure" };
  try {
    return { store: await DeviceStore.open(userId), problem: null };
  } catch {
    return { store: new PageStore(), problem: "failed" };
  }
}
