import type { EditionRow } from "~/data/editions.server";
import { moneyInWords, MOST_MONEY } from "~/domain/documents/money-in-words";
import { paperDate } from "~/domain/documents/paper-date";
import { formatsFor } from "~/i18n/formats";
import { officialPapers } from "~/i18n/vi/official-papers";
import { type Block, END_MARK, type Margins, type Paper, type PaperSection, type Signature, type Table, type TableColumn, type Words } from "~/platform/render/paper";
import { linesOfText } from "./frame";
import type { PaperFrame } from "./official-kind";

const texts = officialPapers.blocks;
const formats = formatsFor("vi");

/** Tables of annexes; the decree leaves their size open. */
export const TABLE_SIZE = 11;
const LAST_ROWS = 3;
const BODY = 14;
/** Decisions have the wider margins of the decree, so that a stamp and a staple find room. */
const MARGINS: Margins = { top: 20, bottom: 20, left: 30, right: 15 };

export const upper = (text: string): string => text.toLocaleUpperCase("vi");
export const lowerFirst = (text: string): string => text.charAt(0).toLocaleLowerCase("vi") + text.slice(1);
export const upperFirst = (text: string): string => text.charAt(0).toLocaleUpperCase("vi") + text.slice(1);
/** "25.000.000", as stands in columns of money */
export const amount = (dong: number): string => formats.integer(dong);

/** Who issues a paper, at its head. */
export interface Issuer {
  parent: string;
  body: string;
}

export const issuerOf = ({ letterheadParent, letterheadBody }: Pick<EditionRow, "letterheadParent" | "letterheadBody">): Issuer => ({ parent: letterheadParent, body: letterheadBody });

interface Headed {
  edition: Pick<EditionRow, "letterheadParent" | "letterheadBody" | "place">;
  frame: Pick<PaperFrame, "number" | "day">;
  /** "QĐ-BTC"; null: a paper without a number */
  sign: string | null;
  issuer?: Issuer;
}

/** "Số: 17/QĐ-BTC"; without a number the place for it. */
export const numberLine = ({ number }: Pick<PaperFrame, "number">, sign: string): string => texts.number(number ?? `${texts.emptyNumber}/${sign}`);

/** "Cẩm Xuyên, ngày 05 tháng 01 năm 2027" */
export const placeAndDate = ({ place }: Pick<EditionRow, "place">, day: string | null): string => (place === "" ? paperDate(day) : `${place}, ${paperDate(day)}`);

/** The two columns at the head of every official paper: issuing body with number, national title with place and date. */
export function officialHead({ edition, frame, sign, issuer = issuerOf(edition) }: Headed): Block {
  const number = sign === null ? {} : { number: numberLine(frame, sign) };
  return { kind: "head", issuer: { parent: upper(issuer.parent), body: upper(issuer.body), ...number }, placeAndDate: placeAndDate(edition, frame.day) };
}

/** Longer ones take two lines. */
const SHORT_TITLE = 60;

/** Name of the paper and what it is about, with the short line beneath; what is too long for one line breaks before the contest's name. */
export function officialTitle(name: string, about: string, contest = ""): Block[] {
  const at = contest === "" || about.length <= SHORT_TITLE ? -1 : about.lastIndexOf(contest);
  const text = at > 0 ? `${about.slice(0, at).trimEnd()}\n${about.slice(at)}` : about;
  return [
    { kind: "heading", level: "title", text: name },
    { kind: "heading", level: "subtitle", text, ruled: true },
  ];
}

const ENDING = /[\s;.,]+$/u;

/** Legal bases in italics: each ends with a semicolon, the last one with a full stop. */
export function legalBases(lines: readonly string[]): Block[] {
  return lines.map((line, index) => ({ kind: "paragraph", text: [{ text: `${line.replace(ENDING, "")}${index === lines.length - 1 ? "." : ";"}`, italic: true }] }));
}

/** "QUYẾT ĐỊNH:" above the articles. */
export const decides = (): Block => ({ kind: "paragraph", text: [{ text: texts.decides, bold: true }], align: "center", keepWithNext: true });

/** "Điều 1. …" with the words that follow on the same line, as decisions write them. Line breaks begin new paragraphs. */
export function decisionArticles(articles: readonly string[]): Block[] {
  return articles.flatMap((text, index): Block[] => {
    const [first = "", ...rest] = linesOfText(text);
    const isLast = index === articles.length - 1;
    const paragraphs: Words[] = [[{ text: `${texts.article(index + 1)} `, bold: true }, { text: first }], ...rest];
    return paragraphs.map((words, at): Block => ({ kind: "paragraph", text: words, ...(isLast && at === paragraphs.length - 1 ? { text: withEndMark(words) } : {}) }));
  });
}

/** "./." in place of the full stop with which the text ends. */
function withEndMark(words: Words): Words {
  const runs = typeof words === "string" ? [{ text: words }] : [...words];
  const last = runs.at(-1);
  return last ? [...runs.slice(0, -1), { ...last, text: `${last.text.replace(ENDING, "")}${END_MARK}` }] : END_MARK;
}

/** The closing paragraph of papers without articles. */
export const closingParagraph = (text: string): Block => ({ kind: "paragraph", text: withEndMark(text) });

/** What is short enough to stay on the page of a signature. */
const SHORT_CLOSING = 1200;

/** The articles of a decision, the last one on the page of the signature: nobody signs an empty page. */
export function signedArticles(articles: readonly string[], frame: PaperFrame): Block[] {
  return onePage(decisionArticles(articles), frame);
}

/** The last paragraph of a paper without articles, on the page of the signature. */
export const signedClosing = (text: string, frame: PaperFrame): Block[] => onePage([closingParagraph(text)], frame);

function onePage(blocks: readonly Block[], frame: PaperFrame): Block[] {
  const last = blocks.at(-1);
  const length = last?.kind === "paragraph" ? [last.text].flat().reduce((sum, part) => sum + (typeof part === "string" ? part : part.text).length, 0) : 0;
  if (!last || length > SHORT_CLOSING) return [...blocks, signatureBlock(frame)];
  return [...blocks.slice(0, -1), { kind: "group", blocks: [last, signatureBlock(frame)] }];
}

export const paragraph = (text: Words, more: Partial<Extract<Block, { kind: "paragraph" }>> = {}): Block => ({ kind: "paragraph", text, ...more });
export const plainLine = (text: Words): Block => paragraph(text, { indent: false, align: "left", tight: true });
export const section = (text: string): Block => ({ kind: "heading", level: "section", text });

/** A text of several lines as paragraphs; a line that begins with "- " stays as it is. */
export const paragraphs = (text: string): Block[] => linesOfText(text).map((line) => paragraph(line));

/** Signatory of a frame: whom it is on behalf of, the title, room to sign, the name. */
export function signatureOf(frame: Pick<PaperFrame, "onBehalf" | "signerTitle" | "signerName">): Signature {
  const lines = [...linesOfText(frame.onBehalf), ...linesOfText(frame.signerTitle)].map(upper);
  return { lines, ...(frame.signerName === "" ? {} : { name: frame.signerName }) };
}

/** "Nơi nhận:" on the left, the signatory on the right. */
export function signatureBlock(frame: PaperFrame): Block {
  const recipients = frame.recipients.map((line, index) => `${line.replace(ENDING, "")}${index === frame.recipients.length - 1 ? "." : ";"}`);
  return { kind: "signatures", columns: [recipients.length === 0 ? { lines: [""] } : { recipients }, signatureOf(frame)] };
}

/** Several people sign side by side, each below a title. */
export function signRow(columns: readonly { lines: readonly string[]; name?: string }[]): Block {
  return { kind: "signatures", columns: columns.map(({ lines, name }) => ({ lines: lines.map(upper), note: texts.signNote, ...(name ? { name } : {}) })) };
}

interface Annex {
  /** "PHỤ LỤC", "THỂ LỆ" */
  name: string;
  about: string;
  /** "(Kèm theo Quyết định số … ngày … của …)" */
  reference: string;
  blocks: readonly Block[];
  orientation?: "portrait" | "landscape";
}

/** An annex on pages of its own, which name the paper they belong to. */
export function annexSection({ name, about, reference, blocks, orientation = "portrait" }: Annex): PaperSection {
  return {
    orientation,
    margins: MARGINS,
    blocks: [
      { kind: "heading", level: "title", text: name },
      { kind: "heading", level: "subtitle", text: about },
      { kind: "paragraph", text: [{ text: reference, italic: true }], align: "center", tight: true },
      ...blocks,
    ],
  };
}

/** "(Kèm theo Quyết định số 17/QĐ-BTC ngày 05 tháng 01 năm 2027 của Ban Tổ chức …)" */
export function annexReference(paperName: string, { edition, frame, sign, issuer = issuerOf(edition) }: Headed): string {
  return texts.annexTo(paperName, sign === null ? null : (frame.number ?? `${texts.emptyNumber}/${sign}`), paperDate(frame.day), issuer.body);
}

/** Columns of a table, each with a title, a part of the width and an alignment. */
export const column = (title: string, width: number, align: TableColumn["align"] = "left"): TableColumn => ({ title, width, align });

/** A table of an annex: its header comes again on each page, no row is cut; `closing` stands on the page of its last rows. */
export function annexTable(columns: readonly TableColumn[], rows: readonly (readonly Words[])[], { size = TABLE_SIZE, closing }: { size?: number; closing?: readonly Block[] } = {}): Table {
  return { kind: "table", columns, rows, size, keepLast: LAST_ROWS, ...(closing && closing.length > 0 ? { closing } : {}) };
}

export const bold = (text: string): Words => [{ text, bold: true }];

/** "Bằng chữ: …" of an amount; null where no words are made for it. */
export function inWords(dong: number): Block {
  const words = dong <= MOST_MONEY ? moneyInWords(dong) : `${amount(dong)} ${texts.currency}`;
  return paragraph([{ text: texts.inWords, italic: true }, { text: `${words}.`, italic: true, bold: true }], { indent: false });
}

interface OfficialPaper {
  title: string;
  at: Date;
  sections: readonly PaperSection[];
}

/** A paper of the decree's sizes; pages of each annex are counted on their own. */
export function officialPaper({ title, at, sections }: OfficialPaper): Paper {
  return { title, at, fontSize: BODY, sections: sections.map((one) => ({ margins: MARGINS, ...one })), ...(sections.length > 1 ? { sectionsApart: true } : {}) };
}

/** The moment a paper says it was last changed: its day, else what the record says. */
export const paperMoment = ({ day }: Pick<PaperFrame, "day">, record: Date): Date => (day === null ? record : new Date(`${day}T00:00:00Z`));
