import { keyOf, type KeptFile, type KeptPage, PIECE_BYTES } from "./copy-format";
import type { DeviceStore } from "./store";

type Source = Pick<DeviceStore, "find" | "piece">;

/** Bytes from `start` to `end`, both included; null for a range that cannot be served, undefined where none was asked for. */
export function rangeOf(header: string | null, size: number): { start: number; end: number } | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match) return undefined;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return undefined;
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? null : { start, end };
}

/** Says in the page itself that it came from the device, and when it was loaded. */
export const markedPage = ({ html, at }: KeptPage): string => html.replace(/<html\b/i, `<html data-from-device="${at}"`);

/** The answer for an address as it is kept on this device; null where it is not. */
export async function keptAnswer(store: Source, request: Request): Promise<Response | null> {
  const path = keyOf(new URL(request.url));
  const kept = await store.find<KeptPage | KeptFile>(path);
  if (!kept) return null;
  if (kept.kind === "page") return new Response(markedPage(kept), { headers: kept.headers });
  const range = rangeOf(request.headers.get("range"), kept.size);
  if (range === null) return new Response(null, { status: 416, headers: { "content-range": `bytes */${kept.size}` } });
  const { start, end } = range ?? { start: 0, end: kept.size - 1 };
  const headers = new Headers(kept.headers);
  headers.set("content-length", String(end - start + 1));
  headers.set("accept-ranges", "bytes");
  if (range) headers.set("content-range", `bytes ${start}-${end}/${kept.size}`);
  return new Response(bytesOf(store, path, start, end), { status: range ? 206 : 200, headers });
}

/** Decrypts piece by piece, as fast as it is read. */
function bytesOf(store: Source, path: string, start: number, end: number): ReadableStream<Uint8Array> {
  let at = start;
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      if (at > end) return controller.close();
      const part = Math.floor(at / PIECE_BYTES);
      const bytes = await store.piece(path, part);
      if (!bytes) return controller.error(new Error("a piece is missing"));
      const offset = part * PIECE_BYTES;
      const piece = new Uint8Array(bytes).subarray(at - offset, end - offset + 1);
      if (piece.length === 0) return controller.error(new Error("a piece is too short"));
      at += piece.length;
      controller.enqueue(piece);
    },
  };
  // Nothing is decrypted before somebody reads: most answers are made in case the network fails.
  return new ReadableStream(source, { highWaterMark: 0 });
}
