import { createStore, del, entries, get, keys, set } from "idb-keyval";

/** The presigned answer under which bytes of a file were sent last, so that the same address goes on where it stopped. */
export interface UploadRecord {
  /** body of the answer: one address, one key */
  answer: string;
  /** when the address ends, in epoch milliseconds */
  expires: number;
}

// A browser that keeps nothing (private window, no room) still uploads; only a reload then starts at the beginning.
const quietly = async <Value>(work: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await work();
  } catch {
    return undefined;
  }
};

let store: ReturnType<typeof createStore> | undefined;
const opened = () => (store ??= createStore("sangtao-uploads", "records"));

/**
 * Records of one person's uploads to one entry. A file key stands for its content: name, size and SHA-256 were declared under it.
 * On a device that others use too (`onDevice` false) they end with the page.
 */
export function recordsOf({ user, entry, onDevice }: { user: string; entry: string; onDevice: boolean }) {
  const here = new Map<string, UploadRecord>();
  const nameOf = (fileKey: string) => `${user}:${entry}:${fileKey}`;
  const drop = async (fileKey: string): Promise<void> => {
    here.delete(fileKey);
    if (onDevice) await quietly(() => del(nameOf(fileKey), opened()));
  };
  return {
    drop,
    async find(fileKey: string): Promise<UploadRecord | null> {
      const record = here.get(fileKey) ?? (onDevice ? await quietly(() => get<UploadRecord>(nameOf(fileKey), opened())) : undefined);
      if (!record || record.expires > Date.now()) return record ?? null;
      await drop(fileKey);
      return null;
    },
    async keep(fileKey: string, answer: string): Promise<void> {
      const expires = Number(/[?&]expires=(\d+)/.exec(answer)?.[1] ?? 0);
      if (expires <= Date.now()) return;
      const record: UploadRecord = { answer, expires };
      here.set(fileKey, record);
      if (onDevice) await quietly(() => set(nameOf(fileKey), record, opened()));
    },
    /** Removes what is of no use any more: expired addresses and those of whoever used this device before. */
    async tidy(): Promise<void> {
      const all = (await quietly(() => entries<string, UploadRecord>(opened()))) ?? [];
      for (const [name, record] of all) if (!onDevice || record.expires <= Date.now() || !name.startsWith(`${user}:`)) await quietly(() => del(name, opened()));
    },
  };
}

/** Forgets every upload this account began here. */
export async function wipeUploads(user: string): Promise<void> {
  const all = (await quietly(() => keys<string>(opened()))) ?? [];
  for (const name of all) if (name.startsWith(`${user}:`)) await quietly(() => del(name, opened()));
}

export type Records = ReturnType<typeof recordsOf>;
