import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { type CertificateRow, pictureNames, validCertificates } from "~/data/certificates.server";
import type { EditionRow } from "~/data/editions.server";
import { paperDate } from "~/domain/documents/paper-date";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { certificatePaper as words } from "~/i18n/vi/certificate-paper";
import { paths } from "~/paths";
import type { CertificateBatch, CertificateSheet } from "~/platform/render/certificate";
import { renderCertificates } from "~/platform/render/render.server";
import { qrText } from "./make-certificate.server";
import { printSheets } from "./print-sheets.server";
import { wordsToIssue } from "./words-in-force.server";

const MOST_PIXELS = 800;
/** Which of the lines names the prize. */
const PRIZE_LINE = 2;

interface Printing {
  edition: { id: string; slug: string; title: string };
  /** null: all that hold */
  ids: readonly string[] | null;
  onProgress?: (done: number, all: number) => void;
}

type PrintServices = Pick<Services, "db" | "files" | "config">;

/**
 * Certificates that hold as one PDF ready for the printer, a page each, in the order of the book. Printed again, the file is the same:
 * everything on it was kept when they were issued.
 */
export async function printCertificates(services: PrintServices, { edition, ids, onProgress }: Printing): Promise<Result<Uint8Array, "not_found">> {
  if (ids?.some((id) => !isUuid(id))) return refused("not_found");
  const certificates = await validCertificates(services.db.prisma, edition.id, ids);
  const [last] = certificates.slice(-1);
  if (!last) return refused("not_found");
  const pictures = await picturesOf(services, edition.id, certificates);
  const sheets = certificates.map((certificate) => sheetOf(certificate, services.config.publicUrl));
  return ok(await printSheets({ title: `${words.heading} – ${edition.title}`, at: last.issuedAt, sheets, pictures }, onProgress));
}

/** How certificates will look with the present words and pictures, made out to nobody. */
export async function printSample(services: PrintServices, edition: EditionRow): Promise<Result<Uint8Array, "not_found">> {
  const { sample } = words;
  const content = { ...(await wordsToIssue(services.db.prisma, edition)), prize: sample.prize, title: sample.title, unit: sample.unit, edition: edition.title, decisionNumber: sample.number, decisionDate: edition.updatedAt.toISOString().slice(0, 10) };
  const certificate = { kind: "AUTHOR" as const, name: sample.name, code: sample.code, bookNumber: 0, content, signedText: sample.code, signature: "" };
  const sheets = [sheetOf(certificate, services.config.publicUrl)];
  return ok(await renderCertificates({ title: words.heading, at: edition.updatedAt, sheets, pictures: await picturesOf(services, edition.id, [{ content }]) }));
}

type Printed = Pick<CertificateRow, "kind" | "name" | "code" | "bookNumber" | "content" | "signedText" | "signature">;

function sheetOf(certificate: Printed, publicUrl: string): CertificateSheet {
  const { kind, name, code, bookNumber, content } = certificate;
  const checkPath = paths.certificate(code);
  const [year, month, day] = content.decisionDate.split("-");
  return {
    national: words.national,
    motto: words.motto,
    authority: content.authority,
    heading: content.heading,
    certifies: words.certifies,
    name,
    unit: content.unit,
    lines: [words.kind[kind], words.solution(content.title), words.won(content.prize), words.at(content.edition)],
    highlight: PRIZE_LINE,
    placeAndDate: `${content.place}, ${paperDate(content.decisionDate)}`,
    signerTitle: content.signerTitle,
    signerName: content.signerName,
    notes: [words.decision(content.decisionNumber, `${day}/${month}/${year}`), words.book(String(bookNumber)), words.code(code), words.checkAt(`${publicUrl}${checkPath}`)],
    qr: qrText(publicUrl, checkPath, certificate),
    emblem: content.emblemFileId,
    signature: content.signatureFileId,
  };
}

const picturesOf = (services: PrintServices, editionId: string, certificates: readonly Pick<CertificateRow, "content">[]): Promise<CertificateBatch["pictures"]> =>
  picturesById(services, editionId, certificates.flatMap(({ content }) => [content.emblemFileId, content.signatureFileId]));

/** Emblem and signatures by their id; one whose bytes are gone is left out rather than that nothing can be printed. */
export async function picturesById({ db, files }: Pick<Services, "db" | "files">, editionId: string, ids: readonly (string | null)[]): Promise<CertificateBatch["pictures"]> {
  const names = await pictureNames(db.prisma, editionId, [...new Set(ids.filter((id) => id !== null))]);
  const pictures: Record<string, { data: Uint8Array; format: "png" }> = {};
  for (const [id, { storageName }] of names) {
    const data = await buffer(await files.open(storageName))
      .then((bytes) => sharp(bytes).rotate().resize({ width: MOST_PIXELS, height: MOST_PIXELS, fit: "inside", withoutEnlargement: true }).png().toBuffer())
      .catch(() => null);
    if (data) pictures[id] = { data, format: "png" };
  }
  return pictures;
}
