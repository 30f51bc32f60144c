import { PDFDocument } from "@cantoo/pdf-lib";
import type { Paper } from "./paper";
import { renderPdf } from "./render.server";
import { printable } from "./words";

/** Sections drawn at a time: other papers get their turn between, none comes near the thread's patience, and progress can be told. */
const AT_ONCE = 8;

interface PartsOptions {
  /** sections that are drawn, of all */
  onProgress?: (done: number, all: number) => void;
  /** ends the work between two parts */
  signal?: AbortSignal | undefined;
}

/**
 * The paper as a PDF, a few sections at a time and joined where they stand apart; any other paper is drawn whole. The same paper gives
 * the same bytes. Null where the signal ended it. @throws RenderError
 */
export async function renderPdfInParts(paper: Paper, { onProgress, signal }: PartsOptions = {}): Promise<Uint8Array | null> {
  const { sections } = paper;
  if (!paper.sectionsApart || paper.attached || sections.length <= AT_ONCE) return renderPdf(paper);
  const whole = await PDFDocument.create({ updateMetadata: false });
  for (let from = 0; from < sections.length; from += AT_ONCE) {
    if (signal?.aborted) return null;
    onProgress?.(from, sections.length);
    const part = await PDFDocument.load(await renderPdf({ ...paper, sections: sections.slice(from, from + AT_ONCE) }), { updateMetadata: false });
    for (const page of await whole.copyPages(part, part.getPageIndices())) whole.addPage(page);
  }
  whole.setTitle(printable(paper.title));
  whole.setLanguage("vi");
  whole.setCreationDate(paper.at);
  whole.setModificationDate(paper.at);
  return whole.save({ useObjectStreams: true });
}
