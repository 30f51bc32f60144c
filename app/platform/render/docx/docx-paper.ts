import { AlignmentType, Document, Footer, Header, type ISectionOptions, Packer, PageNumber, PageOrientation, Paragraph, SectionType, TextRun } from "docx";
import { BODY_SIZE, MARGINS, type Paper, type PaperSection, qrTextsOf } from "../paper";
import { printable } from "../words";
import { qrPng } from "../qr-png";
import { docxBlocks, type DocxContext } from "./blocks";
import { fixed } from "./fixed";
import { FONT, halfPoints, twips } from "./measures";

const NUMBER_SIZE = 13;
const FOOTER_SIZE = 9;
const MARK_SIZE = 20;
/** A4 in millimetres, upright */
const A4 = { width: 210, height: 297 };

/** Writes the paper as a Word document, to be edited. Attached files are no part of it. */
export async function writeDocx(paper: Paper): Promise<Uint8Array> {
  const context = { size: paper.fontSize ?? BODY_SIZE, codes: new Map(await Promise.all(qrTextsOf(paper).map(async (text) => [text, await qrPng(text)] as const))) };
  const document = new Document({
    title: printable(paper.title),
    creator: "",
    lastModifiedBy: "",
    styles: { default: { document: { run: { font: FONT, size: halfPoints(context.size), language: { value: "vi-VN" } } } } },
    sections: paper.sections.map((section, index) => docxSection(section, paper, context, index)),
  });
  return fixed(await Packer.toBuffer(document), paper.at);
}

function docxSection(section: PaperSection, paper: Paper, context: DocxContext, index: number): ISectionOptions {
  const { orientation = "portrait", margins = MARGINS } = section;
  const { top, bottom, left, right } = margins;
  const mark = paper.mark ? [markLine(paper.mark)] : [];
  const footer = paper.footer ? [new Footer({ children: [new Paragraph({ children: [new TextRun({ text: printable(paper.footer), size: halfPoints(FOOTER_SIZE), color: "555555" })] })] })] : [];
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      // Page 1 has no number: it gets a header of its own.
      titlePage: index === 0 || paper.sectionsApart === true,
      page: {
        ...(paper.sectionsApart ? { pageNumbers: { start: 1 } } : {}),
        size: { width: twips(A4.width), height: twips(A4.height), orientation: orientation === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
        margin: { top: twips(top), bottom: twips(bottom), left: twips(left), right: twips(right), header: twips(top / 2), footer: twips(bottom / 2), gutter: 0 },
      },
    },
    // A section without these has those of the one before.
    ...(paper.sectionsApart && index > 0 ? {} : { headers: { default: new Header({ children: [pageNumber(), ...mark] }), first: new Header({ children: mark.length > 0 ? mark : [new Paragraph({})] }) } }),
    ...(footer[0] && !(paper.sectionsApart && index > 0) ? { footers: { default: footer[0], first: footer[0] } } : {}),
    children: docxBlocks(section.blocks, context, section),
  };
}

function pageNumber(): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ children: [PageNumber.CURRENT], size: halfPoints(NUMBER_SIZE) })] });
}

function markLine(mark: string): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, children: [new TextRun({ text: mark, bold: true, size: halfPoints(MARK_SIZE), color: "B0B0B0" })] });
}
