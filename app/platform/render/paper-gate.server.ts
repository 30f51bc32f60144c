import { ok, refused, type Result } from "~/domain/kernel/result";

/** `paper_under_way`: this account waits for a paper already; `papers_busy`: too many wait, or the one who asked went away. */
export type GateRefusal = "paper_under_way" | "papers_busy";

export interface GateOptions {
  /** account that may have one paper at a time waiting or at work; any number where nothing is said */
  account?: string | null;
  /**
   * Ends the wait when whoever asked is known to have gone away. Work that has begun goes on. Nothing may depend on it: the requests the
   * routes are given are not reliably aborted when the connection ends.
   */
  signal?: AbortSignal | undefined;
}

export interface PaperGate {
  /** Runs the work when its turn comes, first come, first served. What the work throws is thrown on. */
  run<Value>(work: () => Promise<Value>, options?: GateOptions): Promise<Result<Value, GateRefusal>>;
}

/** A gate that lets so many in at once and so many wait; whoever comes then is refused at once. */
export function createPaperGate({ atOnce, mostWaiting }: { atOnce: number; mostWaiting: number }): PaperGate {
  const waiting: (() => void)[] = [];
  const accounts = new Set<string>();
  let running = 0;

  function enter(signal: AbortSignal | undefined): Promise<boolean> {
    if (signal?.aborted) return Promise.resolve(false);
    if (running < atOnce) {
      running += 1;
      return Promise.resolve(true);
    }
    if (waiting.length >= mostWaiting) return Promise.resolve(false);
    return new Promise((resolve) => {
      const goAway = () => {
        waiting.splice(waiting.indexOf(takeTurn), 1);
        resolve(false);
      };
      const takeTurn = () => {
        signal?.removeEventListener("abort", goAway);
        resolve(true);
      };
      waiting.push(takeTurn);
      signal?.addEventListener("abort", goAway, { once: true });
    });
  }

  /** The place goes to the next who waits. */
  function leave(): void {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }

  return {
    async run(work, { account = null, signal } = {}) {
      if (account !== null && accounts.has(account)) return refused("paper_under_way");
      if (account !== null) accounts.add(account);
      try {
        if (!(await enter(signal))) return refused("papers_busy");
        try {
          return ok(await work());
        } finally {
          leave();
        }
      } finally {
        if (account !== null) accounts.delete(account);
      }
    },
  };
}

/**
 * The gate of this process for papers drawn while somebody waits: a dossier brings up to 40 MB of files along, so neither collecting
 * nor drawing may pile up. Papers drawn one after the other anyway (the zip of all dossiers, commands) do not pass through it.
 */
export const paperGate = createPaperGate({ atOnce: 2, mostWaiting: 8 });

/**
 * For papers of a whole round or book, which take as long as all others together and are drawn in parts: one at a time and one for each
 * account. They don't pass through the gate of single papers, whose turn in the thread comes between two parts.
 */
export const largePaperGate = createPaperGate({ atOnce: 1, mostWaiting: 4 });
