import type { KeepingProblem, OfflineSettings, OfflineTexts } from "~/domain/judging/offline-settings";
import { make } from "./dom";

export type { KeepingProblem, OfflineSettings, OfflineTexts };

/** Null on pages that stand in for a judge's page, such as one that says why it cannot be opened. */
export function readSettings(): OfflineSettings | null {
  const text = document.querySelector("script[data-offline]")?.textContent;
  return text ? (JSON.parse(text) as OfflineSettings) : null;
}

export const fill = (text: string, ...values: readonly (string | number)[]): string => values.reduce<string>((filled, value) => filled.replace("%s", String(value)), text);

/** A time as people here write it: `09:11 23/11`. */
export function timeText(at: string | number): string {
  const zone = { timeZone: "Asia/Ho_Chi_Minh" } as const;
  const moment = new Date(at);
  return `${moment.toLocaleTimeString("en-GB", { ...zone, hour: "2-digit", minute: "2-digit" })} ${moment.toLocaleDateString("en-GB", { ...zone, day: "2-digit", month: "2-digit" })}`;
}

/** When the page was loaded onto the device, in milliseconds; null for a page that came from the server. */
export function loadedAt(): number | null {
  const at = document.documentElement.dataset["fromDevice"];
  return at === undefined ? null : Number(at);
}

/** Shows, changes or takes away (null) one line at the top of the page. */
export function note(name: string, text: string | null, tone: "info" | "warning" | "danger", link?: { text: string; href: string }): void {
  const place = document.querySelector<HTMLElement>("[data-offline-notes]");
  const old = place?.querySelector<HTMLElement>(`[data-note="${name}"]`);
  if (text === null) return old?.remove();
  if (!place || old?.dataset["text"] === text) return;
  old?.remove();
  const line = make("p", {}, text, ...(link ? [" ", make("a", { href: link.href }, link.text)] : []));
  place.append(make("div", { class: `notice tone-${tone}`, role: "status", "data-note": name, "data-text": text }, make("div", {}, line)));
}
