import { Image, View } from "@react-pdf/renderer";
import type { ReactElement } from "react";
import {
  type Align,
  articleTitle,
  type Block,
  END_MARK,
  type Head,
  type Heading,
  ISSUER_PART,
  NATIONAL_MOTTO,
  NATIONAL_TITLE,
  type Paragraph,
  type PaperImage,
  RECIPIENTS_TITLE,
  type Run,
  type Signature,
  type Signatures,
} from "../paper";
import { heightTogether, isLeading } from "../layout";
import { balancedLines, linesOf, pieces, runsOf } from "../words";
import { PdfTable } from "./table";
import { Line, type SplitByFont, type Style } from "./text";

export const POINTS_PER_MM = 72 / 25.4;
const FIRST_LINE = 10 * POINTS_PER_MM;
/** What must fit below a heading on its page. */
const PRESENCE = 60;
/** Headings that may follow each other. */
const MOST_LEADING = 4;
const ROOM_TO_SIGN = 56;
/** Laying out a paragraph grows faster than its length. */
const LONGEST_PARAGRAPH = 3000;

export interface BlockContext {
  split: SplitByFont;
  size: number;
  /** between the margins, in points */
  width: number;
  height: number;
  /** most letters in lines that are broken evenly */
  letters: { issuer: number; about: number };
  /** QR codes by their text, drawn beforehand */
  codes: ReadonlyMap<string, Buffer>;
}

/** Blocks one below the other; headings stay on the page of what follows. */
export function PdfBlocks({ blocks, context }: { blocks: readonly Block[]; context: BlockContext }): ReactElement {
  return (
    <>
      {blocks.map((block, index) => (
        <PdfBlock key={index} block={block} context={context} ahead={isLeading(block, blocks[index + 1]) ? Math.max(PRESENCE, heightTogether(blocks.slice(index + 1, index + 1 + MOST_LEADING), context)) : null} />
      ))}
    </>
  );
}

/** One block of a paper as elements of the PDF. */
function PdfBlock({ block, context, ahead }: { block: Block; context: BlockContext; /** what of the blocks behind must stand on its page, in points; null: nothing */ ahead: number | null }): ReactElement | null {
  switch (block.kind) {
    case "head":
      return <PdfHead head={block} context={context} />;
    case "heading":
      return <PdfHeading heading={block} context={context} keep={ahead ?? PRESENCE} />;
    case "paragraph":
      return <Paragraphs paragraph={block} context={context} keep={ahead} />;
    case "article":
      return (
        <>
          <Line runs={[{ text: articleTitle(block), bold: true }]} style={{ marginTop: 6, textIndent: FIRST_LINE }} split={context.split} keep={PRESENCE} />
          <Paragraphs paragraph={{ kind: "paragraph", text: block.text }} context={context} keep={null} />
        </>
      );
    case "table":
      return (
        <PdfTable table={block} context={context}>
          <PdfBlocks blocks={block.closing ?? []} context={context} />
        </PdfTable>
      );
    case "signatures":
      return <PdfSignatures signatures={block} context={context} />;
    case "image":
      return <PdfImage image={block} context={context} />;
    case "qr":
      return <PdfQr text={block.text} size={block.size * POINTS_PER_MM} caption={block.caption} context={context} />;
    case "pageBreak":
      return <View break />;
    case "group":
      return (
        <View wrap={false}>
          <PdfBlocks blocks={block.blocks} context={context} />
        </View>
      );
  }
}

function PdfHead({ head, context }: { head: Head; context: BlockContext }) {
  const { split } = context;
  const line = (text: string, style: Style, look: Partial<Run> = {}) => <Line key={text} runs={runsOf([{ text, ...look }])} style={{ textAlign: "center", ...style }} split={split} />;
  const balanced = (text: string) => balancedLines(text, context.letters.issuer);
  const title = (
    <View style={{ flexGrow: head.issuer ? 1 - ISSUER_PART : 1, flexBasis: 0 }}>
      {line(NATIONAL_TITLE, { fontSize: 12 }, { bold: true })}
      <View style={{ alignSelf: "center", borderBottomWidth: 0.8, paddingBottom: 1 }}>{line(NATIONAL_MOTTO, { fontSize: 13 }, { bold: true })}</View>
      {head.placeAndDate !== undefined && line(head.placeAndDate, { fontSize: 13, marginTop: 10 }, { italic: true })}
    </View>
  );
  return (
    <View style={{ flexDirection: "row", marginBottom: 14 }} wrap={false}>
      {head.issuer && (
        <View style={{ flexGrow: ISSUER_PART, flexBasis: 0, paddingRight: 6 }}>
          {head.issuer.parent !== undefined && balanced(head.issuer.parent).map((text) => line(text, { fontSize: 12 }))}
          {balanced(head.issuer.body).map((text) => line(text, { fontSize: 12 }, { bold: true }))}
          <View style={{ alignSelf: "center", width: 64, borderBottomWidth: 0.8, paddingTop: 2 }} />
          {head.issuer.number !== undefined && line(head.issuer.number, { fontSize: 13, marginTop: 8 })}
        </View>
      )}
      {title}
    </View>
  );
}

const HEADINGS: Readonly<Record<Heading["level"], { style: Style; grow: number; look: Partial<Run> }>> = {
  title: { style: { textAlign: "center", marginTop: 8 }, grow: 1, look: { bold: true } },
  subtitle: { style: { textAlign: "center", marginTop: 2, marginBottom: 4 }, grow: 0, look: { bold: true } },
  section: { style: { marginTop: 10 }, grow: 0, look: { bold: true } },
  sub: { style: { marginTop: 6 }, grow: 0, look: { bold: true, italic: true } },
};

/** The line below what a paper is about takes a third of the width. */
const RULE_PART = 3;

function PdfHeading({ heading, context, keep }: { heading: Heading; context: BlockContext; keep: number }) {
  const { style, grow, look } = HEADINGS[heading.level];
  const lines = heading.ruled ? balancedLines(heading.text, context.letters.about) : [heading.text];
  const line = (text: string, more: Style = {}) => <Line key={text} runs={runsOf([{ text, ...look }])} style={{ fontSize: context.size + grow, ...style, ...more }} split={context.split} keep={keep} />;
  if (!heading.ruled) return line(heading.text);
  return (
    <View wrap={false} minPresenceAhead={keep}>
      {lines.map((text) => line(text, { marginBottom: 2 }))}
      <View style={{ alignSelf: "center", width: context.width / RULE_PART, borderBottomWidth: 0.8, marginTop: 2, marginBottom: 8 }} />
    </View>
  );
}

function Paragraphs({ paragraph, context, keep }: { paragraph: Paragraph; context: BlockContext; keep: number | null }) {
  const { align = "justify", indent = align === "justify", size = context.size, endMark, tight } = paragraph;
  const lines = linesOf(paragraph.text).flatMap(shortened);
  return (
    <>
      {lines.map((runs, index) => (
        <Line
          key={index}
          runs={endMark && index === lines.length - 1 ? [...runs, { text: END_MARK }] : runs}
          style={{ fontSize: size, textAlign: align, marginTop: tight ? 1 : 6, ...(indent ? { textIndent: FIRST_LINE } : {}) }}
          split={context.split}
          {...(keep !== null && index === lines.length - 1 ? { keep } : {})}
        />
      ))}
    </>
  );
}

/** A line of a single look in pieces that are quickly laid out. */
function shortened(runs: readonly Run[]): Run[][] {
  const [run] = runs;
  if (runs.length !== 1 || !run) return [[...runs]];
  return pieces(run.text, LONGEST_PARAGRAPH).map((text) => [{ ...run, text }]);
}

function PdfSignatures({ signatures, context }: { signatures: Signatures; context: BlockContext }) {
  return (
    <View style={{ flexDirection: "row", marginTop: 10 }} wrap={false}>
      {signatures.columns.map((column, index) => (
        <View key={index} style={{ flexGrow: 1, flexBasis: 0, paddingHorizontal: 4 }}>
          {"recipients" in column ? <PdfRecipients lines={column.recipients} context={context} /> : <PdfSignature signature={column} context={context} />}
        </View>
      ))}
    </View>
  );
}

function PdfSignature({ signature, context }: { signature: Signature; context: BlockContext }) {
  const line = (text: string, look: Partial<Run>, style: Style = {}) => <Line runs={runsOf([{ text, ...look }])} style={{ textAlign: "center", fontSize: context.size, ...style }} split={context.split} />;
  return (
    <>
      {signature.above !== undefined && line(signature.above, { italic: true }, { marginBottom: 4, fontSize: context.size - 1 })}
      {signature.lines.map((text, index) => (
        <View key={index}>{line(text, { bold: true }, { fontSize: context.size - 1 })}</View>
      ))}
      {signature.note !== undefined && line(signature.note, { italic: true }, { fontSize: context.size - 2 })}
      {signature.image ? (
        <Image src={{ data: Buffer.from(signature.image.data), format: signature.image.format === "png" ? "png" : "jpg" }} style={{ alignSelf: "center", width: signature.image.width * POINTS_PER_MM, height: signature.image.height * POINTS_PER_MM }} />
      ) : (
        <View style={{ height: ROOM_TO_SIGN }} />
      )}
      {signature.name !== undefined && line(signature.name, { bold: true })}
    </>
  );
}

function PdfRecipients({ lines, context }: { lines: readonly string[]; context: BlockContext }) {
  return (
    <>
      <Line runs={[{ text: RECIPIENTS_TITLE, bold: true, italic: true }]} style={{ fontSize: 12 }} split={context.split} />
      {lines.map((text, index) => (
        <Line key={index} runs={runsOf(`- ${text}`)} style={{ fontSize: 11 }} split={context.split} />
      ))}
    </>
  );
}

function PdfImage({ image, context }: { image: PaperImage; context: BlockContext }) {
  return (
    <View style={{ alignItems: "center", marginTop: 8 }} wrap={false}>
      <Image src={{ data: Buffer.from(image.data), format: image.format === "png" ? "png" : "jpg" }} style={{ width: image.width * POINTS_PER_MM, height: image.height * POINTS_PER_MM }} />
      {image.caption !== undefined && <Caption text={image.caption} context={context} />}
    </View>
  );
}

function PdfQr({ text, size, caption, context }: { text: string; size: number; caption: string | undefined; context: BlockContext }) {
  const data = context.codes.get(text);
  if (!data) return null;
  return (
    <View style={{ alignItems: "center", marginTop: 8 }} wrap={false}>
      <Image src={{ data, format: "png" }} style={{ width: size, height: size }} />
      {caption !== undefined && <Caption text={caption} context={context} />}
    </View>
  );
}

function Caption({ text, context }: { text: string; context: BlockContext }) {
  return <Line runs={runsOf([{ text, italic: true }])} style={{ fontSize: context.size - 2, textAlign: "center", marginTop: 2 }} split={context.split} />;
}

export const alignOf = (align: Align | undefined): Align => align ?? "left";
