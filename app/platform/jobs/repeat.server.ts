import type { Log } from "~/platform/log/log.server";

/** A job that a running server does again and again. */
export interface RepeatedJob {
  /** as the log calls it */
  name: string;
  /** pause between the end of one run and the start of the next; asked after each run where it changes */
  everyMs: number | (() => number);
  /** pause before the first run; else as between runs */
  firstAfterMs?: number;
  /** one run. It asks `isStopped` between steps, so that the server need not wait long. What it throws is logged; the next run comes all the same */
  run(isStopped: () => boolean): Promise<unknown>;
}

export interface Running {
  /** No further run begins; waits for the one at work. */
  stop(): Promise<void>;
}

/** Runs a job until it is stopped, never twice at the same time in this process. Several servers may repeat the same job: it has to bear that. */
export function repeat(log: Pick<Log, "error">, { name, everyMs, firstAfterMs, run }: RepeatedJob): Running {
  const pauseMs = () => (typeof everyMs === "number" ? everyMs : everyMs());
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const isStopped = () => stopped;
  const once = async () => {
    try {
      await run(isStopped);
    } catch (error) {
      if (!stopped) log.error(name, { error });
    }
    schedule(pauseMs());
  };
  const schedule = (pauseMs: number) => {
    if (stopped) return;
    timer = setTimeout(() => (running = once()), pauseMs).unref();
  };
  schedule(firstAfterMs ?? pauseMs());
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
