import { generateKeyPairSync, randomBytes } from "node:crypto";
import { link, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "~/platform/config/config.server";
import { giveToOwner, makePrivateFolder } from "~/platform/config/data-folder.server";

/** The secrets of this installation. */
export interface Keys {
  /** Signs sessions: 32 random bytes, base64url. */
  readonly sessionSecret: string;
  /** Signs sealed results: an Ed25519 private key, PKCS#8 PEM. */
  readonly signingKey: string;
  /** Key of the embedded upload server, in UploadThing's form: `sk_` and 64 hex digits. */
  readonly uploadKey: string;
}

/**
 * The given keys, or else those kept in `DATA_DIR/keys` (files of mode 0600 in a folder of mode 0700),
 * made the first time. Several processes may ask at once: all get the same keys.
 */
export async function loadKeys(config: Pick<Config, "dataDir" | "sessionSecret" | "signingKey">): Promise<Keys> {
  const [sessionSecret, signingKey, uploadKey] = await Promise.all([
    config.sessionSecret ?? keep(config.dataDir, "session-secret", () => randomBytes(32).toString("base64url")),
    config.signingKey ?? keep(config.dataDir, "signing-key.pem", makeSigningKey),
    keep(config.dataDir, "upload-key", () => `sk_${randomBytes(32).toString("hex")}`),
  ]);
  return Object.freeze({ sessionSecret, signingKey, uploadKey });
}

function makeSigningKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

async function keep(dataDir: string, name: string, make: () => string): Promise<string> {
  const path = join(dataDir, "keys", name);
  const kept = await readIfThere(path);
  if (kept !== null) return kept;
  await makePrivateFolder(dataDir, "keys");
  await writeOnce(path, make());
  await giveToOwner(dataDir, path);
  return (await readIfThere(path)) ?? Promise.reject(new Error(`${path} cannot be read back`));
}

/** Written aside, flushed and linked into place: a reader never sees half a key, and the first writer wins. */
async function writeOnce(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}-${randomBytes(4).toString("hex")}`;
  const file = await open(aside, "wx", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(aside, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, "utf8");
    return path.endsWith(".pem") ? text : text.trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
