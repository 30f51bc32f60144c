import { PDFDocument } from "@cantoo/pdf-lib";
import type { CertificateBatch } from "~/platform/render/certificate";
import { renderCertificates } from "~/platform/render/render.server";

/** Drawn at a time: memory stays small and progress can be told. */
const AT_ONCE = 10;

/** Sheets as one PDF ready for the printer, a page each, in their order. The same batch gives the same bytes. @throws RenderError */
export async function printSheets({ title, at, sheets, pictures }: CertificateBatch, onProgress?: (done: number, all: number) => void): Promise<Uint8Array> {
  const whole = await PDFDocument.create({ updateMetadata: false });
  for (let from = 0; from < sheets.length; from += AT_ONCE) {
    onProgress?.(from, sheets.length);
    const drawn = await renderCertificates({ title, at, sheets: sheets.slice(from, from + AT_ONCE), pictures });
    const part = await PDFDocument.load(drawn, { updateMetadata: false });
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
  }
  whole.setTitle(title);
  whole.setCreationDate(at);
  whole.setModificationDate(at);
  const data = await whole.save({ useObjectStreams: true });
  onProgress?.(sheets.length, sheets.length);
  return data;
}
