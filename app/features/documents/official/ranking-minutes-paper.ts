import type { EditionRow } from "~/data/editions.server";
import type { MeetingMinutes, MinutesVote } from "~/data/ranking-meetings.server";
import { moneyInWords, MOST_MONEY } from "~/domain/documents/money-in-words";
import { abstained } from "~/domain/results/votes";
import { formatsFor } from "~/i18n/formats";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialMinutes } from "~/i18n/vi/official-papers-minutes";
import { officialResults } from "~/i18n/vi/official-papers-results";
import type { Block, Paper, PaperSection } from "~/platform/render/paper";
import { prizeCounts, type ResultOnPaper, totalMoney, twoDigits } from "./award-lines";
import { awardTables } from "./award-table";
import { amount, annexReference, annexSection, annexTable, bold, column, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, paragraphs, plainLine, section, signRow } from "./blocks";
import type { PaperFrame } from "./official-kind";

const { columns, copies, meeting: texts, name, secretary } = officialMinutes;
const { blocks, words } = officialPapers;
const formats = formatsFor("vi");
const SIGN = "BB-BTC";

interface MinutesSource {
  edition: EditionRow;
  frame: PaperFrame;
  minutes: MeetingMinutes & { closedAt: Date };
  /** what was proposed after it; null where nothing is yet */
  result: ResultOnPaper | null;
}

/** The minutes of a closed ranking meeting, with the prizes as an annex once they are proposed. */
export function meetingPaper(source: MinutesSource): Paper {
  const { edition, frame, minutes, result } = source;
  const about = texts.about(edition.title);
  const { sections } = texts;
  const body: PaperSection = {
    blocks: [
      officialHead({ edition, frame, sign: SIGN }),
      ...officialTitle(name, about, edition.title),
      section(sections.people),
      ...people(minutes),
      section(sections.progress),
      paragraph(progress(edition, minutes)),
      section(sections.votes),
      ...votes(minutes),
      section(sections.choices),
      ...choices(minutes),
      section(sections.result),
      paragraph(resultText(result)),
      section(sections.notes),
      ...paragraphs(minutes.notes || texts.notesNone),
      ...(minutes.head ? [section(sections.record), paragraph(texts.head(String(minutes.head.seq), minutes.head.hash), { align: "left" })] : []),
      { kind: "group", blocks: [paragraph(copies), signRow([{ lines: secretary, name: minutes.secretary ?? "" }, { lines: [frame.signerTitle], name: frame.signerName || (minutes.chair ?? "") }])] },
    ],
  };
  const list = (one: ResultOnPaper) =>
    annexSection({
      name: blocks.annex,
      about: officialResults.award.listAbout(words[edition.kind].entries, edition.title),
      reference: annexReference(blocks.about.minutes, { edition, frame, sign: SIGN }),
      orientation: "landscape",
      blocks: awardTables(edition.kind, one.lines, []),
    });
  return officialPaper({ title: `${name} – ${about}`, at: paperMoment(frame, minutes.closedAt), sections: [body, ...(result && result.lines.length > 0 ? [list(result)] : [])] });
}

function people({ title, heldAt, closedAt, place, chair, secretary: keeper, present, absent, guests }: MinutesSource["minutes"]): Block[] {
  const named = (list: MeetingMinutes["present"]) => list.map(({ name: own, post, roles }) => plainLine(texts.person(own, post || roles.map((role) => texts.roles[role]).join(", "))));
  return [
    plainLine(texts.named(title)),
    plainLine(texts.time(formats.dateTime(heldAt), formats.dateTime(closedAt))),
    ...(place === "" ? [] : [plainLine(texts.place(place))]),
    ...(chair === null ? [] : [plainLine(texts.chair(chair))]),
    ...(keeper === null ? [] : [plainLine(texts.secretary(keeper))]),
    plainLine(texts.present(twoDigits(present.length))),
    ...named(present),
    ...(guests.length === 0 ? [] : [plainLine(texts.guests(twoDigits(guests.length))), ...guests.map((guest) => plainLine(texts.person(guest, "")))]),
    ...(absent.length === 0 ? [plainLine(texts.absentNone)] : [plainLine(texts.absent(twoDigits(absent.length))), ...named(absent)]),
  ];
}

function progress({ kind }: EditionRow, { progress: facts }: MeetingMinutes): string {
  const { submitted, qualified, judged, judges, lockedSheets, sheets } = facts;
  const count = formats.integer;
  return texts.progress({ submitted: count(submitted), qualified: count(qualified), judged: count(judged), judges: count(judges), locked: count(lockedSheets), sheets: count(sheets), entries: words[kind].entries });
}

function votes({ votes: all }: MeetingMinutes): Block[] {
  if (all.length === 0) return [paragraph(texts.votesNone)];
  const rules = [...new Set(all.map(({ rule }) => texts.rules[rule]))];
  const table = annexTable(
    [
      column(columns.number, 4, "center"),
      column(columns.question, 34),
      column(columns.present, 8, "center"),
      column(columns.inFavour, 9, "center"),
      column(columns.against, 10, "center"),
      column(columns.abstained, 9, "center"),
      column(columns.outcome, 13, "center"),
    ],
    all.map((vote, index) => [
      String(index + 1),
      question(vote),
      String(vote.present),
      String(vote.inFavour),
      String(vote.against),
      String(abstained(vote)),
      vote.revoked ? [{ text: texts.revoked, italic: true }] : bold(vote.carried ? texts.carried : texts.lost),
    ]),
  );
  return [table, ...rules.map((rule) => plainLine([{ text: rule, italic: true }]))];
}

function question({ subject, questionText, tierLabel, fieldName, specialAwardLabel, titles, quota }: MinutesVote): string {
  const about = [tierLabel, specialAwardLabel, fieldName].filter((part) => part !== null).join(", ");
  return [
    about === "" ? texts.subject[subject] : `${texts.subject[subject]} (${about})`,
    questionText ?? texts.erased,
    ...(quota === null || tierLabel === null ? [] : [texts.quota(tierLabel, twoDigits(quota))]),
    ...(titles.length === 0 ? [] : [texts.entries(titles.map(({ code, title }) => `${code} – ${title}`).join("; "))]),
  ].join("\n");
}

function choices({ choices: ties, quotaChoices }: MeetingMinutes): Block[] {
  const trimmed = (reason: string | null) => (reason === null ? null : reason.replace(/[\s.;]+$/u, ""));
  const lines = [
    ...ties.map(({ tierLabel, fieldName, entries, reason }) => texts.choice(tierLabel, fieldName, entries.join(", "), trimmed(reason))),
    ...quotaChoices.map(({ tierLabel, quota, full, reason }) => texts.quotaChoice(tierLabel, twoDigits(quota), twoDigits(full), trimmed(reason))),
  ];
  if (lines.length === 0) return [paragraph(texts.choicesNone)];
  return lines.map((line, index) => paragraph(index === lines.length - 1 ? line.replace(/;$/, ".") : line));
}

function resultText(result: ResultOnPaper | null): string {
  if (!result) return texts.resultLater;
  if (result.lines.length === 0) return texts.resultNone;
  const total = totalMoney(result.lines);
  return texts.result(prizeCounts(result.lines, result.tiers), amount(total), lowerFirst(total <= MOST_MONEY ? moneyInWords(total) : amount(total)));
}
