import { CONSENT_PURPOSES, type ConsentParty } from "~/domain/entry/consent";
import { consentTextVersion } from "~/features/entries/consent-texts";
import { formatsFor } from "~/i18n/formats";
import { consentTexts } from "~/i18n/vi/consent-texts";
import { printedConsent as texts } from "~/i18n/vi/printed-consent";
import type { Block, Paper, PaperSection } from "~/platform/render/paper";

export interface ConsentPaperData {
  edition: { title: string; hostName: string; letterheadParent: string; letterheadBody: string };
  entry: { title: string; code: string | null };
  author: { fullName: string; birthDate: string | null; guardianName: string };
  /** who has to sign, each on a page of their own, with the address of the link that asks the same */
  asked: readonly { party: ConsentParty; /** PNG of a QR code with the address */ qr: Uint8Array }[];
  at: Date;
}

/** A form to sign for somebody without a telephone: every purpose with boxes that stand empty, one page for each who has to agree. */
export function consentPaper(data: ConsentPaperData): Paper {
  const { entry, at } = data;
  return {
    title: `${texts.title} – ${data.author.fullName}`,
    at,
    footer: [entry.code, entry.title.slice(0, 90), texts.version(consentTextVersion)].filter(Boolean).join(" · "),
    fontSize: 13,
    sections: data.asked.map((one) => section(data, one)),
  };
}

function section({ edition, entry, author }: ConsentPaperData, { party, qr }: ConsentPaperData["asked"][number]): PaperSection {
  const day = author.birthDate === null ? texts.dots : formatsFor("vi").date(author.birthDate);
  const line = (label: string, value: string): Block => ({ kind: "paragraph", text: [{ text: `${label}: ` }, { text: value || texts.dots, bold: value !== "" }], indent: false, tight: true, align: "left", size: 12 });
  return {
    blocks: [
      { kind: "head", issuer: { parent: edition.letterheadParent, body: edition.letterheadBody } },
      { kind: "heading", level: "title", text: texts.title },
      { kind: "heading", level: "subtitle", text: texts.subtitle[party] },
      line(texts.edition, edition.title),
      line(texts.host, edition.hostName),
      line(texts.entry, entry.code ? `${entry.title.slice(0, 140)} (${entry.code})` : entry.title.slice(0, 140)),
      line(texts.author, `${author.fullName} (${texts.birthDate}: ${day})`),
      ...(party === "GUARDIAN" ? [line(texts.person.GUARDIAN, author.guardianName), line(texts.relation, "")] : []),
      { kind: "paragraph", text: [{ text: texts.how, italic: true }], indent: false, align: "left", size: 11.5 },
      {
        kind: "table",
        size: 11,
        columns: [
          { title: texts.columns.number, width: 1, align: "center" },
          { title: texts.columns.text, width: 13, align: "left" },
          { title: texts.columns.yes, width: 2, align: "center" },
          { title: texts.columns.no, width: 2.4, align: "center" },
        ],
        rows: CONSENT_PURPOSES.map((purpose, index) => [String(index + 1), consentTexts[consentTextVersion][purpose][party], texts.box, texts.box]),
      },
      { kind: "paragraph", text: texts.rights, indent: false, size: 10.5 },
      { kind: "signatures", columns: [{ lines: [texts.onlineTitle], note: texts.online, image: { data: qr, format: "png", width: 22, height: 22 } }, { above: texts.place, lines: [texts.signature[party]], note: texts.signNote, ...(party === "SELF" ? { name: author.fullName } : {}) }] },
    ],
  };
}
