/** How far a zip is that somebody is downloading, for the page they started it from. */
export interface ZipProgress {
  userId: string;
  done: number;
  entries: number;
  state: "running" | "done" | "stopped";
}

const MOST_RUNS = 200;
const runs = new Map<string, ZipProgress>();

/** Notes the progress of a run; the oldest are forgotten. Kept in this process alone: it is gone at a restart, as the download is. */
export function noteZipProgress(run: string, progress: ZipProgress): void {
  runs.delete(run);
  runs.set(run, progress);
  for (const [oldest] of runs) {
    if (runs.size <= MOST_RUNS) return;
    runs.delete(oldest);
  }
}

/** How far a run of this person is; null where there is none. */
export function zipProgress(run: string, userId: string): ZipProgress | null {
  const progress = runs.get(run);
  return progress?.userId === userId ? progress : null;
}
