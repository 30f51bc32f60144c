import type { EditionRow } from "~/data/editions.server";
import { specialAwardsOf } from "~/data/special-awards.server";
import { moneyInWords, MOST_MONEY } from "~/domain/documents/money-in-words";
import { paperDate } from "~/domain/documents/paper-date";
import { AWARD_DECISION } from "~/domain/documents/paper-kinds";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Paper, PaperSection } from "~/platform/render/paper";
import { type AwardLine, prizeCounts, type ResultOnPaper, totalMoney, twoDigits } from "./award-lines";
import { awardTables, type SpecialOnPaper } from "./award-table";
import { changedAwards, changesAnnex } from "./award-changes";
import { amount, annexReference, annexSection, decides, issuerOf, legalBases, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, signedArticles, upper } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperFrame, PaperSlots } from "./official-kind";
import { resultsOnPaper } from "./results-on-paper.server";

const texts = officialResults.award;
const { correction } = officialResults;
const { bases, blocks, fileName, kinds, recipients, signers, words } = officialPapers;
const SIGN = "QĐ-BTC";

/** The decision that gives the prizes, and one for each correction of it. */
const definition: OfficialDefinition = {
  key: AWARD_DECISION,
  title: kinds["award-decision"],
  formats: ["pdf", "docx"],
  sign: SIGN,
  stage: "proposed",
  issueStage: "approved",
  tellsOfEntries: true,
  slots,
  async *build(source) {
    const specials = await specialAwardsOf(source.services.db.prisma, source.edition.id);
    for (const result of await resultsOnPaper(source)) {
      const { sequence } = result.decision;
      const name = sequence === 1 ? fileName["award-decision"] : `${fileName.correction}-${sequence - 1}`;
      yield { name, paper: awardDecisionPaper(source, result, specials) };
    }
  },
};

export const awardDecisions = officialKind(definition);

function slots(edition: EditionRow): PaperSlots {
  const { kind, title, letterheadBody, letterheadParent } = edition;
  const own = [...(kind === "TECHNICAL" ? [bases.TECHNICAL] : []), bases.money, bases.committee(title), bases.rules(title), bases.minutes, bases.jury];
  return {
    legalBases: own.join("\n"),
    recipients: [recipients.as(3), recipients.superior(letterheadParent), recipients.press, recipients.keep("BTC")].join("\n"),
    onBehalf: signers.committee,
    signerTitle: signers.head,
    texts: [
      { key: "authority", label: texts.slots.authority, proposed: letterheadBody, long: false },
      { key: "funding", label: texts.slots.funding, proposed: texts.funding[kind], long: true },
      { key: "execution", label: texts.slots.execution, proposed: texts.execution, long: true },
    ],
  };
}

type PaperSource = Pick<OfficialSource, "edition" | "frame">;

/** The decision on paper; a correction lists what changes and the whole list as it is now. */
export function awardDecisionPaper({ edition, frame: given }: PaperSource, result: ResultOnPaper, specials: readonly SpecialOnPaper[]): Paper {
  const { decision, corrected } = result;
  // What was entered with the signature stands on the paper unless it is issued with a number of its own.
  const frame = given.number === null && decision.number !== null ? { ...given, number: decision.number, day: given.day ?? decision.day } : given;
  const source = { edition, frame };
  const about = corrected ? correction.about(edition.title) : texts.about(edition.title);
  const articles = corrected ? correctionArticles(source, result, specials, corrected) : awardArticles(source, result, specials);
  const body: PaperSection = {
    blocks: [
      officialHead({ ...source, sign: SIGN }),
      ...officialTitle(texts.name, about, edition.title),
      paragraph([{ text: upper(frame.text("authority")), bold: true }], { align: "center" }),
      ...legalBases([...(corrected ? [correction.base(referenceTo(edition, corrected.decision))] : []), ...frame.legalBases]),
      decides(),
      ...signedArticles(articles, frame),
    ],
  };
  return officialPaper({ title: about, at: paperMoment(frame, decision.proposedAt), sections: [body, ...annexes(source, result, specials)] });
}

function annexes(source: PaperSource, { lines, corrected }: ResultOnPaper, specials: readonly SpecialOnPaper[]): PaperSection[] {
  const { edition, frame } = source;
  const reference = annexReference(blocks.about.decision, { edition, frame, sign: SIGN });
  const list = annexSection({
    name: corrected ? correction.annex.list : blocks.annex,
    about: texts.listAbout(words[edition.kind].entries, edition.title),
    reference,
    orientation: "landscape",
    blocks: awardTables(edition.kind, lines, specials),
  });
  return corrected ? [changesAnnex(edition, reference, changedAwards(corrected.lines, lines)), list] : [list];
}

/** "Quyết định số 27/QĐ-BTC ngày … của Ban Tổ chức …" */
export function referenceTo(edition: EditionRow, decision: ResultOnPaper["decision"]): string {
  return correction.reference(decision.number ?? `${blocks.emptyNumber}/${SIGN}`, paperDate(decision.day), issuerOf(edition).body, edition.title);
}

function moneyText(lines: readonly AwardLine[], specials: readonly SpecialOnPaper[]): string {
  const total = totalMoney(lines) + totalMoney(specials);
  return total === 0 ? texts.noMoney : texts.money(amount(total), lowerFirst(total <= MOST_MONEY ? moneyInWords(total) : amount(total)));
}

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(" ");

const specialText = (specials: readonly SpecialOnPaper[]): string => (specials.length === 0 ? "" : texts.special(twoDigits(specials.length)));

function awardArticles({ edition, frame }: PaperSource, { lines, tiers }: ResultOnPaper, specials: readonly SpecialOnPaper[]): string[] {
  const { kind, title } = edition;
  const first = lines.length === 0 ? texts.firstNone[kind](title) : texts.first(prizeCounts(lines, tiers), `${twoDigits(lines.length)} ${words[kind].entries}`, title);
  return [join(first, specialText(specials), lines.length === 0 ? "" : texts.certificate), join(moneyText(lines, specials), frame.text("funding")), frame.text("execution")];
}

function correctionArticles(
  { edition, frame }: { edition: EditionRow; frame: PaperFrame },
  { lines, tiers }: ResultOnPaper,
  specials: readonly SpecialOnPaper[],
  corrected: NonNullable<ResultOnPaper["corrected"]>,
): string[] {
  const changes = changedAwards(corrected.lines, lines);
  const reference = referenceTo(edition, corrected.decision);
  const first = changes.length === 0 ? correction.firstNone(reference) : correction.first(twoDigits(changes.length), words[edition.kind].entries, reference);
  const second = lines.length === 0 ? correction.secondNone : correction.second(prizeCounts(lines, tiers));
  return [first, join(second, specialText(specials), moneyText(lines, specials)), correction.certificates, frame.text("execution")];
}
