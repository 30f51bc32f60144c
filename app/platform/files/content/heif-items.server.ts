import { boxesOf, BrokenBoxesError, type Box } from "./iso-boxes.server";

/** What the box `meta` of a HEIC or AVIF tells: the largest picture in it, and where metadata of devices and places lies. */
export interface HeifFacts {
  width: number;
  height: number;
  /** pieces of the file with EXIF and XMP, as offsets from its start */
  metadata: { start: number; end: number }[];
}

const META_HEADER = 12;
const MOST_ITEMS = 10_000;

/** @param meta the box with its header, @param metaStart where it begins in the file. @throws BrokenBoxesError */
export function readHeif(meta: Buffer, metaStart: number): HeifFacts {
  const boxes = boxesOf(meta, META_HEADER, meta.length);
  const sizes = extents(meta, boxes);
  if (sizes.length === 0) throw new BrokenBoxesError("no ispe");
  const largest = sizes.reduce((most, one) => (one.width * one.height > most.width * most.height ? one : most));
  const items = boxes.find(({ type }) => type === "iinf");
  const places = boxes.find(({ type }) => type === "iloc");
  const store = boxes.find(({ type }) => type === "idat");
  const hidden = items ? metadataItems(meta, items) : new Set<number>();
  const metadata = places ? pieces(meta, places, hidden, store ? metaStart + store.body : null) : [];
  return { ...largest, metadata };
}

/** Sizes of the pictures (`ispe`) among the item properties. */
function extents(meta: Buffer, boxes: readonly Box[]): { width: number; height: number }[] {
  const properties = boxes.find(({ type }) => type === "iprp");
  const container = properties && boxesOf(meta, properties.body, properties.end).find(({ type }) => type === "ipco");
  if (!container) return [];
  return boxesOf(meta, container.body, container.end)
    .filter(({ type, body, end }) => type === "ispe" && end - body >= 12)
    .map(({ body }) => ({ width: meta.readUInt32BE(body + 4), height: meta.readUInt32BE(body + 8) }));
}

/** Ids of the items that hold EXIF, XMP or anything else that is not a picture. */
function metadataItems(meta: Buffer, items: Box): Set<number> {
  const isShort = meta[items.body] === 0;
  const found = new Set<number>();
  for (const entry of boxesOf(meta, items.body + (isShort ? 6 : 8), items.end)) {
    const version = meta[entry.body] ?? 0;
    if (entry.type !== "infe" || version < 2) continue;
    const id = version === 2 ? meta.readUInt16BE(entry.body + 4) : meta.readUInt32BE(entry.body + 4);
    const at = entry.body + (version === 2 ? 8 : 10);
    const type = meta.toString("latin1", at, at + 4);
    if (type === "Exif" || type === "mime" || type === "uri ") found.add(id);
  }
  return found;
}

/** Reads numbers of a width told by the box itself, one after the other. */
class Numbers {
  constructor(
    private readonly bytes: Buffer,
    private at: number,
    private readonly end: number,
  ) {}

  next(width: number): number {
    if (this.at + width > this.end) throw new BrokenBoxesError("iloc is too short");
    const value = width === 0 ? 0 : width === 8 ? Number(this.bytes.readBigUInt64BE(this.at)) : this.bytes.readUIntBE(this.at, width);
    this.at += width;
    return value;
  }
}

/** Where the items with these ids lie in the file, out of the box `iloc` (ISO/IEC 14496-12, 8.11.3). */
function pieces(meta: Buffer, places: Box, ids: ReadonlySet<number>, idatStart: number | null): { start: number; end: number }[] {
  const version = meta[places.body] ?? 0;
  const numbers = new Numbers(meta, places.body + 4, places.end);
  const [widths, more] = [numbers.next(1), numbers.next(1)];
  const [offsetWidth, lengthWidth, baseWidth, indexWidth] = [widths >> 4, widths & 15, more >> 4, version === 0 ? 0 : more & 15];
  const found: { start: number; end: number }[] = [];
  const count = numbers.next(version < 2 ? 2 : 4);
  if (count > MOST_ITEMS) throw new BrokenBoxesError("too many items");
  for (let item = 0; item < count; item += 1) {
    const id = numbers.next(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : numbers.next(2) & 15;
    numbers.next(2);
    const base = numbers.next(baseWidth);
    const pieceCount = numbers.next(2);
    for (let piece = 0; piece < pieceCount; piece += 1) {
      numbers.next(indexWidth);
      const start = base + numbers.next(offsetWidth) + (method === 1 ? (idatStart ?? 0) : 0);
      const length = numbers.next(lengthWidth);
      if (ids.has(id) && method < 2) found.push({ start, end: start + length });
    }
  }
  return found;
}
