import { sdkClient, type Sent } from "./sdk-client";
import type { UploadSite } from "./upload-site";

interface PatientUpload {
  site: UploadSite;
  file: File;
  fileKey: string;
  /** where the page is; a bad line's origin to go through it */
  origin?: string;
  /** once it is there the first try is given up, as a watchdog in the page does */
  firstTryEnds?: Promise<unknown>;
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
export async function uploadPatiently({ site, file, fileKey, origin = site.origin, firstTryEnds, between }: PatientUpload): Promise<PatientResult> {
  const replay = new Map<string, string>();
  const starts: number[] = [];
  const watchdog = new AbortController();
  void firstTryEnds?.then(() => watchdog.abort());
  let last: unknown;
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const { uploader, sent } = sdkClient({ origin, cookie: site.owner.cookie, replay });
    const signal = tries === 1 ? watchdog.signal : undefined;
    const note = (list: Sent[]) => starts.push(...list.filter(({ method }) => method === "PUT").map(({ headers }) => startIn(headers)));
    try {
      const [result] = await uploader.uploadFiles("entryFile", { files: [file], input: { entryId: site.entryId, partKey: site.partKey, fileKey }, ...(signal && { signal }) });
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
