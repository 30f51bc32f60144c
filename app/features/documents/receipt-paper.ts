import { formatsFor } from "~/i18n/formats";
import { printed } from "~/i18n/vi/printed";
import { paperDate } from "~/domain/documents/paper-date";
import { dayInVietnam } from "~/domain/entry/ages";
import type { Paper } from "~/platform/render/paper";
import { type EntryPaperData, fieldNameOf } from "./entry-paper-data";

const texts = printed.receipt;
const formats = formatsFor("vi");

/** The receipt of a submitted entry with a QR code of its page; null for what was never submitted. */
export function receiptPaper(data: EntryPaperData, address: string): Paper | null {
  const { entry, version, form } = data;
  if (!entry.code || !version.submittedAt) return null;
  const { edition } = form;
  const here = version.files.filter((file) => file.fileId !== null).length;
  const rows: [string, string][] = [
    [texts.row.code, entry.code],
    [texts.row.edition, edition.title],
    [texts.row.title[edition.kind], version.title],
    [texts.row.field, fieldNameOf(data)],
    [texts.row.authors, version.authors.map((author) => author.fullName).join(", ")],
    [texts.row.submittedAt, formats.dateTime(version.submittedAt)],
    [texts.row.version, String(version.number)],
    [texts.row.files, texts.files(here, version.files.length - here)],
  ];
  const day = paperDate(dayInVietnam(version.submittedAt));
  return {
    title: `${texts.title} – ${entry.code}`,
    at: version.submittedAt,
    footer: printed.printedFrom(entry.code, version.title.slice(0, 90)),
    sections: [
      {
        blocks: [
          { kind: "head", issuer: { parent: edition.letterheadParent.toLocaleUpperCase("vi"), body: edition.letterheadBody.toLocaleUpperCase("vi") }, placeAndDate: edition.place === "" ? day : `${edition.place}, ${day}` },
          { kind: "heading", level: "title", text: texts.title },
          { kind: "paragraph", text: texts.issuer(edition.hostName) },
          {
            kind: "table",
            header: false,
            columns: [
              { title: "", width: 1 },
              { title: "", width: 3 },
            ],
            rows: rows.map(([label, value]) => [[{ text: label, italic: true }], [{ text: value, bold: label === texts.row.code }]]),
          },
          { kind: "qr", text: address, size: 38, caption: texts.qr },
          { kind: "paragraph", text: [{ text: texts.automatic, italic: true }], align: "center" },
        ],
      },
    ],
  };
}
