import type { EditionRow } from "~/data/editions.server";
import type { EditionRules, StoredRound } from "~/data/editions-rules.server";
import type { SpecialAwardRow } from "~/data/special-awards.server";
import { rubricTotal } from "~/domain/contest/rules";
import { formatsFor } from "~/i18n/formats";
import { officialPapers } from "~/i18n/vi/official-papers";
import { officialRules } from "~/i18n/vi/official-papers-rules";
import type { Block } from "~/platform/render/paper";
import { amount, annexTable, bold, column, inWords, paragraph, upperFirst } from "./blocks";
import { judgingRules } from "./rules-judging";

const texts = officialRules;
const formats = formatsFor("vi");
const { words, blocks: shared } = officialPapers;

export interface RulesSource {
  edition: EditionRow;
  rules: EditionRules;
  specials: readonly SpecialAwardRow[];
  /** the words between the data, by key of the slot */
  text(key: string): string;
}

/** The rules in their twelve articles: words of the secretariat, and everything the edition holds as data. */
export function rulesArticles(source: RulesSource): Block[] {
  const { edition, text } = source;
  const { articles } = texts;
  const parts: [string, readonly Block[]][] = [
    [articles.purpose, lines(text("purpose"))],
    [articles.organisers, lines(text("organisers"))],
    [articles.committees, lines(text("committees"))],
    [articles.fields, fields(source)],
    [articles.eligibility, [...lines(text("eligibility")), ...eligibility(edition).map((line) => paragraph(line))]],
    [articles.standards, [...lines(text("standards")), ...standards(source)]],
    [articles.dossier, dossier(source)],
    [articles.time, [...times(source).map((line) => paragraph(line)), ...lines(text("receipt"))]],
    [articles.prizes, prizes(source)],
    [articles.judging, judgingRules(edition, source.rules).map((line) => paragraph(line))],
    [articles.rights, [...lines(text("rights")), paragraph(edition.appealDays > 0 ? texts.appeals(formats.integer(edition.appealDays)) : texts.noAppeals)]],
    [articles.implementation, lines(text("implementation"))],
  ];
  return parts.flatMap(([title, blocks], index) => [paragraph(bold(`${shared.article(index + 1)} ${title}`), { keepWithNext: true }), ...blocks]);
}

const lines = (text: string): Block[] => [paragraph(text)];

function fields({ edition, rules }: RulesSource): Block[] {
  const { entry } = words[edition.kind];
  return [paragraph(texts.fields(entry)), ...rules.fields.map(({ name }, index) => paragraph(`${texts.item(index + 1, name)}${index === rules.fields.length - 1 ? "." : ";"}`))];
}

function eligibility({ kind, birthDateFrom, birthDateTo, createdSinceYear, maxAuthors }: EditionRow): string[] {
  const { entry } = words[kind];
  const [from, to] = [birthDateFrom && formats.date(birthDateFrom), birthDateTo && formats.date(birthDateTo)];
  const born = from && to ? texts.bornBetween(from, to) : from ? texts.bornFrom(from) : to ? texts.bornUntil(to) : null;
  return [
    ...(born === null ? [] : [born]),
    ...(createdSinceYear === null ? [] : [texts.createdSince(createdSinceYear, upperFirst(entry))]),
    ...(maxAuthors === null ? [] : [texts.maxAuthors(maxAuthors, entry)]),
  ];
}

interface Scale {
  round: StoredRound;
  rubric: StoredRound["rubrics"][number];
}

const sameScale = (a: Scale["rubric"], b: Scale["rubric"]): boolean => scaleKey(a) === scaleKey(b);
const scaleKey = ({ criteria }: Scale["rubric"]): string => JSON.stringify(criteria.map(({ label, max, min }) => [label, max, min]));

/** One list of criteria where all rounds and fields share it, else one for each round and field. */
function standards({ edition, rules }: RulesSource): Block[] {
  const scales = rules.rounds.flatMap((round) => round.rubrics.map((rubric): Scale => ({ round, rubric })));
  const [first] = scales;
  if (!first) return [];
  const isOne = scales.every(({ rubric }) => rubric.fieldCode === null && sameScale(rubric, first.rubric));
  return (isOne ? [first] : scales).flatMap(({ round, rubric }) => {
    const total = formats.score(rubricTotal(rubric));
    const field = rules.fields.find(({ code }) => code === rubric.fieldCode)?.name ?? null;
    const heading = isOne ? texts.scale(upperFirst(words[edition.kind].entry), total) : texts.scaleOf(round.name, field, total);
    return [paragraph(heading, { keepWithNext: true }), ...listed(rubric.criteria.map(({ label, max, min }) => texts.criterion(label, formats.score(max), min === null ? null : formats.score(min))))];
  });
}

/** Items that end with a semicolon, the last one with a full stop. */
function listed(items: readonly string[]): Block[] {
  return items.map((item, index) => paragraph(index === items.length - 1 ? item.replace(/;$/, ".") : item));
}

function dossier({ edition, rules }: RulesSource): Block[] {
  const { kind, summaryLength } = edition;
  const part = ({ label, required }: { label: string; required: boolean }) => texts.part(label, required);
  const written = rules.parts.filter((one) => one.kind !== "FILE").map(part);
  const files = rules.parts.filter((one) => one.kind === "FILE").map(part);
  const items = [
    texts.form[kind],
    ...(written.length === 0 ? [] : [texts.description[kind](written.map((label) => label.replace(/[.;:]+$/u, "")).join("; "))]),
    texts.summary(formats.integer(summaryLength)),
    ...files,
    ...(kind === "YOUTH" ? [texts.thing] : []),
  ];
  return [paragraph(texts.dossier[kind]), ...items.map((item, index) => paragraph(`${texts.item(index + 1, item)}${index === items.length - 1 ? "." : ";"}`))];
}

const moment = (at: Date): string => texts.moment(formats.time(at), formats.date(at));

function times({ edition, rules }: RulesSource): string[] {
  return [
    texts.receipt(moment(edition.opensAt), moment(edition.closesAt)),
    texts.screening(moment(edition.screeningEndsAt)),
    ...rules.rounds.map(({ name, startsAt, endsAt }) => texts.round(name, formats.date(startsAt), formats.date(endsAt))),
    ...(edition.announcementAt ? [texts.announcement(formats.date(edition.announcementAt))] : []),
  ];
}

function prizes({ edition, rules, specials }: RulesSource): Block[] {
  const { prizeColumns } = texts;
  const given = rules.tiers.filter(({ quota }) => quota > 0);
  const total = given.reduce((sum, { quota, money }) => sum + quota * money, 0);
  const withLeast = given.some(({ minScore }) => minScore !== null);
  const least = (minScore: number | null) => (withLeast ? [minScore === null ? shared.none : formats.score(minScore)] : []);
  const table = annexTable(
    [
      column(prizeColumns.number, 5, "center"),
      column(prizeColumns.prize, 26),
      column(prizeColumns.quota, 10, "center"),
      ...(withLeast ? [column(prizeColumns.least, 12, "center")] : []),
      column(prizeColumns.money, 20, "right"),
      column(prizeColumns.sum, 20, "right"),
    ],
    [
      ...given.map(({ label, quota, minScore, money }, index) => [String(index + 1), label, amount(quota), ...least(minScore), amount(money), amount(quota * money)]),
      ["", bold(shared.total), bold(amount(given.reduce((sum, { quota }) => sum + quota, 0))), ...(withLeast ? [""] : []), "", bold(amount(total))],
    ],
    { size: 12 },
  );
  const special = specials.map(({ label, quota, money, ruleText }) => texts.special(label, amount(quota), money === 0 ? null : amount(money), ruleText.replace(/[\s;.]+$/u, "")));
  return [
    paragraph(edition.perField ? texts.prizes.perField : texts.prizes.all, { keepWithNext: true }),
    table,
    ...(total > 0 ? [inWords(total)] : []),
    ...(special.length === 0 ? [] : [paragraph(texts.specials, { keepWithNext: true }), ...listed(special)]),
    paragraph(texts.empty),
  ];
}
