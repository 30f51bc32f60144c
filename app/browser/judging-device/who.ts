import { CURRENT, LOCKED_TEXT, NOT_SENT, SIGNING_IN, WHO } from "./copy-format";
import type { OfflineSettings } from "./page";

/** A page of this account came from the server: from now on its copy may be shown without a network, and nobody else's. */
export async function rememberWho({ userId, lockedText, notSent }: Pick<OfflineSettings, "userId" | "lockedText" | "notSent">): Promise<void> {
  if (!("caches" in globalThis)) return;
  const who = await caches.open(WHO);
  await who.put(CURRENT, new Response(userId));
  await who.put(LOCKED_TEXT, new Response(lockedText, { headers: { "content-type": "text/plain; charset=utf-8" } }));
  await who.put(NOT_SENT, Response.json(notSent));
  await who.delete(SIGNING_IN);
}

/** Whose copy may be shown; null where nobody's may. */
export async function whose(): Promise<string | null> {
  const who = await caches.open(WHO);
  if (await who.match(SIGNING_IN)) return null;
  return (await (await who.match(CURRENT))?.text()) ?? null;
}

export async function forgetWho(userId: string): Promise<void> {
  const current = await (await caches.open(WHO)).match(CURRENT);
  if ((await current?.text()) === userId) await caches.delete(WHO);
}
