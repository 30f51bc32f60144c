import { Document, Image, Page, renderToBuffer, StyleSheet, View } from "@react-pdf/renderer";
import QRCode from "qrcode";
import type { ReactElement } from "react";
import type { CertificateBatch, CertificateSheet } from "../certificate";
import { linesIn } from "../layout";
import { balancedLines, printable } from "../words";
import { GOLD, INK, Ornaments } from "./certificate-ornaments";
import { BODY_FONT, loadFonts } from "./fonts.server";
import { Line, type SplitByFont, type Style } from "./text";

/** Long names and titles step down instead of running out of the frame: [most characters, points]. */
const NAME_SIZES = [[28, 36], [42, 30], [64, 23], [90, 19], [Infinity, 16]] as const;
const LINE_SIZES = [[110, 17], [180, 15], [320, 12.5], [700, 11], [Infinity, 9.5]] as const;
/** What the sheet was given for stands out. */
const STANDING_OUT = 25;
/** Room between the national motto and the foot; where the words need more of it, heading and emblem give way. */
const ROOM = 312;
const WORDS_WIDTH = 660;
/** Width of a bold letter as a part of its size. */
const LETTER = 0.52;

const sizeOf = (text: string, sizes: readonly (readonly [number, number])[]): number => sizes.find(([most]) => text.length <= most)?.[1] ?? 12;

/** A text in lines of about the same length: no single word stands alone below. */
const even = (text: string, size: number): string => balancedLines(text, Math.floor(WORDS_WIDTH / (size * LETTER))).join("\n");

/** Height that the words of a sheet need beside heading and emblem, on the safe side. */
function wordsHeight(sheet: CertificateSheet): number {
  const high = (text: string, size: number) => (text === "" ? 0 : linesIn(text, WORDS_WIDTH, size) * size * 1.2 + 4);
  const lines = sheet.lines.map((text, index) => high(text, index === sheet.highlight ? STANDING_OUT : sizeOf(text, LINE_SIZES)));
  return [high(sheet.parent ?? "", 13), high(sheet.authority, 16), high(sheet.certifies, 16), high(sheet.name, sizeOf(sheet.name, NAME_SIZES)), high(sheet.unit, 14), ...lines].reduce((all, one) => all + one, 0);
}

/** Sizes of heading and emblem: large, or as small as the words leave room for. */
function sizesFor(sheet: CertificateSheet): { heading: number; emblem: number } {
  const left = ROOM - wordsHeight(sheet);
  const emblem = sheet.emblem === null ? 0 : left > 130 ? 58 : left > 90 ? 44 : 32;
  return { heading: left - emblem > 66 ? 44 : left - emblem > 48 ? 34 : 26, emblem };
}

/** Draws certificates, each on a page of its own. */
export async function drawCertificates(batch: CertificateBatch): Promise<Uint8Array> {
  const split = await loadFonts();
  const codes = await Promise.all(batch.sheets.map(({ qr }) => qr === null ? null : QRCode.toBuffer(qr, { type: "png", errorCorrectionLevel: "L", margin: 2, scale: 4 })));
  const pictures = new Map(Object.entries(batch.pictures).map(([key, { data, format }]) => [key, { data: Buffer.from(data), format }]));
  return renderToBuffer(
    <Document title={printable(batch.title)} language="vi" creator="" producer="" creationDate={batch.at} modificationDate={batch.at}>
      {batch.sheets.map((sheet, index) => (
        <Certificate key={index} sheet={sheet} code={codes[index] ?? null} pictures={pictures} split={split} />
      ))}
    </Document>,
  );
}

type Pictures = ReadonlyMap<string, { data: Buffer; format: "png" | "jpg" }>;

interface Drawn {
  sheet: CertificateSheet;
  code: Buffer | null;
  pictures: Pictures;
  split: SplitByFont;
}

function Certificate({ sheet, code, pictures, split }: Drawn): ReactElement {
  const line = (text: string, style: Style, look: { bold?: boolean; italic?: boolean } = {}) => (text === "" ? null : <Line runs={[{ text: printable(text), ...look }]} style={style} split={split} />);
  const emblem = pictures.get(sheet.emblem ?? "");
  const sizes = sizesFor(sheet);
  return (
    <Page size="A4" orientation="landscape" style={styles.page}>
      <Ornaments />
      <View style={styles.top}>
        {line(sheet.national, styles.national, { bold: true })}
        {line(sheet.motto, styles.motto, { bold: true })}
        <View style={styles.rule} />
      </View>
      <View style={styles.body}>
        {emblem && <Image src={emblem} style={{ ...styles.emblem, height: sizes.emblem }} />}
        {line((sheet.parent ?? "").toLocaleUpperCase("vi"), styles.parent)}
        {line(sheet.authority.toLocaleUpperCase("vi"), styles.authority, { bold: true })}
        {line(sheet.heading, { ...styles.heading, fontSize: sizes.heading }, { bold: true })}
        {line(sheet.certifies, styles.certifies, { italic: true })}
        {line(sheet.name, { ...styles.name, fontSize: sizeOf(sheet.name, NAME_SIZES) }, { bold: true })}
        {line(sheet.unit, styles.unit)}
        {sheet.lines.map((text, index) => (
          <View key={index} style={styles.line}>
            {index === sheet.highlight ? line(text, styles.standingOut, { bold: true }) : line(even(text, sizeOf(text, LINE_SIZES)), { textAlign: "center", fontSize: sizeOf(text, LINE_SIZES) }, index === 0 ? {} : { bold: true })}
          </View>
        ))}
      </View>
      <Foot sheet={sheet} code={code} pictures={pictures} split={split} />
    </Page>
  );
}

function Foot({ sheet, code, pictures, split }: Drawn): ReactElement {
  const signature = pictures.get(sheet.signature ?? "");
  const text = (words: string, style: Style, look: { bold?: boolean; italic?: boolean } = {}) => <Line runs={[{ text: printable(words), ...look }]} style={style} split={split} />;
  return (
    <View style={styles.foot}>
      <View style={styles.proof}>
        {code && <Image src={{ data: code, format: "png" }} style={styles.qr} />}
        <View style={styles.notes}>
          {sheet.notes.map((note) => (
            <View key={note}>{text(note, styles.note)}</View>
          ))}
        </View>
      </View>
      <View style={styles.signing}>
        {text(sheet.placeAndDate, { ...styles.centred, fontSize: 13 }, { italic: true })}
        {text(sheet.signerTitle, { ...styles.centred, fontSize: 14 }, { bold: true })}
        <View style={styles.signatureRoom}>{signature && <Image src={signature} style={styles.signature} />}</View>
        {sheet.signerName !== "" && text(sheet.signerName, { ...styles.centred, fontSize: 14 }, { bold: true })}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  page: { fontFamily: BODY_FONT, color: "#111111" },
  top: { position: "absolute", top: 46, left: 70, right: 70, alignItems: "center" },
  body: { position: "absolute", top: 88, bottom: 186, left: 90, right: 90, alignItems: "center", justifyContent: "center" },
  national: { fontSize: 13, textAlign: "center" },
  motto: { fontSize: 13, textAlign: "center" },
  rule: { width: 160, borderBottomWidth: 0.8, borderColor: "#111111", marginTop: 2 },
  emblem: { maxWidth: 170, objectFit: "contain", marginBottom: 4 },
  parent: { fontSize: 13, textAlign: "center", color: INK },
  authority: { fontSize: 15, textAlign: "center", color: INK },
  certifies: { fontSize: 16, textAlign: "center", marginBottom: 2 },
  heading: { textAlign: "center", color: GOLD, letterSpacing: 2, marginTop: 3, marginBottom: 1 },
  name: { textAlign: "center", color: INK },
  unit: { fontSize: 14, textAlign: "center", marginTop: 1, marginBottom: 4 },
  line: { marginTop: 2 },
  standingOut: { fontSize: STANDING_OUT, textAlign: "center", color: "#a3161a" },
  foot: { position: "absolute", bottom: 48, left: 58, right: 58, flexDirection: "row", justifyContent: "space-between", alignItems: "flex-end" },
  proof: { flexDirection: "row", alignItems: "flex-end", width: 400 },
  qr: { width: 102, height: 102 },
  notes: { marginLeft: 8, width: 284 },
  note: { fontSize: 9.5, color: "#333333" },
  signing: { width: 270, alignItems: "center" },
  centred: { textAlign: "center" },
  signatureRoom: { height: 62, justifyContent: "center", alignItems: "center" },
  signature: { maxHeight: 60, maxWidth: 180, objectFit: "contain" },
});
