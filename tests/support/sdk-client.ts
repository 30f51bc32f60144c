import { genUploader } from "uploadthing/client";
import type { UploadRouter } from "~/features/files/upload-router.server";
import { paths } from "~/paths";

/** One request the SDK's client sent, as it left. */
export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  status: number;
}

export interface SdkClient {
  uploader: ReturnType<typeof genUploader<UploadRouter>>;
  sent: Sent[];
}

interface Browser {
  /** origin of the page */
  origin: string;
  cookie: string;
  /** path of the page; an English one asks for English */
  page?: string;
  /** what answers to presigned addresses are replayed from, so that a second call goes on where the first one was cut */
  replay?: Map<string, string>;
}

/**
 * The SDK's own uploader as a browser on a page of `origin` runs it: same-origin requests with cookies. Node has no XMLHttpRequest: the
 * small one here sends what the SDK gives it through `fetch`.
 */
export function sdkClient({ origin, cookie, page = "/bai-du-thi/1/sua/tep", replay }: Browser): SdkClient {
  const sent: Sent[] = [];
  const send = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers);
    const method = init.method ?? "GET";
    if (method !== "HEAD") headers.set("origin", origin);
    headers.set("cookie", cookie);
    headers.set("referer", `${origin}${page}`);
    const response = await fetch(input as string, { ...init, headers });
    sent.push({ method, url: String(input), headers, status: response.status });
    return response;
  };
  const sendReplaying = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (!replay || init.method !== "POST") return send(input, init);
    const key = `${String(input)} ${String(init.body)}`;
    const known = replay.get(key);
    if (known !== undefined) return new Response(known, { headers: { "content-type": "application/json" } });
    const response = await send(input, init);
    if (response.ok) replay.set(key, await response.clone().text());
    return response;
  };
  installXhr(send);
  return { uploader: genUploader<UploadRouter>({ url: `${origin}${paths.uploads()}`, fetch: sendReplaying as typeof fetch, package: "vanilla" }), sent };
}

type Send = (input: string, init: RequestInit) => Promise<Response>;

/** As much of XMLHttpRequest as the SDK uses. */
function installXhr(send: Send): void {
  class SmallXhr {
    responseType = "";
    status = 0;
    statusText = "";
    response: unknown = null;
    upload = { addEventListener: () => undefined };
    #method = "";
    #url = "";
    #headers = new Headers();
    #listeners = new Map<string, () => void>();
    #abort = new AbortController();
    open(method: string, url: string) {
      this.#method = method;
      this.#url = url;
    }
    setRequestHeader(name: string, value: string) {
      this.#headers.set(name, value);
    }
    addEventListener(name: string, listener: () => void) {
      this.#listeners.set(name, listener);
    }
    abort() {
      this.#abort.abort();
    }
    send(body: BodyInit) {
      void send(this.#url, { method: this.#method, headers: this.#headers, body, signal: this.#abort.signal })
        .then(async (response) => {
          this.status = response.status;
          this.statusText = response.statusText;
          this.response = await response.json().catch(() => null);
          this.#listeners.get("load")?.();
        })
        .catch(() => this.#listeners.get("error")?.());
    }
  }
  Object.assign(globalThis, { XMLHttpRequest: SmallXhr });
}
