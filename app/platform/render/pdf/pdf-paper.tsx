import { Document, Page, renderToBuffer, StyleSheet, Text, View } from "@react-pdf/renderer";
import type { ReactElement } from "react";
import { attachedTitle, type Block, BODY_SIZE, lettersInLine, MARGINS, type Paper, type PaperSection, qrTextsOf, roomOf } from "../paper";
import { qrPng } from "../qr-png";
import { printable } from "../words";
import { drawAttached, type ReadAttached, readAttached } from "./attached";
import { type BlockContext, PdfBlocks, POINTS_PER_MM } from "./blocks";
import { BODY_FONT, loadFonts } from "./fonts.server";
import { partsOf, type SectionPart } from "./long-sections";
import { Line } from "./text";

/** Heading of a page that holds one of another file, and its distance, in points. */
const ATTACHED_HEADING = 26;

/** Draws the paper. Where other files are attached, each of their pages stands on a page of its own behind it. */
export async function drawPdf(paper: Paper): Promise<Uint8Array> {
  const split = await loadFonts();
  const attached = await readAttached(paper.attached ?? []);
  const context: PaperContext = { split, size: paper.fontSize ?? BODY_SIZE, codes: await qrCodes(paper) };
  const drawn = await renderToBuffer(<PdfPaper paper={paper} attached={attached} context={context} />);
  return drawAttached(drawn, attached, { top: MARGINS.top * POINTS_PER_MM + ATTACHED_HEADING, bottom: MARGINS.bottom * POINTS_PER_MM, side: MARGINS.right * POINTS_PER_MM }, paper.at);
}

async function qrCodes(paper: Paper): Promise<Map<string, Buffer>> {
  return new Map(await Promise.all(qrTextsOf(paper).map(async (text) => [text, await qrPng(text)] as const)));
}

type PaperContext = Omit<BlockContext, "width" | "height" | "letters">;

function PdfPaper({ paper, attached, context }: { paper: Paper; attached: readonly ReadAttached[]; context: PaperContext }): ReactElement<React.ComponentProps<typeof Document>> {
  // Each page of another file gets exactly one page, and these come last: that is how they are found again.
  const instead = attached.flatMap(({ title, pages, otherwise }): PaperSection[] => (pages > 0 ? [] : [{ blocks: [{ kind: "heading", level: "section", text: title }, ...otherwise] }]));
  const frames = attached.flatMap(({ title, pages }) => Array.from({ length: pages }, (_, index): PaperSection => ({ blocks: [frameTitle(attachedTitle(title, index + 1, pages))] })));
  const parts = [...paper.sections, ...instead, ...frames].flatMap(partsOf);
  const counted: PagesCounted = { first: 1 };
  return (
    <Document title={printable(paper.title)} language="vi" creator="" producer="" creationDate={paper.at} modificationDate={paper.at}>
      {parts.map((section, index) => (
        <PdfSection key={index} section={section} paper={paper} context={context} counted={counted} />
      ))}
    </Document>
  );
}

const frameTitle = (text: string): Block => ({ kind: "paragraph", text, align: "left", size: 11, tight: true });

/** Page with which the section at hand began; pages are numbered in their order. */
interface PagesCounted {
  first: number;
}

function PdfSection({ section, paper, context, counted }: { section: SectionPart; paper: Paper; context: PaperContext; counted: PagesCounted }) {
  const { orientation = "portrait", margins = MARGINS, blocks } = section;
  const { top, bottom, left, right } = margins;
  const points = (millimetres: number) => millimetres * POINTS_PER_MM;
  const room = roomOf(section);
  return (
    <Page
      size="A4"
      orientation={orientation}
      style={{ paddingTop: points(top), paddingBottom: points(bottom), paddingLeft: points(left), paddingRight: points(right), fontFamily: BODY_FONT, fontSize: context.size }}
    >
      {paper.mark !== undefined && (
        <View fixed style={styles.mark}>
          <Text style={styles.markText}>{paper.mark}</Text>
        </View>
      )}
      <Text fixed style={{ ...styles.number, top: points(top) / 2 - 8 }} render={({ pageNumber, subPageNumber }) => numberText(paper.sectionsApart ? numberApart(counted, pageNumber, subPageNumber, section.continues) : pageNumber)} />
      {paper.footer !== undefined && (
        <View fixed style={{ ...styles.footer, bottom: points(bottom) / 2 - 6, left: points(left), right: points(right) }}>
          <Line runs={[{ text: printable(paper.footer) }]} style={{ fontSize: 9, color: "#555555" }} split={context.split} />
        </View>
      )}
      <PdfBlocks blocks={withoutEmptyBreaks(blocks)} context={{ ...context, width: points(room.width), height: points(room.height), letters: lettersInLine(section) }} />
    </Page>
  );
}

/** The number of a page within its section, which may be laid out in parts. */
function numberApart(counted: PagesCounted, page: number, pageOfPart: number, continues: boolean): number {
  if (!continues && pageOfPart === 1) counted.first = page;
  return page - counted.first + 1;
}

/** Page 1 has no number. */
const numberText = (number: number) => (number > 1 ? String(number) : "");

/** A break at the very beginning of a section would make an empty page. */
function withoutEmptyBreaks(blocks: readonly Block[]): readonly Block[] {
  return blocks[0]?.kind === "pageBreak" ? withoutEmptyBreaks(blocks.slice(1)) : blocks;
}

const styles = StyleSheet.create({
  mark: { position: "absolute", top: 0, left: 0, right: 0, bottom: 0, alignItems: "center", justifyContent: "center" },
  markText: { fontSize: 92, fontWeight: 700, color: "#e3e3e3", transform: "rotate(-45deg)" },
  number: { position: "absolute", left: 0, right: 0, textAlign: "center", fontSize: 13 },
  footer: { position: "absolute" },
});
