import { Readable } from "node:stream";
import { redirect } from "@remix-run/node";

/** Bytes in the store that may be shown to whoever asked. */
export interface StoredBytes {
  mime: string;
  size: number;
  /** where the hosted store shows them; null: `open` */
  address: string | null;
  open(): Promise<Readable>;
}

/**
 * The answer with stored bytes as they are: nothing they hold may act here, no cache may keep them, no search engine may list them.
 * @param disposition how it is to be saved; absent: shown without a name
 */
export async function sendStored({ mime, size, address, open }: StoredBytes, disposition?: string): Promise<Response> {
  if (address !== null) return redirect(address, { headers: { "Cache-Control": "no-store" } });
  const policy = mime === "application/pdf" ? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'" : "sandbox; default-src 'none'; img-src 'self'";
  return new Response(Readable.toWeb(await open()) as ReadableStream, {
    headers: {
      "Content-Type": mime,
      "Content-Length": String(size),
      ...(disposition === undefined ? {} : { "Content-Disposition": disposition }),
      "Content-Security-Policy": policy,
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Robots-Tag": "noindex, noimageindex",
    },
  });
}
