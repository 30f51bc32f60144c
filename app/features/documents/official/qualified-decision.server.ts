import type { EditionRow } from "~/data/editions.server";
import { barredFrom, paperEntries, type PaperEntry } from "~/data/official-papers.server";
import { officialCommittees } from "~/i18n/vi/official-papers-committees";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Block, Paper } from "~/platform/render/paper";
import { authorsOf, twoDigits, unitOf } from "./award-lines";
import { annexReference, annexSection, annexTable, column, decides, legalBases, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, section, signedArticles, upper } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperSlots } from "./official-kind";

const texts = officialCommittees.qualified;
const { slots: slotLabels } = officialCommittees;
const { columns } = officialResults;
const { bases, blocks, fileName, kinds, recipients, signers, words } = officialPapers;
const SIGN = "QĐ-BTC";

/** The decision that makes known which entries take part, with the list by field. */
const definition: OfficialDefinition = {
  key: "qualified-decision",
  title: kinds["qualified-decision"],
  formats: ["pdf", "docx"],
  sign: SIGN,
  stage: "qualified",
  tellsOfEntries: true,
  slots,
  async *build(source) {
    const { services, edition, viewerId } = source;
    const reader = services.db.prisma;
    const [entries, barred] = await Promise.all([paperEntries(reader, edition.id), barredFrom(reader, edition.id, viewerId)]);
    const qualified = entries.filter(({ id, isQualified }) => isQualified && !barred.has(id));
    if (qualified.length > 0) yield { name: fileName["qualified-decision"], paper: qualifiedPaper(source, qualified) };
  },
};

export const qualifiedDecision = officialKind(definition);

function slots({ title, letterheadBody, kind }: EditionRow): PaperSlots {
  return {
    legalBases: [bases.committee(title), bases.rules(title), bases.secretariat].join("\n"),
    recipients: [recipients.as(3), recipients.units[kind], recipients.keep("BTC")].join("\n"),
    onBehalf: signers.committee,
    signerTitle: signers.head,
    texts: [
      { key: "authority", label: slotLabels.authority, proposed: letterheadBody, long: false },
      { key: "instructions", label: texts.slots.instructions, proposed: texts.second, long: true },
      { key: "execution", label: slotLabels.execution, proposed: texts.execution, long: true },
    ],
  };
}

interface FieldList {
  name: string;
  entries: PaperEntry[];
}

function byField(entries: readonly PaperEntry[]): FieldList[] {
  const lists = new Map<string, FieldList>();
  for (const entry of entries) {
    const list = lists.get(entry.fieldCode) ?? { name: entry.fieldName, entries: [] };
    list.entries.push(entry);
    lists.set(entry.fieldCode, list);
  }
  return [...lists.values()];
}

function qualifiedPaper({ edition, frame }: Pick<OfficialSource, "edition" | "frame">, entries: readonly PaperEntry[]): Paper {
  const head = { edition, frame, sign: SIGN };
  const noun = words[edition.kind].entries;
  const about = texts.about(noun, edition.title);
  const fields = byField(entries);
  const counts = fields.map(({ name, entries: own }) => `${name}: ${twoDigits(own.length)}`).join("; ");
  const body = {
    blocks: [
      officialHead(head),
      ...officialTitle(officialCommittees.name, about, edition.title),
      paragraph([{ text: upper(frame.text("authority")), bold: true }], { align: "center" as const }),
      ...legalBases(frame.legalBases),
      decides(),
      ...signedArticles([`${texts.first(twoDigits(entries.length), noun, edition.title)} ${texts.fields(counts)}`, frame.text("instructions"), frame.text("execution")], frame),
    ],
  };
  const list = annexSection({
    name: blocks.annex,
    about: texts.list(noun, edition.title),
    reference: annexReference(blocks.about.decision, head),
    orientation: "landscape",
    blocks: fields.flatMap((field, index) => fieldBlocks(edition, field, index)),
  });
  return officialPaper({ title: `${officialCommittees.name} ${lowerFirst(about)}`, at: paperMoment(frame, edition.screeningEndsAt), sections: [body, list] });
}

/** Numbers run within each field. */
function fieldBlocks({ kind }: EditionRow, { name, entries }: FieldList, index: number): Block[] {
  const table = annexTable(
    [column(columns.number, 4, "center"), column(columns.code, 16, "center"), column(words[kind].entryTitle, 34), column(columns.authors, 30), column(columns.unit, 26)],
    entries.map((entry, at) => [String(at + 1), entry.code, entry.title, authorsOf(entry), unitOf(entry)]),
  );
  return [section(texts.field(index + 1, name || blocks.none, `${twoDigits(entries.length)} ${words[kind].entries}`)), table];
}
