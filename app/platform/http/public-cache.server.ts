import type { NextFunction, Request, Response as ExpressResponse } from "express";
import type { Log } from "~/platform/log/log.server";
import { isDataAddress } from "./open-data.server";
import { KeptPage } from "./public-cache-page.server";
import { marksOf } from "./security.server";

/** Texts like "còn 3 giờ" may be this old; everything else follows the stamp at once. */
const LONGEST_KEPT_MS = 5_000;
const MOST_PAGES = 2_000;
const MOST_BYTES = 48 * 1024 * 1024;

export interface PublicPages {
  /** The one form of an address that is the same for everyone; null for all others. */
  addressOf(url: string): string | null;
  /** Changes with everything the pages show. Asked once per request, so no process ever shows what is out of date. */
  stamp(now: Date): Promise<string>;
  /** Renders a page for nobody in particular: it gets the address and nothing of the visitor. */
  render(address: string, response: ExpressResponse): Promise<Response>;
  now(): Date;
  log: Pick<Log, "error">;
}

interface Kept {
  stamp: string;
  until: number;
  page: Promise<KeptPage>;
  bytes: number;
}

/**
 * Answers GET and HEAD of public pages from memory as long as their stamp holds, each rendered once however many ask at
 * the same moment, compressed once per encoding, with an ETag. Stands ahead of everything that knows visitors.
 */
export function publicCache(pages: PublicPages) {
  const kept = new Map<string, Kept>();
  let bytes = 0;

  const drop = (address: string) => {
    bytes -= kept.get(address)?.bytes ?? 0;
    kept.delete(address);
  };
  const makeRoom = () => {
    for (const address of kept.keys()) {
      if (kept.size <= MOST_PAGES && bytes <= MOST_BYTES) return;
      drop(address);
    }
  };

  const pageAt = async (address: string, response: ExpressResponse): Promise<KeptPage> => {
    const now = pages.now();
    const stamp = await pages.stamp(now);
    const known = kept.get(address);
    if (known && known.stamp === stamp && known.until > now.getTime()) return known.page;
    drop(address);
    const entry: Kept = { stamp, until: now.getTime() + LONGEST_KEPT_MS, page: pages.render(address, response).then((answer) => KeptPage.of(answer)), bytes: 0 };
    kept.set(address, entry);
    const isStillKept = () => kept.get(address) === entry;
    try {
      const page = await entry.page;
      if (isStillKept() && page.status >= 500) drop(address);
      else if (isStillKept()) {
        // Both encodings together take about a third of the page itself.
        entry.bytes = Math.ceil(page.body.length * 1.4);
        bytes += entry.bytes;
        makeRoom();
      }
      return page;
    } catch (error) {
      if (isStillKept()) drop(address);
      throw error;
    }
  };

  return async (request: Request, response: ExpressResponse, next: NextFunction) => {
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    const address = pages.addressOf(request.originalUrl);
    if (address === null) return next();
    try {
      await send(await pageAt(address, response), request, response);
    } catch (error) {
      if (response.headersSent || isDataAddress(request.path)) return next(error);
      pages.log.error("public page failed", { reference: marksOf(response).reference, path: request.path, error });
      // Whatever renders pages for visitors has one for this too; programs get no page.
      next();
    }
  };
}

async function send(page: KeptPage, request: Request, response: ExpressResponse): Promise<void> {
  for (const [name, value] of page.headers) response.setHeader(name, value);
  response.setHeader("Vary", "Accept-Encoding");
  // Kept anywhere, but shown only after asking whether it still holds: a withdrawn consent counts at once.
  response.setHeader("Cache-Control", page.status < 500 ? "public, no-cache" : "no-store");
  if (page.status < 500) response.setHeader("ETag", page.etag);
  if (page.status === 200 && isKnown(request.headers["if-none-match"], page.etag)) {
    response.removeHeader("Content-Type");
    response.status(304).end();
    return;
  }
  const encoding = page.encodingFor(request.acceptsEncodings());
  const body = await page.bytes(encoding);
  if (encoding !== "identity") response.setHeader("Content-Encoding", encoding);
  response.setHeader("Content-Length", body.length);
  response.status(page.status).end(request.method === "HEAD" ? undefined : body);
}

/** Weak comparison, as RFC 9110 asks for `If-None-Match`. */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return header.trim() === "*" || header.split(",").some((tag) => bare(tag) === bare(etag));
}
