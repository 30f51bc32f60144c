import { sdkClient, type Sent } from "./sdk-client";
import type { UploadSite } from "./upload-site";

interface PatientUpload {
  site: UploadSite;
  file: File;
  fileKey: string;
  /** where the page is; a bad line's origin to go through it */
  origin?: string;
  /** without an end for so long a try is given up, as a watchdog in the page does */
  patienceMs?: number;
  /** what to do before the next try */
  between?: (tries: number) => Promise<void> | void;
}

export interface PatientResult {
  tries: number;
  /** where each PUT began */
  starts: number[];
  result: { fileHash: string; serverData: unknown };
}

const MOST_TRIES = 20;

/** The SDK's uploader called again and again with the same file until it is through, replaying the address: resume as a page does it. */
export async function uploadPatiently({ site, file, fileKey, origin = site.origin, patienceMs = 20_000, between }: PatientUpload): Promise<PatientResult> {
  const replay = new Map<string, string>();
  const starts: number[] = [];
  let last: unknown;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const { uploader, sent } = sdkClient({ origin, cookie: site.owner.cookie, replay });
    const watchdog = AbortSignal.timeout(patienceMs);
    const note = (list: Sent[]) => starts.push(...list.filter(({ method }) => method === "PUT").map(({ headers }) => startIn(headers)));
    try {
      const [result] = await uploader.uploadFiles("entryFile", { files: [file], input: { entryId: site.entryId, partKey: site.partKey, fileKey }, signal: watchdog });
      note(sent);
      if (!result) throw new Error("no result");
      return { tries, starts, result };
    } catch (error) {
      last = error;
      await between?.(tries);
    }
  }
  throw last;
}

function startIn(headers: Headers): number {
  return Number(/^bytes=(\d+)-$/.exec(headers.get("range") ?? "")?.[1]);
}
