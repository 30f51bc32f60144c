import { certificateTemplate, type TemplateRow } from "~/data/certificates.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import { proposedSigner } from "~/features/documents/official/signers.server";
import { certificatePaper } from "~/i18n/vi/certificate-paper";
import { officialPapers } from "~/i18n/vi/official-papers";

/**
 * The words and pictures that certificates of this edition bear from now on: those the secretary stored, otherwise those proposed, with
 * the head of the committee as signatory. The page of words, the sample and every certificate that is issued take them from here; what
 * was issued keeps its own. Papers are in Vietnamese.
 */
export async function wordsInForce(reader: Reader, edition: Pick<EditionRow, "id" | "letterheadBody" | "place">): Promise<TemplateRow> {
  const stored = await certificateTemplate(reader, edition.id);
  if (stored) return stored;
  const { heading, signerTitle } = certificatePaper;
  const signerName = await proposedSigner(reader, edition.id, { onBehalf: officialPapers.signers.committee, signerTitle });
  return { heading, authority: edition.letterheadBody, signerTitle, signerName, place: edition.place, emblemFileId: null, signatureFileId: null, version: 0 };
}

/** The same as a certificate keeps them. */
export async function wordsToIssue(reader: Reader, edition: Pick<EditionRow, "id" | "letterheadBody" | "place">): Promise<Omit<TemplateRow, "version">> {
  const { version: _, ...words } = await wordsInForce(reader, edition);
  return words;
}
