/** How far a large download is (a zip, the sheets of a round, certificates), for the page it was started from. */
export interface DownloadProgress {
  userId: string;
  done: number;
  /** how many there are: entries, sheets, certificates or papers */
  entries: number;
  state: "running" | "done" | "stopped";
}

const MOST_RUNS = 200;
const runs = new Map<string, DownloadProgress>();

/** Notes the progress of a run; the oldest are forgotten. Kept in this process alone: it is gone at a restart, as the download is. */
export function noteDownloadProgress(run: string, progress: DownloadProgress): void {
  runs.delete(run);
  runs.set(run, progress);
  for (const [oldest] of runs) {
    if (runs.size <= MOST_RUNS) return;
    runs.delete(oldest);
  }
}

/** How far a run of this person is; null where there is none. */
export function downloadProgress(run: string, userId: string): DownloadProgress | null {
  const progress = runs.get(run);
  return progress?.userId === userId ? progress : null;
}
