import { PDFDict, PDFDocument, PDFName, PDFStream } from "@cantoo/pdf-lib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import sharp from "sharp";

export interface ReadPage {
  /** as somebody would select it, lines joined by spaces */
  text: string;
  /** in points */
  width: number;
  height: number;
}

/** PDFium's mark for a hyphen with which a line ends. */
const HYPHEN_AT_END = /\uFFFE/g;

/** Text of every page in the order in which it is drawn, read by PDFium. */
export async function readPdf(data: Uint8Array): Promise<ReadPage[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(data);
    const pages = [...document.pages()].map((page) => {
      const { originalWidth: width, originalHeight: height } = page.getOriginalSize();
      return { text: page.getText().replace(HYPHEN_AT_END, "-").replace(/\s+/gu, " ").trim(), width, height };
    });
    document.destroy();
    return pages;
  } finally {
    library.destroy();
  }
}

export interface PagePicture {
  data: Buffer;
  width: number;
  height: number;
}

/** A page (from 0) as it looks: grey values, one byte a pixel, one pixel a point. */
export async function pictureOf(data: Uint8Array, page: number): Promise<PagePicture> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(data);
    const { data: pixels, width, height } = await document.getPage(page).render({ scale: 1, render: async ({ data: raw, width: w, height: h }) => sharp(raw, { raw: { width: w, height: h, channels: 4 } }).flatten({ background: "#fff" }).greyscale().raw().toBuffer() });
    document.destroy();
    return { data: Buffer.from(pixels), width, height };
  } finally {
    library.destroy();
  }
}

/** Names of the fonts with whether their outlines are in the file. */
export async function fontsOf(data: Uint8Array): Promise<{ name: string; isEmbedded: boolean }[]> {
  const document = await PDFDocument.load(data, { updateMetadata: false });
  const fonts = document.context.enumerateIndirectObjects().flatMap(([, object]) => {
    if (!(object instanceof PDFDict) || object.get(PDFName.of("Type")) !== PDFName.of("FontDescriptor")) return [];
    const name = String(object.get(PDFName.of("FontName"))).replace(/^\/([A-Z]+\+)?/, "");
    const isEmbedded = ["FontFile", "FontFile2", "FontFile3"].some((key) => document.context.lookup(object.get(PDFName.of(key))) instanceof PDFStream);
    return [{ name, isEmbedded }];
  });
  return fonts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
