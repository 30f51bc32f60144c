import { createHash, randomBytes } from "node:crypto";

/** A link that works once: the token goes into the address, only its hash is kept. */
export interface OneTimeToken {
  token: string;
  tokenHash: string;
}

/** 256 bits of chance, in 43 characters that need no escaping in addresses. */
export function newOneTimeToken(): OneTimeToken {
  const token = randomBytes(32).toString("base64url");
  return { token, tokenHash: hashOfToken(token) };
}

export function hashOfToken(token: string): string {
  return createHash("sha256").update(token, "utf8").digest("hex");
}
