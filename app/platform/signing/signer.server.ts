import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from "node:crypto";
import type { Config } from "~/platform/config/config.server";
import { loadKeys } from "~/platform/config/keys.server";

/** Signs in the name of this installation: Ed25519 (RFC 8032). */
export interface Signer {
  /** the raw 32 bytes of the public key, base64 */
  readonly publicKey: string;
  /** signature of the UTF-8 bytes of a text, base64 */
  sign(text: string): string;
}

/** The installation's signer, with the key that is given or kept in `DATA_DIR`. */
export async function loadSigner(config: Pick<Config, "dataDir" | "sessionSecret" | "signingKey">): Promise<Signer> {
  return signerOf((await loadKeys(config)).signingKey);
}

export function signerOf(privateKeyPem: string): Signer {
  const key = createPrivateKey(privateKeyPem);
  const publicKey = rawPublicKey(createPublicKey(key));
  return { publicKey, sign: (text) => sign(null, Buffer.from(text, "utf8"), key).toString("base64") };
}

/** Bytes of the SubjectPublicKeyInfo of every Ed25519 key before the 32 of the key itself (RFC 8410). */
const SPKI_HEAD = Buffer.from("302a300506032b6570032100", "hex");
const KEY_BYTES = 32;

function rawPublicKey(key: KeyObject): string {
  return key.export({ type: "spki", format: "der" }).subarray(SPKI_HEAD.length).toString("base64");
}

/** Whether `signature` (base64) is that of `text` by the key (base64, raw). False for anything that is no key or signature. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const raw = Buffer.from(publicKey, "base64");
  if (raw.length !== KEY_BYTES || raw.toString("base64") !== publicKey) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: "der", type: "spki" });
    return verify(null, Buffer.from(text, "utf8"), key, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

/** What people compare of a key: SHA-256 of its raw bytes, in groups of four hex digits. */
export function fingerprintOf(publicKey: string): string {
  const digest = createHash("sha256").update(Buffer.from(publicKey, "base64")).digest("hex");
  return digest.match(/.{4}/g)?.join(" ") ?? digest;
}
