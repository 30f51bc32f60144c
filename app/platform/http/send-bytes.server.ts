import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request, Response } from "express";

/** Bytes of known length that can be read from any place. */
export interface SentBytes {
  size: number;
  type: string;
  /** quoted; another one for other bytes */
  etag: string;
  /** to save it under */
  name: string;
  /** false: to be saved, not shown */
  inline: boolean;
  /** sent with every answer about them */
  headers: Readonly<Record<string, string>>;
  /** first and last byte, both counted in; when it throws nothing was said yet */
  open(range: { start: number; end: number }): Promise<Readable>;
}

/**
 * Answers GET and HEAD with the bytes, or with the one range asked for (RFC 9110): 206, 416 for one beyond the end; several ranges at
 * once, and what is none, get the whole. When the reader leaves, reading stops. What `open` throws is thrown before any header is set.
 */
export async function sendBytes(request: Request, response: Response, bytes: SentBytes): Promise<void> {
  const { size, type, etag, name, inline } = bytes;
  const isFresh = isKnown(request.headers["if-none-match"], etag);
  const range = request.method === "GET" && mayUseRange(request, etag) ? rangeOf(request.headers.range, size) : null;
  const isSent = !isFresh && size > 0 && range !== "unsatisfiable";
  // Whoever only asks is told the same as whoever fetches: also that the bytes are gone.
  const stream = isSent ? await bytes.open(request.method === "HEAD" ? { start: 0, end: 0 } : (range ?? { start: 0, end: size - 1 })) : null;
  for (const [header, value] of Object.entries(bytes.headers)) response.setHeader(header, value);
  response.setHeader("Accept-Ranges", "bytes");
  response.setHeader("ETag", etag);
  if (isFresh) return void response.status(304).end();
  response.setHeader("Content-Type", type);
  response.setHeader("Content-Disposition", disposition(name, inline));
  if (range === "unsatisfiable") {
    response.setHeader("Content-Range", `bytes */${size}`);
    response.removeHeader("Content-Disposition");
    return void response.status(416).end();
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  if (range) response.setHeader("Content-Range", `bytes ${start}-${end}/${size}`);
  response.setHeader("Content-Length", end - start + 1);
  response.status(range ? 206 : 200);
  if (request.method === "HEAD" || !stream) {
    stream?.destroy();
    return void response.end();
  }
  await pipeline(stream, response).catch((error: NodeJS.ErrnoException) => {
    // The reader left: players do at every seek.
    if (error.code !== "ERR_STREAM_PREMATURE_CLOSE" && error.code !== "ECONNRESET" && error.code !== "EPIPE") throw error;
  });
}

/** A part of one state of the bytes must not be joined to another state of them. */
function mayUseRange(request: Request, etag: string): boolean {
  const condition = request.headers["if-range"];
  return condition === undefined || condition === etag;
}

function rangeOf(header: string | undefined, size: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "");
  const [first, last] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (!match || (first === "" && last === "")) return null;
  if (first === "") return Number(last) === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - Number(last)), end: size - 1 };
  if (last !== "" && Number(last) < Number(first)) return null;
  if (Number(first) >= size) return "unsatisfiable";
  return { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}

function isKnown(header: string | undefined, etag: string): boolean {
  return header !== undefined && header.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}

/** With the name in plain letters for old programs, and as it is (RFC 6266, 8187). */
export function disposition(name: string, inline: boolean): string {
  const plain = name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").replace(/[^\w .()-]/g, "_");
  const exact = encodeURIComponent(name.replace(/\p{Cs}/gu, "")).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${inline ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
