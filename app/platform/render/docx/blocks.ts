import { AlignmentType, BorderStyle, type FileChild, ImageRun, type IParagraphOptions, LineRuleType, PageBreak, Paragraph, TextRun } from "docx";
import { type Align, articleTitle, type Block, END_MARK, type Heading, lettersInLine, type Paragraph as PaperParagraph, type PaperSection, type Picture, roomOf, type Run, type Words } from "../paper";
import { isLeading } from "../layout";
import { balancedLines, linesOf, runsOf } from "../words";
import { halfPoints, pixels, spacing, twips } from "./measures";
import { docxHead, docxSignatures, docxTable } from "./tables";

export interface DocxContext {
  /** of body text, in points */
  size: number;
  /** QR codes by their text, drawn beforehand */
  codes: ReadonlyMap<string, Buffer>;
  /** stays on the page of what follows */
  keepNext?: boolean;
}

const FIRST_LINE_MM = 10;
/** Distances in points. */
const ABOVE_TABLE = 4;
const BELOW_TABLE = 6;
const ABOVE_SIGNATURES = 12;

export const ALIGNMENT = { justify: AlignmentType.BOTH, left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const satisfies Record<Align, string>;

/** One block of a paper as elements of the document. */
function docxBlock(block: Block, context: DocxContext, section: PaperSection): FileChild[] {
  switch (block.kind) {
    case "head":
      return docxHead(block, section);
    case "heading":
      return docxHeading(block, context, section);
    case "paragraph":
      return docxParagraphs(block, context);
    case "article":
      return [
        line([{ text: articleTitle(block), bold: true }], { indent: { firstLine: twips(FIRST_LINE_MM) }, spacing: { before: spacing(6) }, keepNext: true }),
        ...docxParagraphs({ kind: "paragraph", text: block.text }, context),
      ];
    case "table":
      return [gap(ABOVE_TABLE, true), docxTable(block, context, section), gap(BELOW_TABLE, block.closing !== undefined || context.keepNext === true), ...together(block.closing ?? [], context, section)];
    case "signatures":
      return [gap(ABOVE_SIGNATURES, true), docxSignatures(block, context, section), gap(0, context.keepNext === true)];
    case "image":
      return [picture(block), ...caption(block.caption, context)];
    case "qr": {
      const data = context.codes.get(block.text);
      return data ? [picture({ data, format: "png", width: block.size, height: block.size }), ...caption(block.caption, context)] : [];
    }
    case "group":
      return together(block.blocks, context, section);
    case "pageBreak":
      return [new Paragraph({ children: [new PageBreak()] })];
  }
}

/** Blocks one below the other; headings, and what is said of a table before it, stay on the page of what follows. */
export function docxBlocks(blocks: readonly Block[], context: DocxContext, section: PaperSection): FileChild[] {
  return blocks.flatMap((block, index) => docxBlock(block, isLeading(block, blocks[index + 1]) ? { ...context, keepNext: true } : context, section));
}

/** Blocks that stay on one page: each but the last with the next. */
function together(blocks: readonly Block[], context: DocxContext, section: PaperSection): FileChild[] {
  return blocks.flatMap((block, index) => docxBlock(block, index < blocks.length - 1 ? { ...context, keepNext: true } : context, section));
}

/** An empty line of so many points; Word joins tables that touch. */
const gap = (points: number, keepNext: boolean): Paragraph => new Paragraph({ keepNext, spacing: { before: 0, after: 0, line: Math.max(20, spacing(points)), lineRule: LineRuleType.EXACT }, children: [] });

/** A paragraph of these runs. */
export function line(runs: readonly Run[], options: Omit<IParagraphOptions, "children">, size?: number): Paragraph {
  return new Paragraph({ ...options, children: runs.map((run) => textRun(run, size)) });
}

/** Paragraphs of the lines of a text, all alike. */
export function linesAs(words: Words, options: Omit<IParagraphOptions, "children">, size?: number): Paragraph[] {
  return linesOf(words).map((runs) => line(runs, options, size));
}

function textRun({ text, bold, italic, underline }: Run, size: number | undefined): TextRun {
  return new TextRun({ text, ...(bold ? { bold } : {}), ...(italic ? { italics: italic } : {}), ...(underline ? { underline: {} } : {}), ...(size === undefined ? {} : { size: halfPoints(size) }) });
}

function docxHeading({ level, text, ruled }: Heading, { size }: DocxContext, section: PaperSection): Paragraph[] {
  const isTitle = level === "title" || level === "subtitle";
  const look = { bold: true, ...(level === "sub" ? { italic: true } : {}) };
  const lines = ruled ? balancedLines(text, lettersInLine(section).about) : [text];
  const headings = lines.map((one, index) =>
    line(
      runsOf([{ text: one, ...look }]),
      { alignment: isTitle ? AlignmentType.CENTER : AlignmentType.LEFT, keepNext: true, spacing: { before: spacing(index > 0 ? 0 : level === "subtitle" ? 2 : 8), after: spacing(level === "subtitle" && !ruled ? 4 : 0) } },
      level === "title" ? size + 1 : size,
    ),
  );
  return ruled ? [...headings, ruleOf(roomOf(section).width / 3, { keepNext: true, after: 8 })] : headings;
}

function docxParagraphs({ text, align = "justify", indent = align === "justify", size, endMark, tight }: PaperParagraph, context: DocxContext): Paragraph[] {
  const lines = linesOf(text);
  return lines.map((runs, index) =>
    line(
      endMark && index === lines.length - 1 ? [...runs, { text: END_MARK }] : runs,
      {
        alignment: ALIGNMENT[align],
        spacing: { before: spacing(tight ? 1 : 6), line: 276 },
        ...(indent ? { indent: { firstLine: twips(FIRST_LINE_MM) } } : {}),
        ...(context.keepNext ? { keepNext: true } : {}),
      },
      size ?? context.size,
    ),
  );
}

/** A picture in the middle of its line. */
export function picture({ data, format, width, height }: Picture): Paragraph {
  const image = new ImageRun({ type: format === "png" ? "png" : "jpg", data: Buffer.from(data), transformation: { width: pixels(width), height: pixels(height) } });
  return new Paragraph({ alignment: AlignmentType.CENTER, spacing: { before: spacing(6) }, children: [image] });
}

function caption(text: string | undefined, { size }: DocxContext): Paragraph[] {
  return text === undefined ? [] : [line(runsOf([{ text, italic: true }]), { alignment: AlignmentType.CENTER }, size - 2)];
}

/** A line of its own below a text, as under the national motto; shorter than the column by `inset` millimetres on both sides, so that no text is broken by it. */
export const ruleOf = (inset: number, { keepNext = false, after = 0 }: { keepNext?: boolean; after?: number } = {}): Paragraph =>
  new Paragraph({
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 1, color: "000000" } },
    indent: { left: twips(inset), right: twips(inset) },
    keepNext,
    spacing: { after: spacing(after), line: 60, lineRule: LineRuleType.EXACT },
    children: [],
  });
