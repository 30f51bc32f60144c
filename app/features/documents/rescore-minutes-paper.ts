import type { EditionRow } from "~/data/editions.server";
import type { PanelPerson } from "~/data/rescores-people.server";
import type { OriginalSheet, RescoreRow } from "~/data/rescores.server";
import { dayInVietnam } from "~/domain/entry/ages";
import { plainPoints, parsePoints, type Points } from "~/domain/kernel/decimal";
import { formatsFor } from "~/i18n/formats";
import { printedJury } from "~/i18n/vi/printed-jury";
import type { Block, Paper } from "~/platform/render/paper";
import { letterhead } from "./score-sheet-paper";

const texts = printedJury.minutes;
const formats = formatsFor("vi");

export interface MinutesSource {
  edition: EditionRow;
  round: { name: string };
  entry: { code: string; title: string };
  /** closed */
  rescore: RescoreRow & { closedAt: Date; state: "CHANGED" | "KEPT" };
  reason: string | null;
  minutes: string | null;
  chair: string;
  people: readonly PanelPerson[];
  /** names of those who were there, also of people no longer in the panel */
  present: readonly string[];
  /** labels of the criteria in their order */
  criteria: readonly { code: string; label: string }[];
  /** on record at the end of the meeting, by id of the sheet: decimal texts */
  after: ReadonlyMap<string, { scores: Readonly<Record<string, string>>; total: string }>;
}

/** "Biên bản họp thống nhất điểm" with the scores before and after, to be signed by secretary and chair. */
export function rescoreMinutesPaper(source: MinutesSource): Paper {
  const { edition, round, entry, rescore, minutes, reason } = source;
  const body = (text: string): Block => ({ kind: "paragraph", text });
  const line = (text: string): Block => ({ kind: "paragraph", text, align: "left", tight: true });
  const heading = (text: string): Block => ({ kind: "heading", level: "section", text });
  return {
    title: `${texts.title} – ${texts.subtitle[edition.kind](entry.code)}`,
    at: rescore.closedAt,
    fontSize: 13,
    sections: [
      {
        blocks: [
          letterhead(edition, { number: printedJury.number("BB-HĐGK"), day: dayInVietnam(rescore.closedAt) }),
          { kind: "heading", level: "title", text: texts.title },
          { kind: "heading", level: "subtitle", text: texts.subtitle[edition.kind](entry.code) },
          { kind: "paragraph", text: texts.of(round.name, edition.title), align: "center", tight: true },
          line(texts.entry(entry.title)),
          line(texts.time(formats.dateTime(rescore.openedAt), formats.dateTime(rescore.closedAt))),
          line(texts.place),
          line(texts.chair(source.chair)),
          ...attendance(source).map(line),
          heading(texts.sections.reason),
          body(reason ?? texts.erased),
          heading(texts.sections.course),
          body(minutes ?? texts.erased),
          heading(texts.sections.scores),
          scoreTable(source),
          line(spreads(source)),
          heading(texts.sections.outcome),
          body(texts.outcomes[rescore.state]),
          { kind: "paragraph", text: texts.copies, endMark: true },
          {
            kind: "signatures",
            columns: [
              { lines: printedJury.summary.secretary, note: printedJury.sheet.signNote },
              { lines: printedJury.summary.chair, note: printedJury.sheet.signNote, name: source.chair },
            ],
          },
        ],
      },
    ],
  };
}

function attendance({ people, present, rescore }: MinutesSource): string[] {
  const there = new Set(rescore.presentIds);
  const named = (list: readonly PanelPerson[]) => list.map(({ code, name }) => `${name} (${code})`).join("; ");
  const absent = people.filter(({ userId, inConflict }) => !there.has(userId) && !inConflict);
  const barred = people.filter(({ userId, inConflict }) => !there.has(userId) && inConflict);
  return [
    texts.present(present.join("; ")),
    texts.absent(absent.length === 0 ? texts.nobodyAbsent : named(absent)),
    ...(barred.length === 0 ? [] : [texts.barred(named(barred))]),
  ];
}

function scoreTable({ rescore, criteria, after, people }: MinutesSource): Block {
  const judgeOf = (code: string) => [people.find((person) => person.code === code)?.name, `(${code})`].filter(Boolean).join(" ");
  const rowsOf = (original: OriginalSheet) => {
    const now = after.get(original.sheet);
    const lines = criteria.filter(({ code }) => original.scores[code] !== undefined).map(({ code, label }) => ({ label, before: formats.score(original.scores[code] ?? 0), after: now?.scores[code] }));
    return [
      ...lines.map(({ label, before, after: then }, index) => [index === 0 ? judgeOf(original.judge) : "", label, before, then === undefined ? "–" : formats.decimal(then)]),
      ["", [{ text: texts.total, bold: true }], [{ text: formats.score(original.total), bold: true }], [{ text: now ? formats.decimal(now.total) : "–", bold: true }]],
    ];
  };
  return {
    kind: "table",
    size: 12,
    columns: [
      { title: texts.columns.judge, width: 12, align: "left" },
      { title: texts.columns.criterion, width: 20, align: "left" },
      { title: texts.columns.before, width: 6, align: "center" },
      { title: texts.columns.after, width: 6, align: "center" },
    ],
    rows: rescore.originals.flatMap(rowsOf),
  };
}

function spreads({ rescore, after }: MinutesSource): string {
  const spreadOf = (totals: readonly Points[]) => (totals.length === 0 ? "–" : formats.decimal(plainPoints(Math.max(...totals) - Math.min(...totals))));
  const later = rescore.originals.flatMap(({ sheet }) => parsePoints(after.get(sheet)?.total ?? "") ?? []);
  return texts.spread(spreadOf(rescore.originals.map(({ total }) => total)), spreadOf(later));
}
