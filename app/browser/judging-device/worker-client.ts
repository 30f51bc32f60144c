import type { OfflineSettings } from "./page";

/** Whose pages the worker answers for: the judge's in the language of the page, and files, which browsers open as pages of their own. */
const scopesOf = ({ home }: Pick<OfflineSettings, "home">): string[] => [home, "/tep/"];

/**
 * Puts the service worker in place.
 * @throws where the browser has none, or the worker cannot be had.
 */
export async function registerWorker(settings: Pick<OfflineSettings, "home" | "worker">): Promise<void> {
  await Promise.all(scopesOf(settings).map((scope) => navigator.serviceWorker.register(settings.worker, { scope })));
  await navigator.serviceWorker.ready;
}
