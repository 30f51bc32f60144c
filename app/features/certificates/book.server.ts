import { certificateBook, certificateCounts, type ListedCertificate } from "~/data/certificates.server";
import { certifiedDecisionOf } from "~/data/results.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import type { Ranking } from "~/domain/ranking/rank-problem";
import type { Services } from "~/features/services";
import { heldBack } from "./held-back.server";
import { bookDifferences } from "./settle-correction.server";
import { wordsInForce } from "./words-in-force.server";

export const BOOK_PAGE = 50;

export interface BookView {
  /** the decision has its number: certificates can be issued */
  isSigned: boolean;
  /** people of awarded entries to whom none was issued, those held back by a correction not counted */
  missing: number;
  /** people of awarded entries whose certificate was revoked and who have no other that holds */
  revoked: number;
  valid: number;
  /** what new ones will say: number of the decision, signatory, whether there is a picture of the signature */
  about: { decisionNumber: string | null; signerName: string; hasSignature: boolean };
  /** with the id a correction of it would get: sent twice, it is made once */
  /** what a correction of the result asks of the book; null: nothing */
  settle: { revoke: string[]; reissue: string[]; issue: number } | null;
  rows: (ListedCertificate & { newId: string })[];
  total: number;
}

/** The book of certificates of an edition, one page. A fixed number of statements. */
export async function bookView({ db }: Pick<Services, "db">, { edition, search, page }: { edition: Pick<EditionRow, "id" | "letterheadBody" | "place">; search: string; page: number }): Promise<BookView> {
  const decision = await certifiedDecisionOf(db.prisma, edition.id);
  const isSigned = decision !== null;
  const held = await heldBack(db.prisma, edition.id);
  const awarded = decision ? (decision.answer as unknown as Ranking).ranking.flatMap(({ entry, prize }) => (prize === null || held.has(entry) ? [] : [entry])) : [];
  const { missing, revoked, valid } = await certificateCounts(db, edition.id, awarded);
  const { rows, total } = await certificateBook(db, { editionId: edition.id, search, limit: BOOK_PAGE, offset: (page - 1) * BOOK_PAGE });
  const { signerName, signatureFileId } = await wordsInForce(db.prisma, edition);
  const about = { decisionNumber: decision?.decisionNumber ?? null, signerName, hasSignature: signatureFileId !== null };
  return { isSigned, about, settle: await settleView(db.prisma, edition.id, missing), missing, revoked, valid, rows: rows.map((row) => ({ ...row, newId: crypto.randomUUID() })), total };
}

/** Lines "3. Trần Văn A: Giải Nhì" of what has to be revoked and issued anew. */
async function settleView(reader: Reader, editionId: string, missing: number): Promise<BookView["settle"]> {
  const { decision, revoke, reissue } = await bookDifferences(reader, editionId);
  if (!decision || revoke.length + reissue.length + missing === 0) return null;
  return {
    revoke: revoke.map(({ bookNumber, name, content }) => `${bookNumber}. ${name}: ${content.prize}`),
    reissue: reissue.map(({ certificate, prize }) => `${certificate.bookNumber}. ${certificate.name}: ${certificate.content.prize} → ${prize}`),
    issue: missing,
  };
}
