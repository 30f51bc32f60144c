import { degrees, PDFDocument, type PDFPage } from "@cantoo/pdf-lib";
import type { AttachedPdf, Block } from "../paper";

/** A file whose pages can be drawn, or what stands in its place. */
export interface ReadAttached {
  title: string;
  source: PDFDocument | null;
  /** 0 where nothing can be drawn of it */
  pages: number;
  otherwise: readonly Block[];
}

/** Room the pages of other files have, as distances from the edges of an A4 page, in points. */
interface Room {
  top: number;
  bottom: number;
  side: number;
}

/** Opens the attached files. Protected and broken ones are no error: something else stands in their place. */
export function readAttached(attached: readonly AttachedPdf[]): Promise<ReadAttached[]> {
  return Promise.all(
    attached.map(async ({ title, data, otherwise }) => {
      const source = await PDFDocument.load(data, { updateMetadata: false, throwOnInvalidObject: true }).catch(() => null);
      const pages = source === null || source.isEncrypted ? 0 : countPages(source);
      return { title, source: pages > 0 ? source : null, pages, otherwise };
    }),
  );
}

function countPages(source: PDFDocument): number {
  try {
    return source.getPageCount();
  } catch {
    return 0;
  }
}

/**
 * Draws the pages of the attached files onto the last pages of the paper, which were left empty for them. Drawn, not copied:
 * scripts, links, forms and embedded files of what somebody sent don't come along.
 */
export async function drawAttached(paper: Uint8Array, attached: readonly ReadAttached[], room: Room, at: Date): Promise<Uint8Array> {
  const readable = attached.flatMap(({ source }) => (source === null ? [] : [source]));
  if (readable.length === 0) return paper;
  const target = await PDFDocument.load(paper, { updateMetadata: false });
  const pages = readable.flatMap((source) => source.getPages());
  const frames = target.getPages().slice(-pages.length);
  for (const [index, page] of pages.entries()) await drawInto(target, frames[index], page, room);
  target.setModificationDate(at);
  return target.save({ useObjectStreams: true });
}

/** A page that cannot be drawn (without any content, broken) leaves its frame empty. */
async function drawInto(target: PDFDocument, frame: PDFPage | undefined, page: PDFPage, room: Room): Promise<void> {
  const { x: left, y: bottom, width, height } = page.getCropBox();
  const drawn = await target.embedPage(page, { left, bottom, right: left + width, top: bottom + height }).catch(() => null);
  if (!frame || !drawn) return;
  const turn = ((Math.round(page.getRotation().angle / 90) % 4) + 4) % 4;
  const [seenWidth, seenHeight] = turn % 2 === 1 ? [height, width] : [width, height];
  const paperSize = frame.getSize();
  const scale = Math.min((paperSize.width - 2 * room.side) / seenWidth, (paperSize.height - room.top - room.bottom) / seenHeight, 1);
  const corner = { x: (paperSize.width - seenWidth * scale) / 2, y: paperSize.height - room.top - seenHeight * scale };
  // Turned clockwise about its lower left corner, the page comes to lie elsewhere and is moved back.
  const moved = [
    { x: 0, y: 0 },
    { x: 0, y: width },
    { x: width, y: height },
    { x: height, y: 0 },
  ][turn] ?? { x: 0, y: 0 };
  frame.drawPage(drawn, { x: corner.x + moved.x * scale, y: corner.y + moved.y * scale, xScale: scale, yScale: scale, rotate: degrees(-90 * turn) });
}
