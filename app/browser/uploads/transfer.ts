import { genUploader } from "uploadthing/client";
import type { FileRoute } from "uploadthing/types";
import { paths } from "~/paths";
import type { Records } from "../shared/upload-records";

/** What an upload has to say while it runs; percentages and words are the page's business. */
export type Progress =
  | { kind: "sending"; loaded: number }
  | { kind: "finishing" }
  | { kind: "offline"; loaded: number }
  | { kind: "retry"; loaded: number; seconds: number };

export type Outcome = { kind: "done" } | { kind: "stopped" } | { kind: "signed_out" } | { kind: "refused"; text: string; reason: string };

interface Transfer {
  file: File;
  entryId: string;
  partKey: string;
  fileKey: string;
  records: Records;
  /** aborted when the person pauses or drops the file */
  stop: AbortSignal;
  tell(progress: Progress): void;
}

const STALLED_MS = 60_000;
/** Pauses between attempts that brought nothing; after one that brought bytes they start anew. */
const PAUSES_S = [1, 2, 4, 8, 15, 30];
const ENDPOINT = paths.uploads();

/** The file router of the server, as far as this side speaks to it. */
type Router = { entryFile: FileRoute<{ input: { entryId: string; partKey: string; fileKey: string }; output: unknown; errorShape: { message: string; reason: string } }> };

/**
 * Sends the bytes of a declared file until they are all there and accepted: goes on after a cut, a restart of the server and, with the
 * kept record, after a reload. Ends only by success, by a refusal that trying again would not change, or because it was stopped.
 */
export async function transfer(job: Transfer): Promise<Outcome> {
  let loaded = 0;
  for (let failures = 0; ; ) {
    const before = loaded;
    const attempt = await attemptOnce(job, (bytes) => (loaded = Math.max(loaded, bytes)));
    if (attempt !== "retry") return attempt;
    failures = loaded > before ? 0 : failures + 1;
    await pause(job, failures, loaded);
    if (job.stop.aborted) return { kind: "stopped" };
  }
}

/** What our `fetch` saw of the conversation before the bytes: the SDK hides it. */
interface Seen {
  /** the address came from the server just now, not out of the record */
  isFresh: boolean;
  status: number;
  body: { message?: string; reason?: string } | null;
}

async function attemptOnce(job: Transfer, onBytes: (loaded: number) => void): Promise<Outcome | "retry"> {
  const seen: Seen = { isFresh: false, status: 0, body: null };
  const watchdog = new AbortController();
  const onStop = () => watchdog.abort();
  job.stop.addEventListener("abort", onStop);
  let timer = setTimeout(() => watchdog.abort(), STALLED_MS);
  const { uploadFiles } = genUploader<Router>({ url: ENDPOINT, package: "vanilla", fetch: replayingFetch(job, seen) });
  try {
    const [result] = await uploadFiles("entryFile", {
      files: [namelessCopy(job)],
      input: { entryId: job.entryId, partKey: job.partKey, fileKey: job.fileKey },
      signal: watchdog.signal,
      onUploadProgress: ({ loaded }) => {
        const sent = Math.min(loaded, job.file.size);
        onBytes(sent);
        clearTimeout(timer);
        // Once everything is sent the server counts and looks, which makes no progress: nobody may lose patience then.
        if (sent < job.file.size) timer = setTimeout(() => watchdog.abort(), STALLED_MS);
        job.tell(sent < job.file.size ? { kind: "sending", loaded: sent } : { kind: "finishing" });
      },
    });
    await job.records.drop(job.fileKey);
    // The hosted service calls an upload done also when its content was refused; our own ingest answers with an error then.
    const refusal = result?.serverData as { error?: string; reason?: string } | null | undefined;
    return refusal?.error === undefined ? { kind: "done" } : { kind: "refused", text: refusal.error, reason: refusal.reason ?? "" };
  } catch (error) {
    if (job.stop.aborted) return { kind: "stopped" };
    return judged(job, error, seen);
  } finally {
    clearTimeout(timer);
    job.stop.removeEventListener("abort", onStop);
  }
}

/** The same bytes without their owner's words: names of files name children, and a hosted service would be told them. Copies nothing. */
function namelessCopy({ file, fileKey }: Pick<Transfer, "file" | "fileKey">): File {
  const extension = /\.[a-z0-9]{1,8}$/i.exec(file.name)?.[0] ?? "";
  return new File([file], `${fileKey}${extension}`, { type: file.type, lastModified: file.lastModified });
}

/** Statuses after which the same address is of no use any more. */
const DEAD_ADDRESS = new Set([403, 404, 409, 410]);
const isPassing = (status: number) => status === 0 || status === 408 || status === 416 || status === 429 || status >= 500;

/** Whether another attempt may help, and what to say where it cannot. */
async function judged(job: Pick<Transfer, "fileKey" | "records">, error: unknown, seen: Seen): Promise<Outcome | "retry"> {
  if (seen.status === 401 || seen.body?.reason === "unauthenticated") return { kind: "signed_out" };
  if (seen.body?.reason === "already_here") return { kind: "done" };
  if (seen.status >= 400) return isPassing(seen.status) ? "retry" : { kind: "refused", text: seen.body?.message ?? "", reason: seen.body?.reason ?? "" };
  const { code, message = "", data } = error as { code?: string; message?: string; data?: { error?: string; reason?: string } | null };
  if (code !== "UPLOAD_FAILED") return "retry";
  const status = Number(/XHR failed (\d+)/.exec(message)?.[1] ?? 0);
  // The address stays: after signing in again the rest alone is sent.
  if (status === 401) return { kind: "signed_out" };
  const isFinal = data?.error !== undefined && !isPassing(status || 200);
  if (!isFinal) return "retry";
  await job.records.drop(job.fileKey);
  // An address out of the record may have died meanwhile; a new one is worth one more attempt.
  if (DEAD_ADDRESS.has(status) && !seen.isFresh) return "retry";
  return { kind: "refused", text: data.error ?? "", reason: data.reason ?? "" };
}

/** The public `fetch` option of the SDK: answers the question for an address out of the record, so that asking again goes on. */
function replayingFetch({ fileKey, records }: Transfer, seen: Seen): typeof fetch {
  return async (input, init) => {
    if (init?.method === "HEAD") return headOf(input, init, { fileKey, records, seen });
    const known = await records.find(fileKey);
    if (known) return new Response(known.answer, { status: 200, headers: { "content-type": "application/json" } });
    const response = await fetch(input, init);
    const body = await response.text();
    seen.isFresh = true;
    if (response.ok) {
      await records.keep(fileKey, body);
      return new Response(body, { status: 200, headers: { "content-type": "application/json" } });
    }
    seen.status = response.status;
    seen.body = parsed(body);
    return new Response(body, { status: response.status, headers: { "content-type": "application/json" } });
  };
}

/** Asks how much is there. The SDK ignores the status: an address that is dead has to be thrown away here. */
async function headOf(input: RequestInfo | URL, init: RequestInit, { fileKey, records, seen }: Pick<Transfer, "fileKey" | "records"> & { seen: Seen }): Promise<Response> {
  const response = await fetch(input, init);
  if (response.status === 401) seen.status = 401;
  if (DEAD_ADDRESS.has(response.status)) await records.drop(fileKey);
  if (!response.ok) throw new TypeError(`the store answered ${response.status}`);
  return response;
}

function parsed(body: string): Seen["body"] {
  try {
    return JSON.parse(body) as Seen["body"];
  } catch {
    return null;
  }
}

/** Waits for the network, or a growing while; ends at once when the network comes back or the person stops it. */
function pause({ stop, tell }: Transfer, failures: number, loaded: number): Promise<void> {
  const seconds = PAUSES_S[Math.min(failures, PAUSES_S.length - 1)] ?? 30;
  const isOffline = navigator.onLine === false;
  tell(isOffline ? { kind: "offline", loaded } : { kind: "retry", loaded, seconds });
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      stop.removeEventListener("abort", done);
      resolve();
    };
    // Some browsers call themselves offline for good: after a while it is tried all the same.
    const timer = setTimeout(done, (isOffline ? 30 : seconds) * 1000);
    window.addEventListener("online", done);
    stop.addEventListener("abort", done);
  });
}
