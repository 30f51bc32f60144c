import { createHash, randomBytes } from "node:crypto";
import type { CertificateContent, NewCertificate, Recipient } from "~/data/certificates.server";
import { CODE_BYTES, codeOf } from "~/domain/certificates/code";
import { nameToHash, signedText } from "~/domain/certificates/signed-text";
import type { Signer } from "~/platform/signing/signer.server";

const SALT_BYTES = 9;
/** Half of a SHA-256: enough to compare a name with, short enough for a QR code. */
const HASH_BYTES = 16;

interface Making {
  id: string;
  editionId: string;
  recipient: Pick<Recipient, "entryId" | "kind" | "authorKey" | "name">;
  content: CertificateContent;
  bookNumber: number;
  /** everybody who has to has agreed that the name is shown */
  isNamePublic: boolean;
  signer: Signer;
  actorId: string;
  now: Date;
}

/** SHA-256 of a name with its salt, as far as certificates keep it, base64url. */
export function nameHash(salt: string, name: string): string {
  return createHash("sha256").update(nameToHash(salt, name), "utf8").digest().subarray(0, HASH_BYTES).toString("base64url");
}

/** A certificate with a new random code, its text signed in the name of this installation. */
export function makeCertificate({ id, editionId, recipient, content, bookNumber, isNamePublic, signer, actorId, now }: Making): NewCertificate {
  const { entryId, kind, authorKey, name } = recipient;
  const code = codeOf(randomBytes(CODE_BYTES));
  const salt = randomBytes(SALT_BYTES).toString("base64url");
  const { prize, title, edition, decisionNumber, decisionDate } = content;
  const text = signedText({ code, name: isNamePublic ? name : null, salt, nameHash: nameHash(salt, name), kind, prize, title, edition, decisionNumber, decisionDate, bookNumber });
  const signature = Buffer.from(signer.sign(text), "base64").toString("base64url");
  return { id, editionId, entryId, kind, authorKey, code, bookNumber, name, signedText: text, signature, content, issuedById: actorId, issuedAt: now };
}

/** What the QR code holds: the address of the check page, and behind `#` what can be checked without it. */
export function qrText(publicUrl: string, checkPath: string, { signedText: text, signature }: Pick<NewCertificate, "signedText" | "signature">): string {
  return `${publicUrl}${checkPath}#${Buffer.from(text, "utf8").toString("base64url")}.${signature}`;
}
