import { passOnAgreed } from "~/data/consents.server";
import type { EditionRow } from "~/data/editions.server";
import { type NominatedEntry, nominationsOf } from "~/data/nominations.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialReport } from "~/i18n/vi/official-papers-report";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Block, Paper } from "~/platform/render/paper";
import { twoDigits } from "./award-lines";
import { annexTable, column, officialHead, officialPaper, officialTitle, paperMoment, paragraph, paragraphs, signedClosing } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperSlots } from "./official-kind";

const texts = officialReport.nominations;
const { columns } = officialResults;
const { blocks, fileName, kinds, recipients, signers, words } = officialPapers;
const SIGN = "DS-BTC";

/** Entries proposed for the contest above. It goes to another body: names and contacts only where everybody agreed to that. */
const definition: OfficialDefinition = {
  key: "nomination-list",
  title: kinds["nomination-list"],
  formats: ["pdf", "docx"],
  sign: SIGN,
  stage: "signed",
  tellsOfEntries: true,
  slots,
  async *build(source) {
    const { services, edition, viewerId } = source;
    const reader = services.db.prisma;
    const nominated = await nominationsOf(reader, edition.id, viewerId);
    if (nominated.length === 0) return;
    const agreed = await passOnAgreed(reader, nominated.map(({ entryId }) => entryId));
    yield { name: fileName["nomination-list"], paper: nominationPaper(source, nominated, agreed) };
  },
};

export const nominationList = officialKind(definition);

function slots({ kind, title }: EditionRow): PaperSlots {
  return {
    legalBases: "",
    recipients: [recipients.secretariat, recipients.keep("BTC")].join("\n"),
    onBehalf: signers.committee,
    signerTitle: signers.head,
    texts: [
      { key: "addressee", label: texts.slots.addressee, proposed: texts.addressee, long: false },
      { key: "opening", label: texts.slots.opening, proposed: texts.opening(words[kind].entries, title), long: true },
    ],
  };
}

function nominationPaper({ edition, frame }: Pick<OfficialSource, "edition" | "frame">, nominated: readonly NominatedEntry[], agreed: ReadonlySet<string>): Paper {
  const noun = words[edition.kind].entries;
  const about = texts.about(noun, edition.title);
  const last = nominated.reduce((latest, { nominatedAt }) => (nominatedAt > latest ? nominatedAt : latest), new Date(0));
  return officialPaper({
    title: `${texts.name} – ${about}`,
    at: paperMoment(frame, last),
    sections: [
      {
        orientation: "landscape",
        blocks: [
          officialHead({ edition, frame, sign: SIGN }),
          ...officialTitle(texts.name, about, edition.title),
          paragraph(texts.to(frame.text("addressee")), { align: "center" }),
          ...paragraphs(frame.text("opening")),
          nominationTable(edition, nominated, agreed, signedClosing(texts.closing(twoDigits(nominated.length), noun), frame)),
        ],
      },
    ],
  });
}

function nominationTable({ kind }: EditionRow, nominated: readonly NominatedEntry[], agreed: ReadonlySet<string>, closing: readonly Block[]): Block {
  return annexTable(
    [
      column(columns.number, 4, "center"),
      column(columns.code, 20, "center"),
      column(words[kind].entryTitle, 22),
      column(columns.field, 15),
      column(columns.authors, 20),
      column(columns.unit, 15),
      column(texts.prize, 12, "center"),
      column(texts.contact, 16),
      column(texts.note, 12),
    ],
    nominated.map((entry, index) => {
      const mayPass = agreed.has(entry.entryId);
      const authors = mayPass ? entry.authors.map(({ fullName }) => fullName).join(", ") : texts.withheld;
      return [String(index + 1), entry.code, entry.title, entry.fieldName, authors, entry.unitName || blocks.none, entry.award?.tierLabel ?? texts.noPrize, mayPass ? contactOf(entry) : blocks.none, entry.note];
    }),
    { closing },
  );
}

/** How to reach the author who stands for the entry. */
function contactOf({ authors }: NominatedEntry): string {
  const chief = authors.find(({ isChief }) => isChief) ?? authors[0];
  return chief ? [chief.fullName, chief.phone, chief.email].filter((part) => part !== "").join("\n") : "";
}
