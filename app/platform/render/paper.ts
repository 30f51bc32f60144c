/**
 * The one model of every paper: what stands on it, not how it is drawn. `renderPdf` and `renderDocx` draw it alike, after
 * Decree 30/2020/NĐ-CP: A4, Times New Roman, page number on top from page 2. Lengths are millimetres, font sizes points.
 * The same paper gives the same bytes: nothing in it depends on the clock or on chance.
 */
export interface Paper {
  /** for the properties of the file */
  title: string;
  /** for the properties of the file: when what is printed was last changed */
  at: Date;
  sections: readonly PaperSection[];
  /** pale across every page: "BẢN NHÁP" */
  mark?: string;
  /** small at the foot of every page: what a loose page belongs to */
  footer?: string;
  /** pages of other PDFs, each on a page of its own behind the sections (PDF only) */
  attached?: readonly AttachedPdf[];
  /** size of body text, 13 or 14 */
  fontSize?: number;
  /** each section is a paper of its own: its pages count from 1 */
  sectionsApart?: boolean;
}

export interface PaperSection {
  /** landscape for wide tables */
  orientation?: "portrait" | "landscape";
  margins?: Margins;
  blocks: readonly Block[];
}

export interface Margins {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** Within what the decree allows: top and bottom 20–25, left 30–35, right 15–20. */
export const MARGINS: Margins = { top: 20, bottom: 20, left: 30, right: 15 };

export const BODY_SIZE = 14;

/** A stretch of text of one look. */
export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
}

export type Words = string | readonly Run[];
export type Align = "justify" | "left" | "center" | "right";

export type Block = Head | Heading | Paragraph | Article | Table | Signatures | PaperImage | Qr | PageBreak | Group;

/** National title on the right, issuing body on the left; without `issuer` the title stands in the middle. */
export interface Head {
  kind: "head";
  issuer?: { parent?: string; body: string; number?: string };
  /** "Cẩm Xuyên, ngày 05 tháng 01 năm 2027" */
  placeAndDate?: string;
}

/** `title`: name of the paper in capitals, centred; `subtitle`: what it is about, below; `section` and `sub`: inside the text. */
export interface Heading {
  kind: "heading";
  level: "title" | "subtitle" | "section" | "sub";
  text: string;
  /** a short line beneath, as below what a paper is about */
  ruled?: boolean;
}

/** Line breaks in `text` begin a new paragraph; empty lines are dropped. */
export interface Paragraph {
  kind: "paragraph";
  text: Words;
  /** justified unless said otherwise */
  align?: Align;
  /** first line moved in by 1 cm; unless said otherwise where justified */
  indent?: boolean;
  size?: number;
  /** stays on the page of what follows */
  keepWithNext?: boolean;
  /** ends with "./." */
  endMark?: boolean;
  /** smaller distance to what comes before */
  tight?: boolean;
}

/** "Điều 1. Tên điều." with its paragraphs. */
export interface Article {
  kind: "article";
  number: number;
  title: string;
  text: string;
}

export interface Table {
  kind: "table";
  columns: readonly TableColumn[];
  rows: readonly (readonly Words[])[];
  /** repeated on each page; false: none */
  header?: boolean;
  size?: number;
  /** without lines, as for two texts side by side */
  plain?: boolean;
  /** so many rows at the end stay together: a total never stands alone on a page */
  keepLast?: number;
  /** stands on the page of those rows: the sum in words, signatures */
  closing?: readonly Block[];
}

export interface TableColumn {
  title: string;
  /** part of the table's width, relative to the other columns */
  width: number;
  align?: Align;
}

/** Blocks of signatures side by side, the first on the left. */
export interface Signatures {
  kind: "signatures";
  columns: readonly (Signature | Recipients)[];
}

export interface Signature {
  /** in italics above: place and date */
  above?: string;
  /** "TM. BAN TỔ CHỨC", "TRƯỞNG BAN"; in bold */
  lines: readonly string[];
  /** "(Ký, ghi rõ họ tên)" */
  note?: string;
  image?: Picture;
  name?: string;
}

/** "Nơi nhận:" with its list. */
export interface Recipients {
  recipients: readonly string[];
}

export interface Picture {
  data: Uint8Array;
  format: "png" | "jpeg";
  /** as printed */
  width: number;
  height: number;
}

export interface PaperImage extends Picture {
  kind: "image";
  caption?: string;
}

export interface Qr {
  kind: "qr";
  text: string;
  /** side of the square */
  size: number;
  caption?: string;
}

export interface PageBreak {
  kind: "pageBreak";
}

/** Blocks that stay on one page; together they must fit on one. */
export interface Group {
  kind: "group";
  blocks: readonly Block[];
}

export interface AttachedPdf {
  /** above each of its pages; " – trang 1/5" is added */
  title: string;
  data: Uint8Array;
  /** in place of its pages where the file cannot be read: protected, broken, or too much of it */
  otherwise: readonly Block[];
}

export const NATIONAL_TITLE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
export const NATIONAL_MOTTO = "Độc lập - Tự do - Hạnh phúc";
export const RECIPIENTS_TITLE = "Nơi nhận:";
export const END_MARK = "./.";
/** "Điều 1. Tên" */
export const articleTitle = ({ number, title }: Pick<Article, "number" | "title">): string => `Điều ${number}. ${title}`;
/** "Phụ lục: … – trang 1/5" */
export const attachedTitle = (title: string, page: number, pages: number): string => `${title} – trang ${page}/${pages}`;

/** Letters of capitals in a line of the issuing body, and of bold text in one below the name of a paper, for each millimetre. */
const CAPITALS_PER_MM = 0.34;
const LETTERS_PER_MM = 0.41;
/** Part of the width for the issuing body; the national title has the rest. */
export const ISSUER_PART = 0.42;

/** Most letters in a line of the issuing body, and of what a paper is about. */
export function lettersInLine(section: Pick<PaperSection, "orientation" | "margins">): { issuer: number; about: number } {
  const { width } = roomOf(section);
  return { issuer: Math.floor(width * ISSUER_PART * CAPITALS_PER_MM), about: Math.floor(width * LETTERS_PER_MM) };
}

/** All QR codes of a paper, by their text. */
export function qrTextsOf(paper: Pick<Paper, "sections">): string[] {
  const below = (blocks: readonly Block[]): string[] => blocks.flatMap((block) => (block.kind === "qr" ? [block.text] : block.kind === "group" ? below(block.blocks) : block.kind === "table" ? below(block.closing ?? []) : []));
  return [...new Set(paper.sections.flatMap(({ blocks }) => below(blocks)))];
}

/** The largest size with the shape of the picture that fits, in millimetres; never larger than 150 dots an inch make it. */
export function fitPicture(pixels: { width: number; height: number }, room: { width: number; height: number }): { width: number; height: number } {
  const natural = 25.4 / 150;
  const scale = Math.min(room.width / pixels.width, room.height / pixels.height, natural);
  return { width: pixels.width * scale, height: pixels.height * scale };
}

/** Room for text between the margins of a section, in millimetres. */
export function roomOf({ orientation, margins = MARGINS }: Pick<PaperSection, "orientation" | "margins">): { width: number; height: number } {
  const [width, height] = orientation === "landscape" ? [297, 210] : [210, 297];
  return { width: width - margins.left - margins.right, height: height - margins.top - margins.bottom };
}
