/** Somebody at work on a key: a connection that writes, or the completion of an upload. */
export interface Holder {
  /** Asks it to end soon; a completion goes on to its end. */
  stop: () => void;
  readonly ended: Promise<void>;
}

/** At most one at work per key. A newer connection takes over: on mobile networks the older one is usually dead without knowing. */
export interface Writers {
  /** Stops and awaits whoever is at work on the key, then runs `work`; `stopper` tells how to stop it in turn. */
  run<T>(key: string, work: (stopper: (stop: () => void) => void) => Promise<T>): Promise<T>;
  /** Stops everything and awaits it. */
  stopAll(): Promise<void>;
}

export function createWriters(): Writers {
  const holders = new Map<string, Holder>();

  async function takeOver(key: string): Promise<void> {
    for (let holder = holders.get(key); holder; holder = holders.get(key)) {
      holder.stop();
      await holder.ended;
    }
  }

  return {
    async run(key, work) {
      await takeOver(key);
      let ended = () => {};
      const holder: Holder = { stop: () => undefined, ended: new Promise((resolve) => (ended = resolve)) };
      holders.set(key, holder);
      try {
        return await work((stop) => (holder.stop = stop));
      } finally {
        holders.delete(key);
        ended();
      }
    },
    async stopAll() {
      const all = [...holders.values()];
      for (const holder of all) holder.stop();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
