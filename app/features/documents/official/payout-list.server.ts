import type { EditionRow } from "~/data/editions.server";
import { specialAwardsOf } from "~/data/special-awards.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Block, Paper } from "~/platform/render/paper";
import { referenceTo } from "./award-decision.server";
import { chiefOf, type ResultOnPaper, totalMoney, unitOf } from "./award-lines";
import { type SpecialOnPaper, specialRecipient } from "./award-table";
import { amount, annexTable, bold, column, inWords, officialHead, officialPaper, officialTitle, paperMoment, paragraph, signatureOf, signRow } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperFrame, PaperSlots } from "./official-kind";
import { resultsOnPaper } from "./results-on-paper.server";

const texts = officialResults.payout;
const { columns } = officialResults;
const { blocks, fileName, kinds, signers } = officialPapers;

/** Who receives the money of which prize and signs for it: one line an entry, one a special award with money. */
const definition: OfficialDefinition = {
  key: "payout-list",
  title: kinds["payout-list"],
  formats: ["pdf", "docx"],
  sign: null,
  stage: "signed",
  tellsOfEntries: true,
  slots: (): PaperSlots => ({ legalBases: "", recipients: "", onBehalf: signers.committee, signerTitle: signers.head, texts: [] }),
  async *build(source) {
    const specials = (await specialAwardsOf(source.services.db.prisma, source.edition.id)).filter(({ money }) => money > 0);
    const result = (await resultsOnPaper(source)).at(-1);
    if (result && (result.lines.some(({ money }) => money > 0) || specials.length > 0)) yield { name: fileName["payout-list"], paper: payoutPaper(source, result, specials) };
  },
};

export const payoutLists = officialKind(definition);

function payoutPaper({ edition, frame }: Pick<OfficialSource, "edition" | "frame">, result: ResultOnPaper, specials: readonly SpecialOnPaper[]): Paper {
  const { decision, lines } = result;
  const total = totalMoney(lines) + totalMoney(specials);
  const following = decision.number === null ? texts.pendingDecision : texts.following(referenceTo(edition, decision));
  return officialPaper({
    title: `${texts.name} – ${edition.title}`,
    at: paperMoment(frame, decision.proposedAt),
    sections: [
      {
        orientation: "landscape",
        blocks: [
          officialHead({ edition, frame, sign: null }),
          ...officialTitle(texts.name, texts.about(edition.title)),
          paragraph([{ text: following, italic: true }], { align: "center", tight: true }),
          payoutTable(edition, result, specials, [inWords(total), payingSigners(frame)]),
        ],
      },
    ],
  });
}

function payoutTable({ kind }: EditionRow, { lines }: ResultOnPaper, specials: readonly SpecialOnPaper[], closing: readonly Block[]): Block {
  const paid = lines.filter(({ money }) => money > 0).map(({ entry, tierLabel, money }) => {
    const chief = chiefOf(entry)?.name ?? "";
    const receiver = entry.authors.length > 1 ? `${chief} (${texts.onBehalf[kind]})` : chief;
    return [entry.code, receiver, unitOf(entry), tierLabel, amount(money)];
  });
  const special = specials.map((award) => [award.entryCode ?? blocks.none, specialRecipient(award), award.recipient === "AUTHOR" ? award.unitName || blocks.none : blocks.none, award.label, amount(award.money)]);
  const rows = [...paid, ...special].map((row, index) => [String(index + 1), ...row, ""]);
  const total = totalMoney(lines) + totalMoney(specials);
  return annexTable(
    [
      column(columns.number, 4, "center"),
      column(columns.code, 19, "center"),
      column(columns.receiver, 28),
      column(columns.unit, 22),
      column(columns.prize, 16, "center"),
      column(columns.amount, 15, "right"),
      column(columns.sign, 18),
    ],
    [...rows, ["", "", bold(blocks.total), "", "", bold(amount(total)), ""]],
    { size: 12, closing },
  );
}

/** Who drew up the list, who pays, who approves. */
export function payingSigners(frame: PaperFrame): Block {
  const { lines, name } = signatureOf(frame);
  return signRow([{ lines: [texts.maker] }, { lines: [texts.accountant] }, { lines, ...(name === undefined ? {} : { name }) }]);
}
