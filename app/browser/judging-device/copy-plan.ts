import { type FileKind, FROM_SERVER, keyOf, type KeptPage } from "./copy-format";

export interface PlannedFile {
  path: string;
  kind: FileKind;
  size: number;
  etag: string;
  type: string;
  headers: [name: string, value: string][];
}

/** What a copy of the judge's pages consists of, as the server renders them now. */
export interface CopyPlan {
  pages: { path: string; page: KeptPage; bytes: number; title: string }[];
  files: PlannedFile[];
  /** addresses of scripts, styles, fonts and pictures the pages name themselves */
  assets: string[];
  /** files the server does not give out now */
  missing: number;
  /** pages that are not open to the judge now */
  closed: number;
}

/** Headers without which a kept page or file would be another one. */
const KEPT_HEADERS = [
  "content-type",
  "content-security-policy",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
  "permissions-policy",
  "cross-origin-opener-policy",
  "cross-origin-resource-policy",
  "content-disposition",
  "content-language",
];
const AT_ONCE = 4;
/** Not this judge's any more, not checked for a blind round yet, gone. */
const CLOSED = [403, 404, 409, 410];

export const fromServer = (path: string, signal: AbortSignal, method: "GET" | "HEAD" = "GET"): Promise<Response> =>
  fetch(path, { method, signal, cache: "no-store", headers: { [FROM_SERVER]: "1", accept: "text/html,*/*" } });

const keptHeaders = ({ headers }: Response): [string, string][] =>
  KEPT_HEADERS.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });

/** Does something with each, a few at a time. */
export async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...all];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
    }),
  );
}

/**
 * Looks at what is to be loaded: the pages themselves, and of files what and how large they are. What the server shows this judge on
 * the pages is all there is: a dossier without names stays one.
 * @throws where a page cannot be had; files that cannot are counted.
 */
export async function planCopy(paths: readonly string[], signal: AbortSignal, tell: (done: number) => void): Promise<CopyPlan> {
  const plan: CopyPlan = { pages: [], files: [], assets: [], missing: 0, closed: 0 };
  const files = new Set<string>();
  const assets = new Set<string>();
  let done = 0;
  await each(paths, async (path) => {
    const response = await fromServer(path, signal);
    if (CLOSED.includes(response.status)) {
      plan.closed += 1;
      return tell((done += 1));
    }
    if (!response.ok || response.redirected) throw new Error("not the page that was asked for");
    const html = await response.text();
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const address of addressesIn(page)) {
      if (address.pathname.startsWith("/tep/") && !address.pathname.endsWith("/goc")) files.add(keyOf(address));
      else if (/^\/(assets\/|favicon\.svg$|emblem\.svg$)/.test(address.pathname)) assets.add(address.pathname);
    }
    plan.pages.push({ path, page: { kind: "page", html, headers: keptHeaders(response), at: Date.now() }, bytes: html.length, title: page.querySelector("h1")?.textContent?.trim() ?? page.title });
    tell((done += 1));
  });
  await each([...files], async (path) => {
    const file = await lookAt(path, signal);
    if (file) plan.files.push(file);
    else plan.missing += 1;
  });
  plan.assets = [...assets];
  return plan;
}

function addressesIn(page: Document): URL[] {
  return ["src", "href", "poster", "data"].flatMap((name) =>
    [...page.querySelectorAll(`[${name}]`)].flatMap((element) => {
      const value = element.getAttribute(name) ?? "";
      return value.startsWith("/") && !value.startsWith("//") ? [new URL(value, location.origin)] : [];
    }),
  );
}

async function lookAt(path: string, signal: AbortSignal): Promise<PlannedFile | null> {
  const response = await fromServer(path, signal, "HEAD").catch((error: unknown) => {
    if (signal.aborted) throw error;
    return null;
  });
  if (!response?.ok) return null;
  const type = response.headers.get("content-type") ?? "";
  const kind = type.startsWith("image/") ? "pictures" : type.startsWith("video/") ? "videos" : "papers";
  return { path, kind, size: Number(response.headers.get("content-length") ?? 0), etag: response.headers.get("etag") ?? "", type, headers: keptHeaders(response) };
}
