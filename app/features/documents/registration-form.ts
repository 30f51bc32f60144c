import type { ContestKind } from "~/data/generated/enums";
import { MOST_LINK_CHARACTERS } from "~/domain/files/entry-files";
import { shownMonth, shownPhone } from "~/features/entries/content-lines";
import { formatsFor } from "~/i18n/formats";
import { printed } from "~/i18n/vi/printed";
import type { Block, Paper, Run, Signature, Words } from "~/platform/render/paper";
import { type EntryPaperData, fieldNameOf, hasMinors, markOf } from "./entry-paper-data";

const texts = printed.registration;
const formats = formatsFor("vi");

/** Form text is dense: the smaller of the two sizes the decree allows. */
export const FORM_SIZE = 13;

/** "Phiếu đăng ký dự thi": to be read through, signed and stamped. What is not filled in gets dots to write on. */
export function registrationForm(data: EntryPaperData): Paper {
  return {
    title: `${texts.title[data.form.edition.kind]} – ${data.version.title}`,
    at: data.version.savedAt,
    fontSize: FORM_SIZE,
    footer: printed.printedFrom(data.entry.code ?? "", data.version.title.slice(0, 90)),
    ...markOf(data),
    sections: [{ blocks: registrationBlocks(data) }],
  };
}

/** The form as blocks, also the first part of the whole dossier. */
export function registrationBlocks(data: EntryPaperData): Block[] {
  const { edition } = data.form;
  const numbered = counter();
  return [
    { kind: "head" },
    { kind: "heading", level: "title", text: texts.title[edition.kind] },
    { kind: "heading", level: "subtitle", text: edition.title },
    { kind: "paragraph", text: texts.to(edition.hostName), align: "center", tight: true },
    officeTable(data),
    ...entryFacts(data, numbered),
    ...people(data, numbered),
    { kind: "paragraph", text: [{ text: numbered(texts.label.commitment), bold: true }], indent: false, tight: true, keepWithNext: true },
    { kind: "paragraph", text: edition.commitmentText || texts.commitment, tight: true },
    // Nobody signs an empty page: what is attached stands with the signatures.
    {
      kind: "group",
      blocks: [
        { kind: "paragraph", text: [{ text: numbered(texts.label.attached), bold: true }], indent: false, tight: true, keepWithNext: true },
        attachedTable(data),
        { kind: "paragraph", text: [{ text: texts.placeAndDate(edition.place || printed.dotsShort), italic: true }], align: "right" },
        signatures(data, edition.kind),
      ],
    },
  ];
}

/** "1. Nhãn: ", "2. Nhãn: " … */
function counter(): (label: string) => string {
  let last = 0;
  return (label) => texts.numbered(++last, label);
}

const filled = (value: string): string => (value === "" ? printed.dots : value);

function fact(label: string, value: string): Block {
  const runs: Run[] = [{ text: label, bold: true }, { text: filled(value) }];
  return { kind: "paragraph", text: runs, indent: false, align: "left", tight: true };
}

function officeTable({ entry, form }: EntryPaperData): Block {
  const received = entry.submittedAt ? formats.dateTime(entry.submittedAt) : printed.dotsShort;
  const cell = (label: string, value: string): Words => [{ text: `${label}: `, italic: true }, { text: value, bold: true }];
  return {
    kind: "table",
    header: false,
    size: FORM_SIZE - 1,
    columns: [
      { title: texts.code, width: 4 },
      { title: texts.received, width: 4 },
      { title: texts.period, width: 3 },
    ],
    rows: [[cell(texts.code, entry.code ?? printed.dotsShort), cell(texts.received, received), cell(texts.period, form.edition.period)]],
  };
}

function entryFacts(data: EntryPaperData, numbered: (label: string) => string): Block[] {
  const { version, form } = data;
  const { label, ownerKind } = texts;
  const { kind } = form.edition;
  const chief = version.authors.find((author) => author.isChief) ?? version.authors[0];
  return [
    fact(numbered(label.title[kind]), version.title),
    fact(numbered(label.field), fieldNameOf(data)),
    fact(numbered(label.created), shownMonth(version)),
    ...(kind === "TECHNICAL" ? [fact(numbered(label.firstApplied), "")] : []),
    fact(numbered(label.owner), [ownerKind[version.ownerKind], version.ownerName].filter((part) => part !== "").join(" – ")),
    fact(`${label.unit}: `, version.unitName),
    fact(`${label.address}: `, chief?.address ?? ""),
    fact(`${label.representative}: `, chief?.fullName ?? ""),
    fact(`${label.contact}: `, [chief && shownPhone(chief.phone), chief?.email].filter(Boolean).join("; ")),
  ];
}

function people(data: EntryPaperData, numbered: (label: string) => string): Block[] {
  const { version, form } = data;
  const { label } = texts;
  return [
    { kind: "paragraph", text: [{ text: numbered(label.authors[form.edition.kind]), bold: true }], indent: false, tight: true, keepWithNext: true },
    authorsTable(data),
    { kind: "paragraph", text: [{ text: texts.sharesSum, italic: true }], indent: false, tight: true, size: FORM_SIZE - 1 },
    fact(numbered(label.supervisor), version.supervisorName),
    ...(version.supervisorName === "" ? [] : [fact(`${label.supervisorUnit}: `, version.supervisorUnitName), fact(`${label.phone}: `, shownPhone(version.supervisorPhone))]),
  ];
}

function authorsTable({ version, form }: EntryPaperData): Block {
  const { kind } = form.edition;
  const columns = texts.authorColumns;
  return {
    kind: "table",
    size: 11,
    columns: [
      { title: columns.number, width: 4, align: "center" },
      { title: columns.name, width: 16 },
      { title: columns.born, width: 11, align: "center" },
      { title: columns.work[kind], width: 17 },
      { title: columns.contact, width: 17 },
      { title: columns.share, width: 9, align: "center" },
      { title: columns.sign, width: 12 },
    ],
    rows: version.authors.map((author, index) => [
      String(index + 1),
      lines([author.fullName || printed.dotsShort, author.isChief && version.authors.length > 1 ? `(${texts.chief[kind]})` : ""]),
      lines([author.birthDate ? formats.date(author.birthDate) : (version.unreadable[`author-${author.key}-birthDate`] ?? printed.dotsShort), author.sex === "F" || author.sex === "M" ? texts.sex[author.sex] : ""]),
      lines([author.occupation, author.className, author.unitName]),
      lines([shownPhone(author.phone), author.email, author.address, author.guardianName === "" ? "" : texts.guardian(author.guardianName), shownPhone(author.guardianPhone)]),
      author.shareHundredths > 0 ? formats.share(author.shareHundredths) : printed.dotsShort,
      "",
    ]),
  };
}

const lines = (texts: readonly string[]): string => texts.filter((text) => text !== "").join("\n");

function attachedTable({ version, form }: EntryPaperData): Block {
  const { kind } = form.edition;
  const rows = form.parts.flatMap((part): [string, string][] => {
    if (part.kind !== "FILE") return [];
    const count = version.files.filter((file) => file.partKey === part.key).length;
    const link = (version.parts[part.key] ?? "").slice(0, MOST_LINK_CHARACTERS);
    return [
      ...(count > 0 ? [[part.label, texts.attachedFiles(count)] satisfies [string, string]] : []),
      ...(link === "" ? [] : [[`${part.label}: ${link}`, texts.attachedLink] satisfies [string, string]]),
    ];
  });
  const all: [string, string][] = [[texts.description[kind], texts.oneCopy], ...rows];
  return {
    kind: "table",
    size: 12,
    columns: [
      { title: texts.attachedColumns.number, width: 1, align: "center" },
      { title: texts.attachedColumns.name, width: 10 },
      { title: texts.attachedColumns.amount, width: 3, align: "center" },
    ],
    rows: all.map(([name, amount], index) => [String(index + 1), name, amount]),
  };
}

function signatures(data: EntryPaperData, kind: ContestKind): Block {
  const { version } = data;
  const isAlone = version.authors.length === 1;
  const chief = version.authors.find((author) => author.isChief) ?? version.authors[0];
  const unit: Signature = { lines: texts.confirm[kind], note: texts.sign.stamp };
  const guardian: Signature = { lines: texts.guardianSign, note: texts.sign.note };
  const author: Signature = { lines: isAlone ? texts.authorSign.one : texts.authorSign.many, note: texts.sign.note, name: chief?.fullName ?? "" };
  return { kind: "signatures", columns: hasMinors(data) ? [unit, guardian, author] : [unit, author] };
}
