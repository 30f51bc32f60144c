import { ASSETS, type CopyInfo, type FileKind, INFO, type KeptFile, type KeptPage, keyOf, PIECE_BYTES } from "./copy-format";
import { type CopyPlan, each, fromServer, type PlannedFile } from "./copy-plan";
import type { DeviceStore } from "./store";

interface Loading {
  store: DeviceStore;
  kinds: readonly FileKind[];
  signal: AbortSignal;
  /** bytes that are there so far */
  tell: (bytes: number) => void;
}

/** Files of the plan that are not on the device as they are at the server. */
export async function filesToLoad(store: DeviceStore, plan: CopyPlan, kinds: readonly FileKind[]): Promise<PlannedFile[]> {
  const changed: PlannedFile[] = [];
  for (const file of plan.files) {
    if (!kinds.includes(file.kind)) continue;
    const kept = await store.find<KeptPage | KeptFile>(file.path);
    if (kept?.kind !== "file" || kept.etag !== file.etag || kept.etag === "") changed.push(file);
  }
  return changed;
}

/**
 * Brings the copy to the device: what the pages need first, then the pages, then files that changed; at last goes what no longer
 * belongs to it. Can be stopped and begun again at any time: what is complete stays.
 * @returns how many files could not be had
 * @throws where the network fails or the device has no room
 */
export async function loadCopy(plan: CopyPlan, sheets: CopyInfo["sheets"], { store, kinds, signal, tell }: Loading): Promise<number> {
  const assets = await loadAssets(plan.assets, signal);
  for (const { path, page } of plan.pages) await store.keep(path, page);
  let loaded = 0;
  let missing = plan.missing;
  await each(await filesToLoad(store, plan, kinds), async (file) => {
    const isThere = await loadFile(file, store, signal, (bytes) => tell((loaded += bytes)));
    if (!isThere) missing += 1;
  });
  const there = new Set(plan.pages.map(({ path }) => path));
  const info: CopyInfo = { at: Date.now(), sheets: sheets.filter(({ path }) => there.has(path)), offered: sheets.map(({ path }) => path), assets, kinds: [...kinds] };
  await store.keep(INFO, info);
  await tidy(store, new Set([INFO, ...there, ...plan.files.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path)]));
  await tidyAssets(assets);
  return missing;
}

/** False where the server does not give it out any more. */
async function loadFile(file: PlannedFile, store: DeviceStore, signal: AbortSignal, tell: (bytes: number) => void): Promise<boolean> {
  const response = await fromServer(file.path, signal);
  if (!response.ok || !response.body) return false;
  await store.drop(file.path);
  const reader = response.body.getReader();
  let piece = new Uint8Array(PIECE_BYTES);
  let filled = 0;
  let part = 0;
  for (;;) {
    const { done, value } = await reader.read();
    for (let rest = value ?? new Uint8Array(); rest.length > 0; ) {
      const fitting = rest.subarray(0, PIECE_BYTES - filled);
      piece.set(fitting, filled);
      filled += fitting.length;
      rest = rest.subarray(fitting.length);
      if (filled < PIECE_BYTES) continue;
      await store.keepPiece(file.path, part, piece);
      part += 1;
      filled = 0;
      piece = new Uint8Array(PIECE_BYTES);
    }
    tell(value?.length ?? 0);
    if (done) break;
  }
  if (filled > 0) await store.keepPiece(file.path, part, piece.subarray(0, filled));
  const size = part * PIECE_BYTES + filled;
  if (file.size > 0 && size !== file.size) throw new Error("the file came incomplete");
  await store.keep(file.path, { kind: "file", headers: file.headers, type: file.type, size, etag: response.headers.get("etag") ?? file.etag } satisfies KeptFile);
  return true;
}

const NAMED_IN_ASSET = /["'(]((?:\/assets\/|\.\/)[\w.-]+\.(?:js|css|woff2?|svg|png|webp))["')]/g;

/** Keeps what the pages need, and what that needs in turn: fonts of style sheets, parts of scripts. Their names tell their content. */
async function loadAssets(named: readonly string[], signal: AbortSignal): Promise<string[]> {
  const cache = await caches.open(ASSETS);
  const all = new Set(named);
  for (const path of all) {
    const kept = path.startsWith("/assets/") ? await cache.match(path) : undefined;
    const response = kept ?? (await fromServer(path, signal));
    if (!response.ok) throw new Error(`no ${path}`);
    if (/\.(js|css)$/.test(path)) {
      const text = await response.clone().text();
      for (const [, address = ""] of text.matchAll(NAMED_IN_ASSET)) all.add(new URL(address, new URL(path, location.origin)).pathname);
    }
    if (!kept) await cache.put(path, response);
  }
  return [...all];
}

async function tidy(store: DeviceStore, wanted: ReadonlySet<string>): Promise<void> {
  for (const path of await store.paths()) if (!wanted.has(path)) await store.drop(path);
}

async function tidyAssets(wanted: readonly string[]): Promise<void> {
  const cache = await caches.open(ASSETS);
  for (const request of await cache.keys()) if (!wanted.includes(keyOf(new URL(request.url)))) await cache.delete(request);
}

/** Takes pages and files from the device; what was typed stays. */
export async function removeCopy(store: DeviceStore): Promise<void> {
  for (const path of await store.paths()) await store.drop(path);
}
