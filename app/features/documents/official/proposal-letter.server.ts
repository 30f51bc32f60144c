import type { EditionRow } from "~/data/editions.server";
import { meetingProgress, type MeetingProgress } from "~/data/ranking-meetings.server";
import { specialAwardsOf } from "~/data/special-awards.server";
import { moneyInWords, MOST_MONEY } from "~/domain/documents/money-in-words";
import { formatsFor } from "~/i18n/formats";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Paper } from "~/platform/render/paper";
import { prizeCounts, type ResultOnPaper, totalMoney, twoDigits } from "./award-lines";
import { awardTables, type SpecialOnPaper } from "./award-table";
import { amount, annexReference, annexSection, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, paragraphs, signedClosing } from "./blocks";
import { officialKind } from "./define-kind.server";
import type { OfficialDefinition, OfficialSource, PaperSlots } from "./official-kind";
import { resultsOnPaper } from "./results-on-paper.server";

const texts = officialResults.letter;
const { blocks, fileName, kinds, recipients, signers, words } = officialPapers;
const formats = formatsFor("vi");
const SIGN = "TTr-BTC";

/** The letter that asks the authority above to recognise the result; one for each correction too, with what it changes in its list. */
const definition: OfficialDefinition = {
  key: "proposal-letter",
  title: kinds["proposal-letter"],
  formats: ["pdf", "docx"],
  sign: SIGN,
  stage: "proposed",
  tellsOfEntries: true,
  slots,
  async *build(source) {
    const reader = source.services.db.prisma;
    const results = await resultsOnPaper(source);
    if (results.length === 0) return;
    const [specials, progress] = await Promise.all([specialAwardsOf(reader, source.edition.id), meetingProgress(reader, source.edition.id)]);
    for (const result of results) {
      const { sequence } = result.decision;
      const name = sequence === 1 ? fileName["proposal-letter"] : `${fileName["proposal-letter"]}-${sequence}`;
      yield { name, paper: letterPaper(source, { result, specials, progress }) };
    }
  },
};

export const proposalLetters = officialKind(definition);

function slots({ kind, title, hostName }: EditionRow): PaperSlots {
  return {
    legalBases: "",
    recipients: [texts.same, recipients.keep("BTC")].join("\n"),
    onBehalf: signers.committee,
    signerTitle: signers.head,
    texts: [
      { key: "addressee", label: texts.slots.addressee, proposed: hostName, long: false },
      { key: "opening", label: texts.slots.opening, proposed: texts.opening(title, words[kind].contest), long: true },
      { key: "request", label: texts.slots.request, proposed: texts.request(hostName), long: true },
    ],
  };
}

interface LetterFacts {
  result: ResultOnPaper;
  specials: readonly SpecialOnPaper[];
  progress: MeetingProgress;
}

function letterPaper({ edition, frame }: Pick<OfficialSource, "edition" | "frame">, facts: LetterFacts): Paper {
  const { result, specials } = facts;
  const source = { edition, frame, sign: SIGN };
  const about = texts.about(edition.title);
  const body = {
    blocks: [
      officialHead(source),
      ...officialTitle(texts.name, about, edition.title),
      paragraph(texts.to(frame.text("addressee")), { align: "center" }),
      ...paragraphs(frame.text("opening")),
      ...findings(edition, facts).map((text) => paragraph(text)),
      ...signedClosing(frame.text("request"), frame),
    ],
  };
  const list = annexSection({
    name: blocks.annex,
    about: officialResults.award.listAbout(words[edition.kind].entries, edition.title),
    reference: annexReference(blocks.about.letter, source),
    orientation: "landscape",
    blocks: awardTables(edition.kind, result.lines, specials),
  });
  return officialPaper({ title: `${texts.name} ${lowerFirst(about)}`, at: paperMoment(frame, result.decision.proposedAt), sections: [body, list] });
}

function findings({ kind }: EditionRow, { result, specials, progress }: LetterFacts): string[] {
  const { entries } = words[kind];
  const { lines, tiers } = result;
  const total = totalMoney(lines) + totalMoney(specials);
  const count = formats.integer;
  const inWords = lowerFirst(total <= MOST_MONEY ? moneyInWords(total) : amount(total));
  return [
    texts.receipt(count(progress.submitted), count(progress.qualified), entries),
    progress.lockedSheets === 0 ? texts.noJudging : texts.judging(count(progress.judged), count(progress.judges), count(progress.lockedSheets), entries),
    lines.length === 0 ? texts.resultNone(officialResults.nobody[kind]) : texts.result(prizeCounts(lines, tiers), amount(total), inWords),
    ...(specials.length === 0 ? [] : [texts.special(twoDigits(specials.length))]),
  ];
}
