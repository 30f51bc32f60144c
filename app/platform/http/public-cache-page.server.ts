import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Smaller bodies gain nothing. */
const WORTH_COMPRESSING = 1_000;
const BROTLI_QUALITY = 7;
/** Headers that belong to one sending of a page, not to the page. */
const OF_ONE_SENDING = new Set(["set-cookie", "content-length", "content-encoding", "transfer-encoding", "connection", "date", "etag", "vary", "cache-control"]);

export type Encoding = "br" | "gzip" | "identity";

/** A rendered page, ready to be sent many times; each encoding is made once, when it is first asked for. */
export class KeptPage {
  readonly etag: string;
  private readonly encoded = new Map<Encoding, Promise<Buffer>>();

  private constructor(
    readonly status: number,
    readonly headers: readonly (readonly [string, string])[],
    readonly body: Buffer,
  ) {
    this.etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  }

  static async of(response: Response): Promise<KeptPage> {
    const body = Buffer.from(await response.arrayBuffer());
    const headers = [...response.headers].filter(([name]) => !OF_ONE_SENDING.has(name.toLowerCase()));
    return new KeptPage(response.status, headers, body);
  }

  /** The best encoding of those the reader accepts. */
  encodingFor(accepted: readonly string[]): Encoding {
    if (this.body.length < WORTH_COMPRESSING) return "identity";
    if (accepted.includes("br")) return "br";
    return accepted.includes("gzip") ? "gzip" : "identity";
  }

  bytes(encoding: Encoding): Promise<Buffer> {
    const known = this.encoded.get(encoding);
    if (known) return known;
    const made = encode(this.body, encoding);
    this.encoded.set(encoding, made);
    return made;
  }
}

function encode(body: Buffer, encoding: Encoding): Promise<Buffer> {
  if (encoding === "br") {
    return compressBrotli(body, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
      },
    });
  }
  return encoding === "gzip" ? compressGzip(body) : Promise.resolve(body);
}
