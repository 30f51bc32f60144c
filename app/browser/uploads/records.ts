import { createStore, del, entries, get, set } from "idb-keyval";

/** The presigned answer under which bytes of a file were sent last, so that the same address goes on where it stopped. */
export interface UploadRecord {
  /** body of the answer: one address, one key */
  answer: string;
  /** when the address ends, in epoch milliseconds */
  expires: number;
}

/** Name of the device's store; it goes when somebody signs out. */
export const UPLOADS_STORE = "sangtao-uploads";

// A browser that keeps nothing (private window, no room) still uploads; only a reload then starts at the beginning.
const quietly = async <Value>(work: () => Promise<Value>): Promise<Value | undefined> => {
  try {
    return await work();
  } catch {
    return undefined;
  }
};

let store: ReturnType<typeof createStore> | undefined;
const opened = () => (store ??= createStore(UPLOADS_STORE, "records"));

/** Records of one person's uploads to one entry. A file key stands for its content: name, size and SHA-256 were declared under it. */
export function recordsOf(user: string, entry: string) {
  const nameOf = (fileKey: string) => `${user}:${entry}:${fileKey}`;
  return {
    async find(fileKey: string): Promise<UploadRecord | null> {
      const record = await quietly(() => get<UploadRecord>(nameOf(fileKey), opened()));
      if (!record || record.expires > Date.now()) return record ?? null;
      await quietly(() => del(nameOf(fileKey), opened()));
      return null;
    },
    async keep(fileKey: string, answer: string): Promise<void> {
      const expires = Number(/[?&]expires=(\d+)/.exec(answer)?.[1] ?? 0);
      if (expires > Date.now()) await quietly(() => set(nameOf(fileKey), { answer, expires } satisfies UploadRecord, opened()));
    },
    async drop(fileKey: string): Promise<void> {
      await quietly(() => del(nameOf(fileKey), opened()));
    },
    /** Removes what is of no use any more: expired addresses and those of whoever used this device before. */
    async tidy(): Promise<void> {
      const all = (await quietly(() => entries<string, UploadRecord>(opened()))) ?? [];
      for (const [name, record] of all) if (record.expires <= Date.now() || !name.startsWith(`${user}:`)) await quietly(() => del(name, opened()));
    },
  };
}

export type Records = ReturnType<typeof recordsOf>;
