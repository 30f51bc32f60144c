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

/** Room for what was typed in the very last moment. */
const LAST_WORDS_BYTES = 48_000;

const store = createStore("sangtao", "typed");

/**
 * What was typed and is not yet at the server, on this device. It belongs to one account: it is encrypted with a key that only
 * pages of that account are given (where the page came over plain HTTP, browsers offer no encryption and it lies open).
 */
export class DeviceCopy {
  private readonly crypto: Promise<CryptoKey | null>;
  private readonly streamKey: Promise<CryptoKey | null>;
  /** key stream of AES-CTR made beforehand: a page that goes away cannot wait for encryption any more. Used once. */
  private stream: { counter: Uint8Array<ArrayBuffer>; bytes: Uint8Array } | null = null;

  constructor(
    /** begins every id of this account */
    private readonly userId: string,
    deviceKey: string,
  ) {
    const importAs = (algorithm: string) => (globalThis.crypto?.subtle ? crypto.subtle.importKey("raw", bytesOf(deviceKey), algorithm, false, ["encrypt", "decrypt"]) : Promise.resolve(null));
    this.crypto = importAs("AES-GCM");
    this.streamKey = importAs("AES-CTR");
    void this.prepareStream().catch(() => undefined);
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

  private async prepareStream(): Promise<void> {
    const key = await this.streamKey;
    const counter = crypto.getRandomValues(new Uint8Array(16));
    const bytes = key ? new Uint8Array(await crypto.subtle.encrypt(counting(counter), key, new Uint8Array(LAST_WORDS_BYTES))) : new Uint8Array(LAST_WORDS_BYTES);
    this.stream = { counter, bytes };
  }

  /** Keeps what is not written yet while the page goes away, for the next page in this tab; at once, or not at all. */
  sayLast(place: string, words: readonly FoundField[]): void {
    const { stream } = this;
    sessionStorage.removeItem(`${this.userId} ${place}`);
    const text = new TextEncoder().encode(JSON.stringify(words));
    if (!stream || words.length === 0 || text.length > stream.bytes.length) return;
    this.stream = null;
    try {
      sessionStorage.setItem(`${this.userId} ${place}`, `${textOf(stream.counter)} ${textOf(text.map((byte, index) => byte ^ (stream.bytes[index] ?? 0)))}`);
    } catch {
      // No room: the copies that were written before remain.
    }
    void this.prepareStream().catch(() => undefined);
  }

  /** What the page before kept in its last moment; given out once. */
  private async lastWords(place: string): Promise<FoundField[]> {
    const name = `${this.userId} ${place}`;
    const [counter, words] = (sessionStorage.getItem(name) ?? "").split(" ");
    sessionStorage.removeItem(name);
    if (!counter || !words) return [];
    const key = await this.streamKey;
    try {
      const text = key ? await crypto.subtle.decrypt(counting(bytesOf(counter)), key, bytesOf(words)) : bytesOf(words);
      return JSON.parse(new TextDecoder().decode(text)) as FoundField[];
    } catch {
      return [];
    }
  }

  forget(id: string): Promise<void> {
    return del(id, store);
  }

  /** Everything kept for a place, oldest first. What is too old, or cannot be read any more, goes. */
  async find(place: string): Promise<FoundField[]> {
    const key = await this.crypto;
    const last = await this.lastWords(place);
    const found: FoundField[] = [...last];
    for (const [id, stored] of await entries<string, Stored>(store)) {
      const [owner, at, , field = ""] = id.split(" ");
      if (stored.at < Date.now() - KEPT_MS) await del(id, store);
      else if (owner === this.userId && at === place && !last.some((one) => one.id === id)) {
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

const counting = (counter: Uint8Array<ArrayBuffer>): AesCtrParams => ({ name: "AES-CTR", counter, length: 64 });

const textOf = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

/** Removes everything this account has kept on the device. */
export async function wipeDevice(userId: string): Promise<void> {
  for (const id of await keys<string>(store)) if (id.startsWith(`${userId} `)) await del(id, store);
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(`${userId} `)) sessionStorage.removeItem(name);
  await wipeUploads(userId);
}
