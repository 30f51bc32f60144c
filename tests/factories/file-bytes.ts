import { PDFDocument, PDFName, PDFString, StandardFonts } from "@cantoo/pdf-lib";
import { Comment, CommentRangeEnd, CommentRangeStart, CommentReference, Document, ImageRun, Packer, Paragraph, TextRun } from "docx";
import { strToU8, unzipSync, zipSync } from "fflate";
import sharp from "sharp";

/** What must never be seen by others: a place, a device and a person, as files carry them. */
export const SECRETS = { latitude: "18/1 14/1 5123/100", device: "Samsung SM-A057", person: "Nguyễn Thị Bí Mật", asciiPerson: "Nguyen Thi Bi Mat", place: "+18.2478+106.0104/" } as const;

interface PictureSpec {
  width?: number;
  height?: number;
  /** as in EXIF: 6 is a phone held upright */
  orientation?: number;
  /** other seeds give other pictures */
  seed?: number;
}

/** A picture with shapes, so that perceptual hashes differ between seeds. */
function drawing({ width = 640, height = 480, seed = 1 }: PictureSpec) {
  const random = (index: number) => ((Math.imul(seed * 31 + index + 7, 2_654_435_761) >>> 8) % 1_000) / 1_000;
  const shapes = Array.from({ length: 14 }, (_, index) => {
    const [x, y, w, h, grey] = [0, 1, 2, 3, 4].map((one) => random(index * 5 + one)) as [number, number, number, number, number];
    return `<rect x="${x * width}" y="${y * height}" width="${(w * width) / 2}" height="${(h * height) / 2}" fill="hsl(${grey * 360} 60% ${Math.round(grey * 90)}%)"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#789"/>${shapes.join("")}</svg>`;
  return sharp(Buffer.from(svg));
}

/** A photo as a phone takes it: with place, device, name and a comment. */
export function photoBytes(spec: PictureSpec = {}): Promise<Buffer> {
  return drawing(spec)
    .withMetadata({ orientation: spec.orientation ?? 1 })
    .withExifMerge({
      IFD0: { Make: "Samsung", Model: SECRETS.device, Artist: SECRETS.asciiPerson },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: SECRETS.latitude, GPSLongitudeRef: "E", GPSLongitude: "106/1 0/1 3744/100" },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="${SECRETS.asciiPerson}"/></rdf:RDF></x:xmpmeta>`)
    .jpeg({ quality: 88 })
    .toBuffer();
}

export const pngBytes = (spec: PictureSpec = {}): Promise<Buffer> => drawing(spec).withExif({ IFD0: { Model: SECRETS.device } }).png().toBuffer();
export const webpBytes = (spec: PictureSpec = {}): Promise<Buffer> => drawing(spec).withExif({ IFD0: { Model: SECRETS.device } }).webp().toBuffer();

/** A PNG whose header promises more than 40 million pixels and whose body is small. */
export const hugePicture = (): Promise<Buffer> => sharp({ create: { width: 8_000, height: 5_200, channels: 3, background: "#fff" }, limitInputPixels: false }).png().toBuffer();

// ---------------------------------------------------------------- boxes

const u16 = (value: number) => Buffer.from([value >> 8, value & 255]);
function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
}
const zeros = (count: number) => Buffer.alloc(count);
const text = (value: string) => Buffer.from(value, "latin1");

export function box(type: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([u32(body.length + 8), text(type), body]);
}

/** A HEIC by its boxes, as an iPhone writes them: a size, EXIF in an item, pixels nobody here decodes. */
export function heicBytes({ width = 4032, height = 3024 } = {}): Buffer {
  const exif = Buffer.concat([zeros(4), text(`Exif\0\0MM ${SECRETS.device} ${SECRETS.place}`)]);
  const pixels = Buffer.alloc(500, 7);
  const item = (id: number, type: string) => box("infe", u32(0x02000000), u16(id), u16(0), text(type), zeros(1));
  const meta = (exifAt: number, pixelsAt: number) =>
    box("meta", zeros(4), box("hdlr", zeros(8), text("pict"), zeros(13)), box("pitm", zeros(4), u16(1)),
      box("iinf", zeros(4), u16(2), item(1, "hvc1"), item(2, "Exif")),
      box("iloc", zeros(4), Buffer.from([0x44, 0x00]), u16(2), u16(1), u16(0), u16(1), u32(pixelsAt), u32(pixels.length), u16(2), u16(0), u16(1), u32(exifAt), u32(exif.length)),
      box("iprp", box("ipco", box("ispe", zeros(4), u32(width), u32(height)))));
  const head = box("ftyp", text("heic"), zeros(4), text("mif1heic"));
  const start = head.length + meta(0, 0).length + 8;
  return Buffer.concat([head, meta(start, start + exif.length), box("mdat", exif, pixels)]);
}

export interface FilmSpec {
  brand?: string;
  pictures?: string;
  /** null: a film without sound */
  sound?: string | null;
  /** bytes of pictures */
  payload?: Buffer;
  /** a track of places beside it, as iPhones and action cameras write */
  placeTrack?: boolean;
  seconds?: number;
}

interface Samples {
  at: number;
  size: number;
}

function track(id: number, handler: string, codec: string, { at, size }: Samples): Buffer {
  const isPicture = handler === "vide";
  const description = box("stsd", zeros(4), u32(1), box(codec, zeros(6), u16(1), zeros(isPicture ? 70 : 20)));
  const table = box("stbl", description, box("stts", zeros(4), u32(1), u32(1), u32(30)), box("stsc", zeros(4), u32(1), u32(1), u32(1), u32(1)),
    box("stsz", zeros(4), u32(0), u32(1), u32(size)), box("stco", zeros(4), u32(1), u32(at)));
  return box("trak",
    box("tkhd", u32(3), u32(3_900_000_000), u32(3_900_000_000), u32(id), zeros(4), u32(30), zeros(16), zeros(36), u32(isPicture ? 1280 << 16 : 0), u32(isPicture ? 720 << 16 : 0)),
    box("mdia", box("mdhd", zeros(4), u32(3_900_000_000), u32(3_900_000_000), u32(30), u32(30), zeros(4)), box("hdlr", zeros(8), text(handler), zeros(12), text("Handler\0")), box("minf", box("dinf"), table)),
    box("udta", box("name", text(SECRETS.asciiPerson))));
}

/** An MP4 or MOV with places, device and person in every box that carries them. */
export function filmBytes(spec: FilmSpec = {}): Buffer {
  const { brand = "isom", pictures = "avc1", sound = "mp4a", payload = Buffer.alloc(2_000, 0x55), placeTrack = false, seconds = 12 } = spec;
  const places = placeTrack ? text(`GPS ${SECRETS.place} frame`) : zeros(0);
  const udta = box("udta", box("\u00a9xyz", u16(SECRETS.place.length), u16(0x15c7), text(SECRETS.place)), box("loci", zeros(4), text(SECRETS.place)), box("\u00a9mod", text(SECRETS.device)),
    box("meta", zeros(4), box("hdlr", zeros(8), text("mdir"), zeros(13)), box("ilst", box("\u00a9ART", box("data", zeros(8), text(SECRETS.asciiPerson))))));
  const moov = (at: number) =>
    box("moov", box("mvhd", zeros(4), u32(3_900_000_000), u32(3_900_000_000), u32(1000), u32(seconds * 1000), u32(0x10000), zeros(72), u32(4)),
      track(1, "vide", pictures, { at, size: payload.length }), ...(sound === null ? [] : [track(2, "soun", sound, { at, size: 100 })]),
      ...(placeTrack ? [track(3, "meta", "mebx", { at: at + payload.length, size: places.length })] : []),
      udta, box("meta", zeros(4), box("keys", text(SECRETS.device)), box("ilst", text(SECRETS.place))), box("Xtra", text(SECRETS.asciiPerson)));
  const head = Buffer.concat([box("ftyp", text(brand), zeros(4), text(`${brand}mp42`)), box("uuid", Buffer.from("be7acfcb97a942e89c71999491e3afac", "hex"), text(`<xmp>${SECRETS.asciiPerson}</xmp>`))]);
  const start = head.length + moov(0).length + 8;
  return Buffer.concat([head, moov(start), box("mdat", payload, places), box("free", text(SECRETS.device))]);
}

// ---------------------------------------------------------------- elements

function element(id: number, body: Buffer): Buffer {
  const hex = id.toString(16);
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(body.length) | (1n << 56n));
  return Buffer.concat([Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex"), size, body]);
}

/** A WebM with a title, a date, tags and an attached file. */
export function webmBytes({ codec = "V_VP9" } = {}): Buffer {
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(7_500);
  const video = element(0xe0, Buffer.concat([element(0xb0, u16(640)), element(0xba, u16(360))]));
  return Buffer.concat([
    element(0x1a45dfa3, Buffer.concat([element(0x4286, Buffer.from([1])), element(0x4282, text("webm"))])),
    element(0x18538067, Buffer.concat([
      element(0x1549a966, Buffer.concat([element(0x2ad7b1, Buffer.from([0x0f, 0x42, 0x40])), element(0x4489, duration), element(0x4d80, text(SECRETS.device)), element(0x5741, text(SECRETS.device)), element(0x7ba9, text(SECRETS.asciiPerson)), element(0x4461, zeros(8).fill(9))])),
      element(0x1654ae6b, element(0xae, Buffer.concat([element(0xd7, Buffer.from([1])), element(0x83, Buffer.from([1])), element(0x86, text(codec)), element(0x536e, text(SECRETS.asciiPerson)), video]))),
      element(0x1254c367, element(0x7373, text(SECRETS.place))),
      element(0x1941a469, element(0x61a7, text(SECRETS.device))),
      element(0x1f43b675, Buffer.concat([element(0xe7, Buffer.from([0])), element(0xa3, Buffer.concat([Buffer.from([0x81, 0, 0, 0x80]), Buffer.alloc(400, 3)]))])),
    ])),
  ]);
}

// ---------------------------------------------------------------- documents

export interface PdfSpec {
  lines?: readonly string[];
  pages?: number;
  /** a script that runs on opening, a program to start, a file attached */
  active?: "script" | "launch" | "script-in-annotation";
  password?: string;
}

/** A PDF that names its author in its properties, its XMP, a comment and an attached file. */
export async function pdfBytes({ lines = ["Ban thuyet minh: may gieo lac"], pages = 1, active, password }: PdfSpec = {}): Promise<Buffer> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let index = 0; index < pages; index += 1) {
    const page = pdf.addPage([420, 595]);
    lines.forEach((line, row) => page.drawText(line, { x: 40, y: 540 - row * 20, size: 14, font }));
  }
  pdf.setAuthor(SECRETS.person);
  pdf.setTitle(SECRETS.asciiPerson);
  pdf.setProducer(SECRETS.device);
  const { context, catalog } = pdf;
  const xmp = context.stream(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>${SECRETS.asciiPerson}</dc:creator></x:xmpmeta>`, { Type: "Metadata", Subtype: "XML" });
  catalog.set(PDFName.of("Metadata"), context.register(xmp));
  await pdf.attach(strToU8(SECRETS.asciiPerson), `${SECRETS.asciiPerson}.txt`, { mimeType: "text/plain" });
  const comment = context.obj({ Type: "Annot", Subtype: "Text", Rect: [10, 10, 30, 30], T: PDFString.of(SECRETS.asciiPerson), Contents: PDFString.of("xem lai"), ...(active === "script-in-annotation" ? { A: { S: "JavaScript", JS: PDFString.of("app.alert(1)") } } : {}) });
  pdf.getPage(0).node.set(PDFName.of("Annots"), context.obj([context.register(comment)]));
  if (active === "script") pdf.addJavaScript("main", "app.alert('x')");
  if (active === "launch") catalog.set(PDFName.of("OpenAction"), context.register(context.obj({ S: "Launch", F: PDFString.of("calc.exe") })));
  if (password) pdf.encrypt({ userPassword: password, ownerPassword: password });
  return Buffer.from(await pdf.save());
}

/** A DOCX whose properties, comments and pictures name its author. */
export async function docxBytes({ paragraphs = ["Bản thuyết minh: máy gieo lạc hai hàng."] }: { paragraphs?: readonly string[] } = {}): Promise<Buffer> {
  const data = await photoBytes({ width: 200, height: 150 });
  const document = new Document({
    creator: SECRETS.person,
    lastModifiedBy: SECRETS.person,
    title: SECRETS.asciiPerson,
    comments: { children: [{ id: 0, author: SECRETS.person, initials: "NTBM", children: [new Paragraph("xem lại")] } satisfies ConstructorParameters<typeof Comment>[0]] },
    sections: [{ children: [
      ...paragraphs.map((line) => new Paragraph({ children: [new CommentRangeStart(0), new TextRun(line), new CommentRangeEnd(0), new TextRun({ children: [new CommentReference(0)] })] })),
      new Paragraph({ children: [new ImageRun({ type: "jpg", data, transformation: { width: 200, height: 150 } })] }),
    ] }],
  });
  return Buffer.from(await Packer.toBuffer(document));
}

/** The same with parts changed, added (a text) or taken out (null). */
export async function changedDocx(changes: Readonly<Record<string, string | Uint8Array | null | ((text: string) => string)>>): Promise<Buffer> {
  const parts: Record<string, Uint8Array> = unzipSync(await docxBytes());
  for (const [name, change] of Object.entries(changes)) {
    if (change === null) delete parts[name];
    else if (typeof change === "function") parts[name] = strToU8(change(new TextDecoder().decode(parts[name])));
    else parts[name] = typeof change === "string" ? strToU8(change) : change;
  }
  return Buffer.from(zipSync(parts));
}

/** The beginning of a program of Windows, with enough behind it to be taken for one. */
export const programBytes = (): Buffer => Buffer.concat([text("MZ\x90\0\x03\0\0\0"), zeros(1_000)]);
