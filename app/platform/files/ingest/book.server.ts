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
  readonly userId: string;
  readonly entryId: string | null;
  /** key of the entry's file the bytes belong to */
  readonly fileKey: string | null;
  /** in bytes */
  readonly size: number;
  readonly expiresAt: Date;
}

export interface StoredAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface UploadRecord extends Registration {
  readonly state: UploadState;
  readonly sha256: string | null;
  /** what the last PUT was answered, repeated when it is asked again */
  readonly answer: StoredAnswer | null;
}

/** Where uploads are written down, so that they survive a restart. */
export interface UploadBook {
  /** All of them or none; false where one of the keys is known already. */
  register(uploads: readonly Registration[]): Promise<boolean>;
  find(key: string): Promise<UploadRecord | null>;
  /** False where the upload was given up meanwhile, for a newer one of the same file. */
  received(key: string, sha256: string): Promise<boolean>;
  finished(key: string, state: "DONE" | "FAILED", answer: StoredAnswer): Promise<void>;
  /** Uploads whose bytes are complete but whose completion never ended. */
  listReceived(): Promise<UploadRecord[]>;
}
