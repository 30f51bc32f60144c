import { Document, Image, Page, renderToBuffer, StyleSheet, View } from "@react-pdf/renderer";
import QRCode from "qrcode";
import type { ReactElement } from "react";
import type { CertificateBatch, CertificateSheet } from "../certificate";
import { printable } from "../words";
import { BODY_FONT, loadFonts } from "./fonts.server";
import { Line, type SplitByFont, type Style } from "./text";

/** Given to every text: an inherited one is measured by the size of the page's letters. */
const LINE_HEIGHT = 1.2;
const INK = "#12355b";
const GOLD = "#b98500";
/** Long names and titles step down instead of running out of the frame: [most characters, points]. */
const NAME_SIZES = [[28, 34], [42, 28], [64, 22], [Infinity, 17]] as const;
const LINE_SIZES = [[110, 17], [180, 15], [Infinity, 12.5]] as const;

const sizeOf = (text: string, sizes: readonly (readonly [number, number])[]): number => sizes.find(([most]) => text.length <= most)?.[1] ?? 12;

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
  const line = (text: string, style: Style, look: { bold?: boolean; italic?: boolean } = {}) => (text === "" ? null : <Line runs={[{ text: printable(text), ...look }]} style={{ lineHeight: LINE_HEIGHT, ...style }} split={split} />);
  const emblem = pictures.get(sheet.emblem ?? "");
  return (
    <Page size="A4" orientation="landscape" style={styles.page}>
      <View style={styles.frame} />
      <View style={styles.innerFrame} />
      <View style={styles.body}>
        {line(sheet.national, styles.national, { bold: true })}
        {line(sheet.motto, styles.motto, { bold: true })}
        <View style={styles.rule} />
        {emblem && <Image src={emblem} style={styles.emblem} />}
        {line((sheet.parent ?? "").toLocaleUpperCase("vi"), styles.parent)}
        {line(sheet.authority.toLocaleUpperCase("vi"), styles.authority, { bold: true })}
        {line(sheet.heading, styles.heading, { bold: true })}
        {line(sheet.certifies, styles.certifies, { italic: true })}
        {line(sheet.name, { ...styles.name, fontSize: sizeOf(sheet.name, NAME_SIZES) }, { bold: true })}
        {line(sheet.unit, styles.unit)}
        {sheet.lines.map((text, index) => (
          <View key={index} style={styles.line}>
            {line(text, { textAlign: "center", fontSize: sizeOf(text, LINE_SIZES) }, index === 0 ? {} : { bold: true })}
          </View>
        ))}
      </View>
      <Foot sheet={sheet} code={code} pictures={pictures} split={split} />
    </Page>
  );
}

function Foot({ sheet, code, pictures, split }: Drawn): ReactElement {
  const signature = pictures.get(sheet.signature ?? "");
  const text = (words: string, style: Style, look: { bold?: boolean; italic?: boolean } = {}) => <Line runs={[{ text: printable(words), ...look }]} style={{ lineHeight: LINE_HEIGHT, ...style }} split={split} />;
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
  frame: { position: "absolute", top: 22, bottom: 22, left: 22, right: 22, borderWidth: 3, borderColor: INK },
  innerFrame: { position: "absolute", top: 29, bottom: 29, left: 29, right: 29, borderWidth: 1, borderColor: GOLD },
  body: { paddingTop: 44, paddingHorizontal: 70, alignItems: "center" },
  national: { fontSize: 13, textAlign: "center" },
  motto: { fontSize: 13, textAlign: "center" },
  rule: { width: 150, borderBottomWidth: 0.8, borderColor: "#111111", marginTop: 3, marginBottom: 8 },
  emblem: { height: 52, maxWidth: 160, objectFit: "contain", marginBottom: 6 },
  parent: { fontSize: 13, textAlign: "center", color: INK },
  authority: { fontSize: 15, textAlign: "center", color: INK },
  certifies: { fontSize: 16, textAlign: "center", marginBottom: 4 },
  heading: { fontSize: 40, textAlign: "center", color: GOLD, marginTop: 4, marginBottom: 2 },
  name: { textAlign: "center", color: INK },
  unit: { fontSize: 14, textAlign: "center", marginTop: 2, marginBottom: 6 },
  line: { marginTop: 3 },
  foot: { position: "absolute", bottom: 42, left: 56, right: 56, flexDirection: "row", justifyContent: "space-between", alignItems: "flex-end" },
  proof: { flexDirection: "row", alignItems: "flex-end", width: 400 },
  qr: { width: 96, height: 96 },
  notes: { marginLeft: 8, width: 290 },
  note: { fontSize: 9.5, color: "#333333" },
  signing: { width: 270, alignItems: "center" },
  centred: { textAlign: "center" },
  signatureRoom: { height: 62, justifyContent: "center", alignItems: "center" },
  signature: { maxHeight: 60, maxWidth: 180, objectFit: "contain" },
});
