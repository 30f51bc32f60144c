import type { EditionRow } from "~/data/editions.server";
import type { PrintedSheet } from "~/data/jury-papers.server";
import type { PanelAtWork } from "~/data/panel-minutes.server";
import type { PanelRow } from "~/data/panels.server";
import { formatsFor } from "~/i18n/formats";
import { officialMinutes } from "~/i18n/vi/official-papers-minutes";
import { officialPapers } from "~/i18n/vi/official-papers";
import type { Block, Paper } from "~/platform/render/paper";
import { annexTable, bold, column, officialHead, officialPaper, officialTitle, paperMoment, paragraph, paragraphs, plainLine, section, signRow } from "./blocks";
import type { PaperFrame } from "./official-kind";

const { columns, copies, name, panel: texts, secretary } = officialMinutes;
const formats = formatsFor("vi");
const SIGN = "BB-HĐGK";

/** What the rules of ranking say of an entry in this round; texts are plain decimals. */
export interface PanelPlace {
  rank: number | null;
  mean: string | null;
  spread: string | null;
  /** judges differ by more than the rules allow: what settled it, as far as anything did */
  apart: "rescore" | "vote" | "nothing" | null;
}

/** The work of a panel as far as the paper may tell of it. */
export interface SeenWork extends PanelAtWork {
  /** by judge: running assignments and locked sheets of them */
  work: { judge: string; assigned: number; locked: number }[];
  firstLockAt: Date | null;
  lastLockAt: Date | null;
}

interface PanelSource {
  edition: EditionRow;
  frame: PaperFrame;
  round: { name: string };
  panel: PanelRow;
  sheets: readonly PrintedSheet[];
  work: SeenWork;
  /** by code of the entry */
  places: ReadonlyMap<string, PanelPlace>;
}

/** The minutes of one panel in one round. */
export function panelPaper(source: PanelSource): Paper {
  const { edition, frame, round, panel, work } = source;
  const about = texts.about(panel.name, round.name, edition.title);
  const chair = panel.members.find(({ isChair }) => isChair)?.name ?? "";
  const signer = { lines: [frame.signerTitle], name: frame.signerName || chair };
  return officialPaper({
    title: `${name} – ${about.replace("\n", " – ")}`,
    at: paperMoment(frame, work.lastLockAt ?? edition.judgingEndsAt),
    sections: [
      {
        blocks: [
          officialHead({ edition, frame, sign: SIGN }),
          ...officialTitle(name, about),
          section(texts.sections.people),
          ...people(source),
          section(texts.sections.course),
          ...paragraphs(frame.text("course")),
          ...rescores(source),
          section(texts.sections.result),
          results(source),
          plainLine([{ text: texts.rankNote, italic: true }]),
          section(texts.sections.conclusion),
          ...paragraphs(frame.text("conclusion")),
          { kind: "group", blocks: [paragraph(copies), signRow([{ lines: secretary }, signer])] },
        ],
      },
    ],
  });
}

function people({ edition, panel, work }: PanelSource): Block[] {
  const { roles } = texts;
  const at = (moment: Date) => formats.dateTime(moment);
  const workOf = (code: string) => work.work.find(({ judge }) => judge === code);
  const absent = panel.members.filter(({ code }) => !workOf(code) && work.interests.every(({ judge }) => judge !== code)).map((member) => member.name);
  const there = panel.members.filter(({ code, isChair }) => workOf(code) || isChair);
  const table = annexTable(
    [column(columns.number, 5, "center"), column(columns.name, 30), column(columns.judgeCode, 12, "center"), column(columns.role, 22), column(columns.sheets, 16, "center")],
    there.map(({ code, name: own, isChair }, index) => {
      const { assigned = 0, locked = 0 } = workOf(code) ?? {};
      return [String(index + 1), own, code, isChair ? roles.chair : roles.member, assigned === 0 ? texts.none : `${locked}/${assigned}`];
    }),
    { size: 12 },
  );
  return [
    ...(work.firstLockAt && work.lastLockAt ? [plainLine(texts.time(at(work.firstLockAt), at(work.lastLockAt)))] : []),
    plainLine(texts.place(edition.place || "……………………………")),
    ...(panel.fields.length === 0 ? [] : [plainLine(texts.fields(formats.list(panel.fields.map((field) => field.name))))]),
    table,
    plainLine(absent.filter((one) => there.every((member) => member.name !== one)).length === 0 ? texts.absentNone : texts.absent(absent.join(", "))),
    plainLine(interests(work)),
  ];
}

/** By codes alone: why somebody has an interest stands nowhere. */
function interests({ interests: all }: PanelAtWork): string {
  const judges = [...new Set(all.map(({ judge }) => judge))];
  if (judges.length === 0) return texts.interestNone;
  return texts.interest(judges.map((judge) => texts.interestOf(judge, all.filter((one) => one.judge === judge).map(({ code }) => code).join(", "))).join("; "));
}

function rescores({ edition, work: { rescores: all }, places }: PanelSource): Block[] {
  const apart = [...places].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([code, { spread, apart: settled }]) => (settled === null || spread === null ? [] : [texts.apartOf(code, formats.decimal(spread), texts.apartSettled[settled])]));
  const spreads = apart.length === 0 ? [] : [paragraph(texts.apart(formats.score(edition.maxSpread ?? 0))), ...apart.map((text, index) => paragraph(index === apart.length - 1 ? text.replace(/;$/, ".") : text))];
  return [...spreads, ...meetings(all, apart.length > 0)];
}

function meetings(all: PanelAtWork["rescores"], isAnyApart: boolean): Block[] {
  if (all.length === 0) return [paragraph(isAnyApart ? texts.rescoresNotHeld : texts.rescoresNone)];
  return [paragraph(texts.rescores), ...all.map(({ code, state }, index) => paragraph(index === all.length - 1 ? texts.rescore(code, texts.outcomes[state]).replace(/;$/, ".") : texts.rescore(code, texts.outcomes[state])))];
}

function results({ edition, sheets, places }: PanelSource): Block {
  const entries = [...new Map(sheets.map((sheet) => [sheet.entryId, sheet])).values()];
  const placeOf = (code: string): PanelPlace => places.get(code) ?? { rank: null, mean: null, spread: null, apart: null };
  const ordered = entries.toSorted((a, b) => (placeOf(a.code).rank ?? Infinity) - (placeOf(b.code).rank ?? Infinity) || (a.code < b.code ? -1 : 1));
  const decimal = (text: string | null) => (text === null ? texts.none : formats.decimal(text));
  return annexTable(
    [
      column(columns.number, 4, "center"),
      column(columns.code, 21, "center"),
      column(officialPapers.words[edition.kind].entryTitle, 25),
      column(columns.scores, 22),
      column(columns.mean, 9, "center"),
      column(columns.spread, 10, "center"),
      column(columns.rank, 7, "center"),
    ],
    ordered.map((entry, index) => {
      const { rank, mean, spread } = placeOf(entry.code);
      const totals = sheets.flatMap(({ entryId, judgeCode, sealed }) => (entryId === entry.entryId && sealed ? [`${judgeCode}: ${formats.decimal(sealed.total)}`] : []));
      return [String(index + 1), entry.code, entry.title, totals.join("; ") || texts.none, mean === null ? [{ text: texts.incomplete, italic: true }] : bold(decimal(mean)), decimal(spread), rank === null ? texts.none : String(rank)];
    }),
  );
}
