import { createStore, del, entries, keys, set } from "idb-keyval";
import { wipeUploads } from "./upload-records";

/** What is kept of one field: its inputs as they would be sent, and the mark of what it was typed over. */
export interface KeptField {
  inputs: [name: string, text: string][];
  mark: string;
}

/** A kept field as it was found. */
export interface FoundField extends KeptField {
  id: string;
  field: string;
  at: number;
}

interface Stored {
  at: number;
  iv?: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer | string;
}

/** Texts that nobody came back for go after this time. */
const KEPT_MS = 30 * 24 * 3_600_000;

const store = createStore("sangtao", "typed");

/**
 * What was typed and is not yet at the server, on this device. It belongs to one account: it is encrypted with a key that only
 * pages of that account are given (where the page came over plain HTTP, browsers offer no encryption and it lies open).
 */
export class DeviceCopy {
  private readonly crypto: Promise<CryptoKey | null>;

  constructor(
    /** begins every id of this account */
    private readonly userId: string,
    deviceKey: string,
  ) {
    this.crypto = globalThis.crypto?.subtle ? crypto.subtle.importKey("raw", bytesOf(deviceKey), "AES-GCM", false, ["encrypt", "decrypt"]) : Promise.resolve(null);
  }

  /** `place`: entry and step; `tab` keeps two tabs from writing over each other. */
  id(place: string, field: string, tab: string): string {
    return [this.userId, place, tab, field].join(" ");
  }

  async keep(id: string, kept: KeptField): Promise<void> {
    const key = await this.crypto;
    const text = JSON.stringify(kept);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const stored: Stored = key ? { at: Date.now(), iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text)) } : { at: Date.now(), data: text };
    await set(id, stored, store);
  }

  forget(id: string): Promise<void> {
    return del(id, store);
  }

  /** Everything kept for a place, oldest first. What is too old, or cannot be read any more, goes. */
  async find(place: string): Promise<FoundField[]> {
    const key = await this.crypto;
    const found: FoundField[] = [];
    for (const [id, stored] of await entries<string, Stored>(store)) {
      const [owner, at, , field = ""] = id.split(" ");
      if (stored.at < Date.now() - KEPT_MS) await del(id, store);
      else if (owner === this.userId && at === place) {
        const kept = await read(stored, key);
        if (kept) found.push({ ...kept, id, field, at: stored.at });
        else await del(id, store);
      }
    }
    return found.sort((a, b) => a.at - b.at);
  }
}

async function read({ iv, data }: Stored, key: CryptoKey | null): Promise<KeptField | null> {
  try {
    if (typeof data === "string") return JSON.parse(data) as KeptField;
    if (!iv || !key) return null;
    return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, data))) as KeptField;
  } catch {
    return null;
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

/** Removes everything this account has kept on the device. */
export async function wipeDevice(userId: string): Promise<void> {
  for (const id of await keys<string>(store)) if (id.startsWith(`${userId} `)) await del(id, store);
  await wipeUploads(userId);
}
