import { judgesToPay, type PaidJudge, withheldFrom } from "~/data/official-papers.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Block, Paper } from "~/platform/render/paper";
import { amount, annexTable, bold, column, inWords, officialHead, officialPaper, officialTitle, paperMoment, paragraph } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperSlots } from "./official-kind";
import { payingSigners } from "./payout-list.server";

const texts = officialResults.fees;
const { columns } = officialResults;
const { blocks, fileName, kinds, signers } = officialPapers;

/** What each judge is paid: the edition's fee for every locked sheet, to be signed for. */
const definition: OfficialDefinition = {
  key: "judge-fees",
  title: kinds["judge-fees"],
  formats: ["pdf", "docx"],
  sign: null,
  stage: "scored",
  tellsOfEntries: false,
  slots: (): PaperSlots => ({ legalBases: "", recipients: "", onBehalf: signers.committee, signerTitle: signers.head, texts: [] }),
  async *build(source) {
    const reader = source.services.db.prisma;
    const judges = await judgesToPay(reader, source.edition.id, await withheldFrom(reader, source.edition.id, source.viewerId));
    if (judges.length > 0) yield { name: fileName["judge-fees"], paper: feesPaper(source, judges) };
  },
};

export const judgeFees = officialKind(definition);

function feesPaper({ edition, frame }: Pick<OfficialSource, "edition" | "frame">, judges: readonly PaidJudge[]): Paper {
  const { judgeFee } = edition;
  const sheets = judges.reduce((sum, judge) => sum + judge.sheets, 0);
  return officialPaper({
    title: `${texts.name} – ${edition.title}`,
    at: paperMoment(frame, edition.updatedAt),
    sections: [
      {
        orientation: "landscape",
        blocks: [
          officialHead({ edition, frame, sign: null }),
          ...officialTitle(texts.name, texts.about(edition.title)),
          paragraph([{ text: judgeFee === 0 ? texts.noFee : texts.note(amount(judgeFee)), italic: true }], { align: "center", tight: true }),
          feesTable(judges, judgeFee, sheets, [...(judgeFee === 0 ? [] : [inWords(sheets * judgeFee)]), payingSigners(frame)]),
        ],
      },
    ],
  });
}

function feesTable(judges: readonly PaidJudge[], fee: number, sheets: number, closing: readonly Block[]): Block {
  const money = (dong: number) => (fee === 0 ? "" : amount(dong));
  const rows = judges.map(({ code, name, unit, sheets: own }, index) => [String(index + 1), name, unit || blocks.none, code, amount(own), money(fee), money(own * fee), ""]);
  return annexTable(
    [
      column(columns.number, 4, "center"),
      column(columns.judge, 24),
      column(columns.unit, 28),
      column(columns.judgeCode, 9, "center"),
      column(columns.sheets, 8, "center"),
      column(columns.fee, 12, "right"),
      column(columns.amount, 15, "right"),
      column(columns.sign, 16),
    ],
    [...rows, ["", bold(blocks.total), "", "", bold(amount(sheets)), "", bold(money(sheets * fee)), ""]],
    { size: 12, closing },
  );
}
