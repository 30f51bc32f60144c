import type { ClosingFacts } from "~/data/closing-report.server";
import type { EditionRow, ExtensionRow } from "~/data/editions.server";
import type { ProtectedTable } from "~/domain/statistics/protected-table";
import type { Statistics } from "~/features/statistics/statistics.server";
import { restOfUnits, rowLabels } from "~/features/statistics/statistics-tables";
import { formatsFor } from "~/i18n/formats";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialResults } from "~/i18n/vi/official-papers-results";
import { officialReport } from "~/i18n/vi/official-papers-report";
import { statistics as statisticsTexts } from "~/i18n/vi/statistics";
import { units } from "~/i18n/vi/units";
import type { Block, Paper, Words } from "~/platform/render/paper";
import { type ResultOnPaper, totalMoney, twoDigits } from "./award-lines";
import { amount, annexTable, bold, column, inWords, lowerFirst, officialHead, officialPaper, officialTitle, paperMoment, paragraph, paragraphs, section, signedClosing } from "./blocks";
import type { PaperFrame } from "./official-kind";

const texts = officialReport;
const { columns, parts } = texts;
const { blocks, words } = officialPapers;
const formats = formatsFor("vi");

interface ReportSource {
  edition: EditionRow;
  frame: PaperFrame;
  statistics: Statistics;
  /** published decisions, the result first */
  results: readonly ResultOnPaper[];
  facts: ClosingFacts;
  /** newest first */
  extensions: readonly ExtensionRow[];
  specials: readonly { money: number }[];
}

/** The closing report: what was done, figures, limits and plans. */
export function reportPaper(source: ReportSource): Paper {
  const { edition, frame, results } = source;
  const about = texts.about(edition.title);
  const { sections } = texts;
  return officialPaper({
    title: `${texts.name} ${about}`,
    at: paperMoment(frame, results.at(-1)?.decision.publishedAt ?? edition.updatedAt),
    sections: [
      {
        blocks: [
          officialHead({ edition, frame, sign: "BC-BTC" }),
          ...officialTitle(texts.name, about, edition.title),
          paragraph(texts.to(frame.text("addressee")), { align: "center" }),
          ...paragraphs(frame.text("opening")),
          section(sections.organisation),
          ...paragraphs(frame.text("organisation")),
          section(sections.results),
          ...figures(source),
          section(sections.limits),
          ...paragraphs(frame.text("limits")),
          section(sections.plan),
          ...paragraphs(frame.text("plan")),
          section(sections.requests),
          ...signedClosing(frame.text("requests"), frame),
        ],
      },
    ],
  });
}

const sub = (text: string): Block => ({ kind: "heading", level: "sub", text });

function figures(source: ReportSource): Block[] {
  const { edition, statistics } = source;
  const { submitted, qualified, awarded } = statistics.figures;
  const { entries } = words[edition.kind];
  const count = (value: number | null) => (value === null ? texts.hidden : formats.integer(value));
  const isHidden = [statistics.byField, statistics.byUnitKind, ...statistics.units.map(({ table }) => table), statistics.bySex, statistics.byAge].some(hidesSomething);
  return [
    paragraph(submitted === null ? texts.figuresShort(count(qualified), count(awarded), entries) : texts.figures(count(submitted), count(qualified), count(awarded), entries)),
    sub(parts.timeline),
    timeline(source),
    sub(parts.byField),
    counted(statistics.byField, columns.field, (name) => name),
    sub(parts.byUnit),
    ...(statistics.units.length > 0 && namesNobody(statistics.byUnitKind) ? [] : [counted(statistics.byUnitKind, columns.unitKind, unitKindName)]),
    ...statistics.units.map((one) => counted(one.table, columns.unit, (name) => name, restOfUnits(one, statistics.unmatched, statisticsTexts))),
    ...(statistics.unmatched === null ? [] : [paragraph([{ text: statisticsTexts.unmatched(statistics.unmatched.entries), italic: true }], { size: 12 })]),
    sub(parts.people[edition.kind]),
    counted(statistics.bySex, columns.sex, sexName),
    counted(statistics.byAge, columns.age, ageName),
    ...(isHidden ? [paragraph([{ text: texts.hiddenNote, italic: true }], { size: 12 })] : []),
    sub(parts.judging),
    judging(source.facts),
    sub(parts.prizes),
    ...prizes(source),
    sub(parts.after),
    paragraph(after(source)),
  ];
}

/** No group stands by its own name. */
const namesNobody = ({ rows }: ProtectedTable): boolean => rows.every(({ row }) => row === null);

const hidesSomething = ({ hidden, rows }: ProtectedTable): boolean => hidden || rows.some(({ row }) => row === null);

const named = (names: Readonly<Record<string, string>>, fallback: string) => (key: string): string => names[key] ?? fallback;
const unitKindName = named(units.kind, statisticsTexts.noUnit);
const sexName = named(statisticsTexts.sexes, statisticsTexts.sexes.none);
const ageName = named(statisticsTexts.ages, statisticsTexts.ages.unknown);
const outcomeName = named(texts.outcomes, "");

/** A table of counts as the public statistics show it: what is hidden there is hidden here. */
function counted(table: ProtectedTable, title: string, nameOf: (key: string) => string, rest: readonly string[] = []): Block {
  if (namesNobody(table)) return paragraph([{ text: texts.tooFew(lowerFirst(title)), italic: true }]);
  const cell = (value: number | null): Words => (value === null ? texts.hidden : formats.integer(value));
  const labels = rowLabels(table, { label: nameOf, rest, together: texts.together });
  return annexTable(
    [column(title, 34), ...table.columns.map((outcome) => column(outcomeName(outcome), 16, "center")), column(columns.total, 12, "center")],
    [
      ...table.rows.map(({ cells, total }, index) => [labels[index] ?? "", ...cells.map(cell), cell(total)]),
      [bold(blocks.total), ...table.totals.map((value) => bold(formats.integer(value))), bold(formats.integer(table.total))],
    ],
    { size: 12 },
  );
}

function timeline({ edition, extensions, results }: ReportSource): Block {
  const { steps } = texts;
  const decisions = results.flatMap(({ decision }): [string, string][] => (decision.number === null || decision.day === null ? [] : [[steps.decision, `${decision.number}, ${formats.date(decision.day)}`]]));
  const rows: [string, string][] = [
    ...(edition.announcedAt ? [[steps.announced, formats.date(edition.announcedAt)] satisfies [string, string]] : []),
    [steps.receipt, formats.range(edition.opensAt, extensions.at(-1)?.fromAt ?? edition.closesAt)],
    ...extensions.toReversed().map(({ toAt }): [string, string] => [steps.extended, formats.dateTime(toAt)]),
    [steps.screening, formats.date(edition.screeningEndsAt)],
    ...decisions,
    ...(edition.publishedAt ? [[steps.published, formats.dateTime(edition.publishedAt)] satisfies [string, string]] : []),
  ];
  return annexTable([column(columns.step, 40), column(columns.time, 40)], rows, { size: 12 });
}

function judging({ rounds }: ClosingFacts): Block {
  const count = formats.integer;
  return annexTable(
    [column(columns.round, 34), column(columns.judges, 14, "center"), column(columns.judged, 14, "center"), column(columns.sheets, 16, "center")],
    rounds.map(({ name, judges, entries, sheets }) => [name, count(judges), count(entries), count(sheets)]),
    { size: 12 },
  );
}

function prizes({ edition, results, specials }: ReportSource): Block[] {
  const result = results.at(-1);
  const given = result?.tiers.map(({ code, label }) => ({ label, lines: result.lines.filter(({ tier }) => tier === code) })).filter(({ lines }) => lines.length > 0) ?? [];
  const total = totalMoney(result?.lines ?? []);
  const table = annexTable(
    [column(columns.number, 6, "center"), column(columns.prize, 34), column(columns.count, 14, "center"), column(columns.money, 24, "right")],
    [...given.map(({ label, lines }, index) => [String(index + 1), label, twoDigits(lines.length), amount(totalMoney(lines))]), ["", bold(blocks.total), bold(twoDigits(result?.lines.length ?? 0)), bold(amount(total))]],
    { size: 12, ...(total > 0 ? { closing: [inWords(total)] } : {}) },
  );
  return [
    given.length === 0 ? paragraph(nobody(edition)) : table,
    ...(specials.length === 0 ? [] : [paragraph(texts.special(twoDigits(specials.length), amount(totalMoney(specials))))]),
  ];
}

const nobody = ({ kind }: EditionRow): string => officialResults.nobody[kind];

function after({ facts, results }: ReportSource): string {
  const appeals = facts.appeals === 0 ? texts.noAppeals : texts.appeals(twoDigits(facts.appeals), twoDigits(facts.upheld));
  return results.length > 1 ? `${appeals} ${texts.corrections(twoDigits(results.length - 1))}` : appeals;
}
