import type { Tx } from "~/data/client.server";
import type { Prisma } from "~/data/generated/client";
import { contentHash } from "~/data/issued-papers.server";
import { readSignedText, signedText } from "~/domain/certificates/signed-text";
import { NAME_GONE } from "~/domain/retention/retention";

interface Clearing {
  editionId: string;
  /** entry and author whose names stay */
  shown: readonly { entryId: string; key: string }[];
  /** finds what else must go (`patternOf`) */
  pattern: string | null;
}

/**
 * Certificates of an edition whose holder's name is not public keep no name: a name that is typed is compared with the salted hash in
 * their signed text. A text that held the name itself is kept without it, and its signature, which fits no longer, goes.
 */
export async function clearCertificateNames(tx: Tx, { editionId, shown, pattern }: Clearing): Promise<void> {
  const isShown = new Set(shown.map(({ entryId, key }) => `${entryId} ${key}`));
  const gone = pattern === null ? null : new RegExp(pattern, "gu");
  const rows = await tx.certificate.findMany({ where: { editionId, name: { not: NAME_GONE } }, select: { id: true, entryId: true, authorKey: true, signedText: true, signature: true, content: true } });
  for (const { id, entryId, authorKey, signedText: text, signature, content } of rows) {
    if (authorKey !== null && isShown.has(`${entryId} ${authorKey}`)) continue;
    const signed = readSignedText(text);
    const nameless = signed ? signedText({ ...signed, name: null }) : "";
    const data = { name: NAME_GONE, signedText: nameless, signature: nameless === text ? signature : "", content: (gone ? withoutTexts(content, gone) : content) as Prisma.InputJsonValue };
    await tx.certificate.update({ where: { id }, data });
  }
}

/** A person's certificates of an entry: their numbers, prizes and states stay, the name and what could prove it go. */
export async function eraseCertificates(tx: Tx, which: { entryId: string; authorKey: string | null; name?: { in: string[] } }, now: Date): Promise<number> {
  const { count } = await tx.certificate.updateMany({ where: { ...which, erasedAt: null }, data: { name: NAME_GONE, signedText: "", signature: "", erasedAt: now } });
  return count;
}

export interface CleanedPaper {
  paper: string;
  hash: string;
}

/**
 * Takes texts (as `patternOf` finds them) out of the papers of an edition as they were issued. The scan of a stamped paper is the
 * authority's own record and stays. @returns the papers that held some, with the hash of what stands on them now, for the record
 */
export async function cleanIssuedPapers(tx: Tx, editionId: string, pattern: string | null, now: Date): Promise<CleanedPaper[]> {
  if (pattern === null) return [];
  const gone = new RegExp(pattern, "gu");
  const papers = await tx.issuedPaper.findMany({ where: { editionId }, select: { id: true, content: true }, orderBy: { id: "asc" } });
  const cleaned: CleanedPaper[] = [];
  for (const { id, content } of papers) {
    const left = withoutTexts(content, gone);
    const hash = contentHash(left);
    if (hash === contentHash(content)) continue;
    await tx.issuedPaper.update({ where: { id }, data: { content: left as Prisma.InputJsonValue, hash, erasedAt: now } });
    // The file as it was issued holds the names: its hash stays, the bytes go.
    await tx.issuedFile.updateMany({ where: { paperId: id }, data: { data: null } });
    cleaned.push({ paper: id, hash });
  }
  return cleaned;
}

/** The same value with what the pattern finds replaced in every string it holds. */
function withoutTexts(value: unknown, gone: RegExp): unknown {
  if (typeof value === "string") return value.replace(gone, NAME_GONE);
  if (Array.isArray(value)) return value.map((item) => withoutTexts(item, gone));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTexts(item, gone)]));
}
