/** `REGISTERED` → (bytes complete and flushed) `RECEIVED` → `DONE` or `FAILED`. The offset of what is still coming is the size on disk. */
export type UploadState = "REGISTERED" | "RECEIVED" | "DONE" | "FAILED";

/** What was registered for a key, before its bytes come. */
export interface Registration {
  readonly key: string;
  /** random; the key never becomes a path */
  readonly storageName: string;
  readonly slug: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly callbackUrl: string;
  readonly awaitServerData: boolean;
  readonly expiresAt: Date;
}

export interface StoredAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface UploadRecord extends Registration {
  readonly state: UploadState;
  readonly userId: string;
  /** in bytes */
  readonly size: number;
  readonly sha256: string | null;
  /** what the last PUT was answered, repeated when it is asked again */
  readonly answer: StoredAnswer | null;
}

/** Where uploads are written down, so that they survive a restart. */
export interface UploadBook {
  /** All of them or none; false where one of the keys is known already. */
  register(uploads: readonly Registration[]): Promise<boolean>;
  find(key: string): Promise<UploadRecord | null>;
  received(key: string, sha256: string): Promise<void>;
  finished(key: string, state: "DONE" | "FAILED", answer: StoredAnswer): Promise<void>;
  /** Uploads whose bytes are complete but whose completion never ended. */
  listReceived(): Promise<UploadRecord[]>;
}
