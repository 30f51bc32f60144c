import { PDFDocument } from "@cantoo/pdf-lib";
import sharp from "sharp";
import type { FileFamily, VariantKind } from "~/data/generated/enums";
import type { Services } from "~/features/services";

type WithFiles = Pick<Services, "db" | "files">;

const MIME: Readonly<Record<FileFamily, string>> = { PHOTO: "image/jpeg", PDF: "application/pdf", DOCUMENT: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", VIDEO: "video/mp4" };

export interface BytesSpec {
  family: FileFamily;
  bytes: Buffer;
  pages?: number;
  /** pictures that may be shown of it */
  variants?: Partial<Record<VariantKind, Buffer>>;
}

/** Puts real bytes into the store for the file of that name in the versions of an entry, as if they had been sent and processed. */
export async function storeBytes({ db, files }: WithFiles, { entryId, name }: { entryId: string; name: string }, { family, bytes, pages, variants = {} }: BytesSpec): Promise<string> {
  const rows = await db.prisma.entryFile.findMany({ where: { name, version: { entryId } }, include: { version: { include: { entry: true } } } });
  const entry = rows[0]?.version.entry;
  if (!entry) throw new Error(`no file ${name}`);
  const stored = await files.save(bytes);
  const shown = await Promise.all(
    Object.entries(variants).map(async ([kind, data]) => ({ kind: kind as VariantKind, storageName: (await files.save(data)).name, mime: "image/jpeg", size: data.length })),
  );
  const file = await db.prisma.storedFile.create({
    data: {
      editionId: entry.editionId,
      store: "LOCAL",
      storageName: stored.name,
      size: stored.size,
      sha256: stored.sha256,
      family,
      mime: MIME[family],
      pages: pages ?? null,
      processing: "DONE",
      uploadedById: entry.ownerId,
      variants: { create: shown },
    },
  });
  await db.prisma.entryFile.updateMany({ where: { id: { in: rows.map(({ id }) => id) } }, data: { fileId: file.id, size: stored.size, sha256: stored.sha256 } });
  return stored.name;
}

/** A picture of one colour. */
export function pictureBytes(background: string, size = { width: 400, height: 300 }): Promise<Buffer> {
  return sharp({ create: { ...size, channels: 3, background } }).jpeg().toBuffer();
}

/** A PDF with a line of text on each page. */
export async function pdfBytesOf(pages: readonly string[]): Promise<Buffer> {
  const document = await PDFDocument.create();
  for (const text of pages) document.addPage([595, 842]).drawText(text, { x: 50, y: 700, size: 20 });
  return Buffer.from(await document.save());
}
