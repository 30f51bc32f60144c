import { chainFunctions } from "~/data/ledger.server";
import type { EditionRow } from "~/data/editions.server";
import type { EditionRules } from "~/data/editions-rules.server";
import { DEFAULT_APPEAL_DAYS } from "~/domain/results/appeals";
import { DEFAULT_LIMITS } from "~/domain/contest/dossier-limits";
import type { EditionRuleBook } from "~/domain/contest/completeness";
import type { Band } from "~/domain/contest/bands";
import type { PartRule, RoundRule } from "~/domain/contest/rules";
import type { EditionDates } from "~/domain/contest/timeline";
import { plainPoints } from "~/domain/kernel/decimal";

/** A date column as a calendar day. */
export const dayOf = (column: Date | null) => column?.toISOString().slice(0, 10) ?? null;

export function datesOf(edition: EditionRow, rules: Pick<EditionRules, "rounds">): EditionDates {
  const { opensAt, closesAt, graceMinutes, screeningEndsAt, judgingEndsAt, announcementAt } = edition;
  const rounds = rules.rounds.map(({ code, startsAt, endsAt }) => ({ code, startsAt, endsAt }));
  return { opensAt, closesAt, graceMinutes, screeningEndsAt, rounds, judgingEndsAt, announcementAt };
}

/** Edition and rules as the domain judges them. */
export function ruleBook(edition: EditionRow, rules: EditionRules): EditionRuleBook {
  const { hostUnitId, hostName, hostLevel, letterheadParent, letterheadBody, place, contact, rulesText } = edition;
  const { judgesPerEntry, decimals, minJudges, maxSpread, tieBreak, perField, voteRule, createdSinceYear, maxAuthors } = edition;
  return {
    hostUnitId,
    hostName,
    hostLevel,
    letterheadParent,
    letterheadBody,
    place,
    contact,
    rulesText,
    createdSinceYear,
    maxAuthors,
    birthDateFrom: dayOf(edition.birthDateFrom),
    birthDateTo: dayOf(edition.birthDateTo),
    dates: datesOf(edition, rules),
    ranking: { judgesPerEntry, decimals, minJudges, maxSpread, tieBreak, perField, voteRule },
    ...rules,
  };
}

const orNull = <T, R>(value: T | null, write: (value: T) => R) => (value === null ? null : write(value));

const PLAIN_PART = { kind: "TEXT", why: "", options: [], families: [], maxFiles: 0, maxFileBytes: 0, acceptsLink: false, forJudges: true, publishable: false } as const;

/** What differs from the defaults: rules of an edition announced before there was anything to differ keep their hash. */
function unlike(defaults: Readonly<Record<string, unknown>>, values: Readonly<Record<string, unknown>>) {
  const { canonical } = chainFunctions;
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => canonical(value) !== canonical(defaults[name])));
}

function publicPart(part: PartRule) {
  const { key, label, guidance, example, required, maxLength, kind, why, families, maxFiles, maxFileBytes, acceptsLink, forJudges, publishable } = part;
  const options = part.options.map((option) => ({ key: option.key, label: option.label }));
  return {
    key,
    label,
    guidance,
    example,
    required,
    maxLength,
    ...unlike(PLAIN_PART, { kind, why, options, families, maxFiles, maxFileBytes, acceptsLink, forJudges, publishable }),
  };
}

const PLAIN_ROUND = { kind: "PRELIMINARY", judgesPerEntry: null, admitFrom: null, admitMost: null } as const;

function roundRule({ kind, judgesPerEntry, admitFrom, admitMost }: Pick<RoundRule, keyof typeof PLAIN_ROUND>) {
  return unlike(PLAIN_ROUND, { kind, judgesPerEntry, admitFrom: orNull(admitFrom, plainPoints), admitMost });
}

const publicBand = ({ from, to, text }: Band) => ({ from: plainPoints(from), to: plainPoints(to), text });

/** Limits of the whole dossier that are part of the rules; how much disk an edition may use is none of the public's business. */
function publicLimits(edition: EditionRow) {
  const { summaryLength, commitmentText, filesDueHours, selfConsentFrom } = edition;
  const limits = unlike({ ...DEFAULT_LIMITS }, { summaryLength, commitmentText, entryMaxBytes: Number(edition.entryMaxBytes), filesDueHours, selfConsentFrom });
  return Object.keys(limits).length === 0 ? {} : { dossier: limits };
}

/** The public rules of an edition without ids and contacts: what the ledger keeps the hash of. */
export function publicRules(edition: EditionRow, rules: EditionRules) {
  const book = ruleBook(edition, rules);
  const { dates } = book;
  const { voteRule, ...ranking } = book.ranking;
  return {
    title: edition.title,
    host: book.hostName,
    dates: {
      opensAt: dates.opensAt.toISOString(),
      closesAt: dates.closesAt.toISOString(),
      graceMinutes: dates.graceMinutes,
      screeningEndsAt: dates.screeningEndsAt.toISOString(),
      rounds: dates.rounds.map(({ code, startsAt, endsAt }) => ({ code, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() })),
      judgingEndsAt: dates.judgingEndsAt.toISOString(),
      announcementAt: orNull(dates.announcementAt, (date) => date.toISOString()),
    },
    eligibility: { birthDateFrom: book.birthDateFrom, birthDateTo: book.birthDateTo, createdSinceYear: book.createdSinceYear, maxAuthors: book.maxAuthors },
    fields: book.fields.map(({ code, name }) => ({ code, name })),
    rounds: book.rounds.map(({ code, name, weight, blind, rubrics, ...rest }) => ({
      code,
      name,
      weight,
      blind,
      ...roundRule(rest),
      rubrics: rubrics.map(({ fieldCode, criteria }) => ({
        fieldCode,
        criteria: criteria.map((criterion) => ({
          code: criterion.code,
          label: criterion.label,
          guidance: criterion.guidance,
          partKey: criterion.partKey,
          max: plainPoints(criterion.max),
          step: plainPoints(criterion.step),
          min: orNull(criterion.min, plainPoints),
          ...(criterion.bands.length > 0 ? { bands: criterion.bands.map(publicBand) } : {}),
        })),
      })),
    })),
    tiers: book.tiers.map(({ code, label, quota, minScore, money }) => ({ code, label, quota, minScore: orNull(minScore, plainPoints), money })),
    parts: book.parts.map(publicPart),
    ...publicLimits(edition),
    ...unlike({ appealDays: DEFAULT_APPEAL_DAYS }, { appealDays: edition.appealDays }),
    ranking: { ...ranking, maxSpread: orNull(ranking.maxSpread, plainPoints), ...unlike({ voteRule: "CHAIR" }, { voteRule }) },
    rulesText: book.rulesText,
  };
}

/**
 * SHA-256 of the RFC 8785 form of an edition's public rules. The newest EDITION_ANNOUNCED or RULES_CHANGED event
 * of an announced edition always holds the hash of the rules in force.
 */
export function rulesHash(edition: EditionRow, rules: EditionRules): string {
  return chainFunctions.sha256Hex(chainFunctions.canonical(publicRules(edition, rules)));
}

/** SHA-256 of the rules that sheets are scored and combined by: rounds with their rubrics, and how entries are ranked. */
export function scoringRulesHash(edition: EditionRow, rules: EditionRules): string {
  const { rounds, ranking } = publicRules(edition, rules);
  return chainFunctions.sha256Hex(chainFunctions.canonical({ rounds: rounds.map((round) => ({ ...round, name: "" })), ranking }));
}
