import type { ContestKind } from "~/data/generated/enums";
import type { GivenAward } from "~/data/special-awards.server";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Block } from "~/platform/render/paper";
import { type AwardLine, authorsOf, totalMoney, unitOf } from "./award-lines";
import { amount, annexTable, bold, column, inWords, paragraph, section } from "./blocks";

const texts = officialResults;
const { columns } = texts;
const { blocks, words } = officialPapers;

/** What special awards on a paper need to say. */
export type SpecialOnPaper = Pick<GivenAward, "label" | "name" | "unitName" | "recipient" | "money" | "entryCode">;

/**
 * The list of awards: number, code, title, authors, unit, prize and money, with the total; special awards in a table of their own, and the
 * whole sum in words.
 */
export function awardTables(kind: ContestKind, lines: readonly AwardLine[], specials: readonly SpecialOnPaper[]): Block[] {
  const total = totalMoney(lines) + totalMoney(specials);
  const sumInWords = total > 0 ? [inWords(total)] : [];
  if (specials.length === 0) return lines.length === 0 ? [paragraph(texts.nobody[kind])] : [awardTable(kind, lines, sumInWords)];
  const sum = total > 0 ? [paragraph(bold(`${blocks.total}: ${amount(total)} ${blocks.currency}.`), { indent: false })] : [];
  return [
    section(texts.prizes),
    lines.length === 0 ? paragraph(texts.nobody[kind]) : awardTable(kind, lines, []),
    section(texts.specials),
    specialTable(specials, [...sum, ...sumInWords]),
  ];
}

function awardTable(kind: ContestKind, lines: readonly AwardLine[], closing: readonly Block[]): Block {
  const rows = lines.map(({ entry, tierLabel, money }, index) => [String(index + 1), entry.code, entry.title, authorsOf(entry), unitOf(entry), tierLabel, amount(money)]);
  return annexTable(
    [
      column(columns.number, 4, "center"),
      column(columns.code, 17, "center"),
      column(words[kind].entryTitle, 27),
      column(columns.authors, 24),
      column(columns.unit, 18),
      column(columns.prize, 15, "center"),
      column(columns.money, 14, "right"),
    ],
    [...rows, ["", "", bold(blocks.total), "", "", "", bold(amount(totalMoney(lines)))]],
    { closing },
  );
}

export const specialRecipient = ({ name, unitName, recipient }: SpecialOnPaper): string => (recipient === "AUTHOR" && unitName !== "" ? `${name} (${unitName})` : name);

function specialTable(specials: readonly SpecialOnPaper[], closing: readonly Block[]): Block {
  const rows = specials.map((award, index) => [String(index + 1), award.label, specialRecipient(award), award.entryCode ?? "", amount(award.money)]);
  return annexTable(
    [column(columns.number, 4, "center"), column(columns.special, 34), column(columns.recipient, 44), column(columns.code, 16, "center"), column(columns.money, 13, "right")],
    [...rows, ["", bold(blocks.total), "", "", bold(amount(totalMoney(specials)))]],
    { closing },
  );
}
