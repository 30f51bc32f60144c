import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { SheetRecord } from "./record";
import type { SheetStore } from "./sheet-store";

/** Name of the database on the device; `browser/signed-out` knows it too. */
export const DATABASE = "sangtao-cham-thi";
/**
 * Stores are only ever added, never changed: a page kept on the device comes back with its own, older script, which must be able to
 * read what a newer one wrote.
 */
const VERSION = 1;

interface Sealed {
  iv: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

interface SheetRow extends Sealed {
  /** counts the writes of this row: two tabs never write over each other unseen */
  rev: number;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  sheets: { key: [userId: string, assignment: string]; value: SheetRow };
  /** pages and what is known of files, by path */
  kept: { key: [userId: string, path: string]; value: Sealed };
  pieces: { key: [userId: string, path: string, part: number]; value: Sealed };
}

export type DeviceDatabase = IDBPDatabase<Schema>;
type Kind = "sheets" | "kept" | "pieces";

let opened: Promise<DeviceDatabase> | null = null;

/** Opens the database, once a page; an older script opens one of a newer script as it is. */
function openDevice(): Promise<DeviceDatabase> {
  opened ??= open().catch((error: unknown) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function open(): Promise<DeviceDatabase> {
  const forget = () => (opened = null);
  const create = (database: DeviceDatabase) => {
    for (const name of ["keys", "sheets", "kept", "pieces"] as const) if (!database.objectStoreNames.contains(name)) database.createObjectStore(name);
  };
  const giveWay = (_old: number, _new: number | null, event: IDBVersionChangeEvent) => {
    forget();
    (event.target as IDBDatabase).close();
  };
  try {
    return await openDB<Schema>(DATABASE, VERSION, { upgrade: create, blocking: giveWay, terminated: forget });
  } catch (error) {
    if ((error as DOMException).name === "VersionError") return openDB<Schema>(DATABASE, undefined, { blocking: giveWay, terminated: forget });
    throw error;
  }
}

/** True where the browser can encrypt and keep: a page over HTTPS (or this very machine) with a database. */
export const canKeep = (): boolean => globalThis.isSecureContext && "indexedDB" in globalThis && globalThis.crypto?.subtle !== undefined;

const LAST = "\uffff";
/** All keys of one account in a store. */
const ownRange = (userId: string): IDBKeyRange => IDBKeyRange.bound([userId], [userId, LAST, LAST]);

/**
 * What one account keeps on this device: encrypted with a key that was made here, belongs to this account and cannot be taken out of
 * the browser by any script.
 */
export class DeviceStore implements SheetStore {
  readonly isKept = true;

  private constructor(
    readonly userId: string,
    private readonly database: DeviceDatabase,
    private readonly key: CryptoKey,
  ) {}

  /** @throws where the browser keeps nothing (private window, no room, no secure page). */
  static async open(userId: string): Promise<DeviceStore> {
    const database = await openDevice();
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    // Two tabs may come here at once: the first key stays.
    const transaction = database.transaction("keys", "readwrite", { durability: "strict" });
    const key = (await transaction.store.get(userId)) ?? made;
    await transaction.store.put(key, userId);
    await transaction.done;
    return new DeviceStore(userId, database, key);
  }

  /** As `open`, but null where this account keeps nothing here: looking makes no key. */
  static async ifAny(userId: string): Promise<DeviceStore | null> {
    const database = await openDevice();
    const key = await database.get("keys", userId);
    return key ? new DeviceStore(userId, database, key) : null;
  }

  private additional(kind: Kind, key: readonly (string | number)[]): Uint8Array<ArrayBuffer> {
    return new TextEncoder().encode([kind, ...key].join("\n"));
  }

  private async seal(kind: Kind, key: readonly (string | number)[], plain: BufferSource): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: this.additional(kind, key) }, this.key, plain) };
  }

  /** Null where it cannot be read: another key, or it was moved to where it does not belong. */
  private async unseal(kind: Kind, key: readonly (string | number)[], { iv, data }: Sealed): Promise<ArrayBuffer | null> {
    return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: this.additional(kind, key) }, this.key, data).catch(() => null);
  }

  private async record(row: SheetRow | undefined, key: [string, string]): Promise<SheetRecord | null> {
    const plain = row && (await this.unseal("sheets", key, row));
    return plain ? (JSON.parse(new TextDecoder().decode(plain)) as SheetRecord) : null;
  }

  async sheet(assignment: string): Promise<SheetRecord | null> {
    const key: [string, string] = [this.userId, assignment];
    return this.record(await this.database.get("sheets", key), key);
  }

  /** All sheets of the account in the order they were typed. */
  async sheets(): Promise<SheetRecord[]> {
    const keys = await this.database.getAllKeys("sheets", ownRange(this.userId));
    const found = await Promise.all(keys.map(([, assignment]) => this.sheet(assignment)));
    return found.filter((record) => record !== null).sort((a, b) => a.turn - b.turn);
  }

  /**
   * Changes one sheet; resolves once it is written down to the disk. Encrypting takes longer than a transaction lives: where another
   * tab wrote meanwhile, `change` is asked again with what that one wrote. Null takes the sheet away.
   */
  async change(assignment: string, change: (record: SheetRecord | null) => SheetRecord | null): Promise<SheetRecord | null> {
    const key: [string, string] = [this.userId, assignment];
    for (;;) {
      const row = await this.database.get("sheets", key);
      const before = await this.record(row, key);
      const after = change(before);
      if (after === before) return after;
      const sealed = after && (await this.seal("sheets", key, new TextEncoder().encode(JSON.stringify(after))));
      const transaction = this.database.transaction("sheets", "readwrite", { durability: "strict" });
      const isUntouched = (await transaction.store.get(key))?.rev === row?.rev;
      if (isUntouched && sealed) await transaction.store.put({ ...sealed, rev: (row?.rev ?? 0) + 1 }, key);
      else if (isUntouched) await transaction.store.delete(key);
      await transaction.done;
      if (isUntouched) return after;
    }
  }

  /** Keeps something that can be written as JSON under a path. */
  async keep(path: string, value: unknown): Promise<void> {
    const key: [string, string] = [this.userId, path];
    await this.database.put("kept", await this.seal("kept", key, new TextEncoder().encode(JSON.stringify(value))), key);
  }

  async find<T>(path: string): Promise<T | null> {
    const key: [string, string] = [this.userId, path];
    const sealed = await this.database.get("kept", key);
    const plain = sealed && (await this.unseal("kept", key, sealed));
    return plain ? (JSON.parse(new TextDecoder().decode(plain)) as T) : null;
  }

  async paths(): Promise<string[]> {
    return (await this.database.getAllKeys("kept", ownRange(this.userId))).map(([, path]) => path);
  }

  async keepPiece(path: string, part: number, bytes: BufferSource): Promise<void> {
    const key: [string, string, number] = [this.userId, path, part];
    await this.database.put("pieces", await this.seal("pieces", key, bytes), key);
  }

  async piece(path: string, part: number): Promise<ArrayBuffer | null> {
    const key: [string, string, number] = [this.userId, path, part];
    const sealed = await this.database.get("pieces", key);
    return sealed ? this.unseal("pieces", key, sealed) : null;
  }

  /** Takes a page or a file with all its pieces from the device. */
  async drop(path: string): Promise<void> {
    const transaction = this.database.transaction(["kept", "pieces"], "readwrite");
    await transaction.objectStore("kept").delete([this.userId, path]);
    await transaction.objectStore("pieces").delete(IDBKeyRange.bound([this.userId, path], [this.userId, path, Number.MAX_SAFE_INTEGER]));
    await transaction.done;
  }

  /** Takes everything of this account from the device, the key first of all. */
  async wipe(): Promise<void> {
    const transaction = this.database.transaction(["keys", "sheets", "kept", "pieces"], "readwrite", { durability: "strict" });
    await transaction.objectStore("keys").delete(this.userId);
    for (const name of ["sheets", "kept", "pieces"] as const) await transaction.objectStore(name).delete(ownRange(this.userId));
    await transaction.done;
  }

  /** True where nobody keeps anything on this device. */
  static async isUnused(): Promise<boolean> {
    return (await (await openDevice()).count("keys")) === 0;
  }
}
