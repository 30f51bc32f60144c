import type { Tx } from "~/data/client.server";
import type { Prisma } from "~/data/generated/client";
import { readSignedText, signedText } from "~/domain/certificates/signed-text";
import { NAME_GONE } from "~/domain/retention/retention";

/**
 * Certificates of an edition whose holder's name is not public keep no name: a name that is typed is compared with the salted hash in
 * their signed text, as the QR code has it. Printed again they are no more. `shown`: entry and author whose names stay.
 */
export async function clearCertificateNames(tx: Tx, editionId: string, shown: readonly { entryId: string; key: string }[]): Promise<void> {
  const isShown = new Set(shown.map(({ entryId, key }) => `${entryId} ${key}`));
  const rows = await tx.certificate.findMany({ where: { editionId, name: { not: NAME_GONE } }, select: { id: true, entryId: true, authorKey: true, signedText: true } });
  for (const { id, entryId, authorKey, signedText: text } of rows) {
    if (authorKey !== null && isShown.has(`${entryId} ${authorKey}`)) continue;
    const signed = readSignedText(text);
    await tx.certificate.update({ where: { id }, data: { name: NAME_GONE, ...(signed && signed.name !== null ? { signedText: signedText({ ...signed, name: null }) } : {}) } });
  }
}

/** A person's certificates of an entry: their numbers, prizes and states stay, the name and what could prove it go. */
export async function eraseCertificates(tx: Tx, which: { entryId: string; authorKey: string | null }, now: Date): Promise<number> {
  const { count } = await tx.certificate.updateMany({ where: { ...which, erasedAt: null }, data: { name: NAME_GONE, signedText: "", signature: "", erasedAt: now } });
  return count;
}

/** Takes texts out of the papers of an edition as they were issued. @returns how many papers held some */
export async function cleanIssuedPapers(tx: Tx, editionId: string, gone: readonly string[], now: Date): Promise<number> {
  if (gone.length === 0) return 0;
  const papers = await tx.issuedPaper.findMany({ where: { editionId }, select: { id: true, content: true } });
  let cleaned = 0;
  for (const { id, content } of papers) {
    const before = JSON.stringify(content);
    const after = JSON.stringify(withoutTexts(content, gone));
    if (after === before) continue;
    await tx.issuedPaper.update({ where: { id }, data: { content: JSON.parse(after) as Prisma.InputJsonValue, erasedAt: now } });
    cleaned += 1;
  }
  return cleaned;
}

/** The same value with each of the texts replaced in every string it holds. */
export function withoutTexts(value: unknown, gone: readonly string[]): unknown {
  if (typeof value === "string") return gone.reduce((text, one) => text.replaceAll(one, NAME_GONE), value);
  if (Array.isArray(value)) return value.map((item) => withoutTexts(item, gone));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTexts(item, gone)]));
}
