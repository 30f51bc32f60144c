import type { EditionRow } from "~/data/editions.server";
import type { EditionRules } from "~/data/editions-rules.server";
import { writeBands } from "~/domain/contest/bands";
import type { Section } from "~/domain/contest/completeness";
import { GIGABYTE, MEGABYTE } from "~/domain/contest/dossier-limits";
import { plainPoints } from "~/domain/kernel/decimal";

/** Values of a form as text, lists and lines; moments and days in the forms the fields read. */
export type FormValue = string | string[] | FormRow[];
export type FormRow = Readonly<Record<string, string | readonly string[] | readonly Readonly<Record<string, string>>[]>>;
export type FormValues = Readonly<Record<string, FormValue>>;

const text = (value: string | number | null) => (value === null ? "" : String(value));
const moment = (value: Date | null) => value?.toISOString() ?? "";
const day = (value: Date | null) => value?.toISOString().slice(0, 10) ?? "";
const tick = (value: boolean) => (value ? "on" : "");
const score = (value: number | null) => (value === null ? "" : plainPoints(value));
/** 4000 of 10,000 is 40 percent. */
const percent = (weight: number) => plainPoints(weight * 100);

function lines<T extends { id: string }>(items: readonly T[], columns: (item: T) => FormRow): FormRow[] {
  return items.map((item, index) => ({ id: item.id, position: String(index + 1), ...columns(item) }));
}

/** The criteria of a rubric as its form shows them. */
export function rubricValues(rubric: EditionRules["rounds"][number]["rubrics"][number]): FormValues {
  return {
    rows: lines(rubric.criteria, ({ code, label, guidance, max, step, min, partKey, bands }) => ({
      code,
      label,
      guidance,
      max: score(max),
      step: score(step),
      min: score(min),
      partKey: text(partKey),
      bands: writeBands(bands),
    })),
  };
}

const amount = (value: number) => (value === 0 ? "" : text(value));

function partColumns(part: EditionRules["parts"][number]): FormRow {
  const { kind, label, guidance, why, example, required, maxLength, options, families, maxFiles, maxFileBytes, acceptsLink, forJudges, publishable } = part;
  return {
    kind,
    label,
    guidance,
    why,
    example,
    families,
    options: options.map((option) => ({ key: option.key, label: option.label })),
    required: tick(required),
    maxLength: text(maxLength),
    maxFiles: amount(maxFiles),
    maxFileMegabytes: amount(Math.round(maxFileBytes / MEGABYTE)),
    acceptsLink: tick(acceptsLink),
    forJudges: tick(forJudges),
    publishable: tick(publishable),
  };
}

/** What is stored, as the form of each section shows it. */
export const sectionValues: Readonly<Record<Section, (edition: EditionRow, rules: EditionRules) => FormValues>> = {
  general: (edition) => ({
    number: text(edition.number),
    period: edition.period,
    title: edition.title,
    hostUnitId: text(edition.hostUnitId),
    hostName: edition.hostName,
    hostLevel: edition.hostLevel,
    letterheadParent: edition.letterheadParent,
    letterheadBody: edition.letterheadBody,
    place: edition.place,
    contact: edition.contact,
    slug: edition.slug,
    codePrefix: edition.codePrefix,
  }),
  timeline: (edition, { rounds }) => ({
    opensAt: moment(edition.opensAt),
    closesAt: moment(edition.closesAt),
    graceMinutes: text(edition.graceMinutes),
    screeningEndsAt: moment(edition.screeningEndsAt),
    rounds: rounds.map(({ code, startsAt, endsAt }) => ({ code, startsAt: moment(startsAt), endsAt: moment(endsAt) })),
    judgingEndsAt: moment(edition.judgingEndsAt),
    announcementAt: moment(edition.announcementAt),
  }),
  eligibility: (edition) => ({
    birthDateFrom: day(edition.birthDateFrom),
    birthDateTo: day(edition.birthDateTo),
    createdSinceYear: text(edition.createdSinceYear),
    maxAuthors: text(edition.maxAuthors),
  }),
  fields: (_, { fields }) => ({ rows: lines(fields, ({ code, name }) => ({ code, name })) }),
  rounds: (_, { rounds }) => ({ rows: lines(rounds, ({ code, name, kind, weight, judgesPerEntry, admitFrom, admitMost, blind }) => ({
      code,
      name,
      kind,
      weight: percent(weight),
      judgesPerEntry: text(judgesPerEntry),
      admitFrom: score(admitFrom),
      admitMost: text(admitMost),
      blind: tick(blind),
    })),
   }),
  ranking: (edition) => ({
    judgesPerEntry: text(edition.judgesPerEntry),
    minJudges: text(edition.minJudges),
    decimals: text(edition.decimals),
    maxSpread: score(edition.maxSpread),
    appealDays: text(edition.appealDays),
    tieBreak: edition.tieBreak,
    perField: tick(edition.perField),
    voteRule: edition.voteRule,
  }),
  tiers: (_, { tiers }) => ({
    rows: lines(tiers, ({ code, label, quota, minScore, money }) => ({ code, label, quota: text(quota), minScore: score(minScore), money: text(money) })),
  }),
  parts: (_, { parts }) => ({ rows: lines(parts, partColumns) }),
  dossier: (edition) => ({
    summaryLength: text(edition.summaryLength),
    commitmentText: edition.commitmentText,
    entryMaxMegabytes: text(Math.round(Number(edition.entryMaxBytes) / MEGABYTE)),
    totalMaxGigabytes: edition.totalMaxBytes === null ? "" : text(Math.round(Number(edition.totalMaxBytes) / GIGABYTE)),
    filesDueHours: text(edition.filesDueHours),
    selfConsentFrom: text(edition.selfConsentFrom),
  }),
  texts: ({ introduction, rulesText }) => ({ introduction, rulesText }),
};
