import { openCorrectionOf } from "~/data/corrections.server";
import { tiersOf } from "~/data/results.server";
import { carriedVote, givenRows, type GivenRow, unitNames } from "~/data/special-awards-counted.server";
import { specialAwardById, specialAwardsStated, type SpecialAwardRow } from "~/data/special-awards.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import { standingOf, type Standing, type StandingRow } from "~/domain/special-awards/standing";
import { keptRanking } from "~/features/results/kept-ranking.server";
import type { Services } from "~/features/services";
import { isAfterDecision } from "./later.server";
import { sceneFor, type Scene } from "./scene.server";

/** Rows of a standing that a page shows; what lies behind the line is of little use further down. */
const SHOWN_ROWS = 50;

export interface AwardQuery {
  actor: Actor;
  edition: { id: string; perField: boolean; version: number };
  phase: Phase;
}

/** Somebody who has the award, or had it. */
export interface GivenView extends Pick<GivenRow, "id" | "madeAt" | "madeBy" | "reason" | "hasVote" | "revokedAt" | "revokedReason"> {
  name: string;
  entryCode: string | null;
}

export interface StandingView extends Omit<StandingRow, "parts" | "entries"> {
  name: string;
  unitId: string | null;
  entries: readonly string[];
  /** how the points came about, tiers by their labels */
  parts: { label: string; of: string; count: number; each: number }[];
  isGiven: boolean;
  /** id of what would be given: sent twice, it is given once */
  newId: string;
}

interface Known {
  scene: Scene;
  /** names of units by id */
  units: ReadonlyMap<string, string>;
  given: readonly GivenRow[];
  isPublished: boolean;
}

async function known({ db }: Pick<Services, "db">, { actor, edition, phase }: AwardQuery, awards: readonly SpecialAwardRow[]): Promise<Known> {
  const reader = db.prisma;
  const current = await keptRanking(reader, edition);
  const scene: Scene = current.ok ? await sceneFor(reader, actor, edition.id, current.value) : { entries: [], rows: new Map() };
  const given = await givenRows(reader, awards.map(({ id }) => id));
  const ids = [...scene.entries.flatMap(({ unit }) => unit ?? []), ...given.flatMap(({ unitId }) => unitId ?? [])];
  return { scene, units: await unitNames(reader, [...new Set(ids)]), given, isPublished: phase === "PUBLISHED" || phase === "FINAL" };
}

const authorName = ({ rows }: Scene, code: string | null, key: string | null): string => (code === null ? "" : (rows.get(code)?.authors.find((author) => author.key === key)?.name ?? ""));

/** Before publication, who has an award for an entry out of the viewer's sight is not there. */
function givenOf(award: SpecialAwardRow, { scene, units, given }: Known): (GivenView & Pick<GivenRow, "unitId" | "authorKey">)[] {
  const codes = new Map([...scene.rows.values()].map(({ id, code }) => [id, code]));
  return given.flatMap((row) => {
    const { specialAwardId, unitId, entryId, authorKey, recipientName, ...rest } = row;
    if (specialAwardId !== award.id || (entryId !== null && !codes.has(entryId))) return [];
    const entryCode = entryId === null ? null : (codes.get(entryId) ?? null);
    const name = unitId !== null ? (units.get(unitId) ?? "") : (recipientName ?? authorName(scene, entryCode, authorKey));
    return [{ ...rest, unitId, authorKey, name, entryCode }];
  });
}

/** The awards of an edition with who has them and what is left to do. A fixed number of statements. */
export async function specialAwardsView(services: Pick<Services, "db">, query: AwardQuery) {
  const { actor, edition, phase } = query;
  const awards = await specialAwardsStated(services.db.prisma, edition.id);
  const all = await known(services, query, awards);
  const isLater = await isAfterDecision(services.db.prisma, edition.id, phase);
  const rows = awards.map((award) => {
    const standing = standingOf(award, all.scene.entries);
    const given = givenOf(award, all).filter(({ revokedAt }) => revokedAt === null);
    return { id: award.id, label: award.label, rule: award.rule, quota: award.quota, money: award.money, given: given.map(({ id, name, entryCode }) => ({ id, name, entryCode })), tied: standing.left > 0 && given.length < award.quota, left: Math.max(0, award.quota - given.length) };
  });
  return {
    rows,
    money: rows.reduce((sum, { money, given }) => sum + money * given.length, 0),
    mayDefine: can(actor, "special_award.define", { editionId: edition.id, phase }).allowed && !isLater,
    newId: crypto.randomUUID(),
  };
}

export type SpecialAwardsView = Awaited<ReturnType<typeof specialAwardsView>>;

/** One award: its rule, how everybody stands by it, who has it. Null where there is none. A fixed number of statements. */
export async function specialAwardView(services: Pick<Services, "db">, query: AwardQuery & { awardId: string }) {
  const { actor, edition, phase, awardId } = query;
  const reader = services.db.prisma;
  const award = isUuid(awardId) ? await specialAwardById(reader, edition.id, awardId) : null;
  if (!award) return null;
  const [all, tiers, isLater, vote, correction] = [await known(services, query, [award]), await tiersOf(reader, edition.id), await isAfterDecision(reader, edition.id, phase), await carriedVote(reader, award.id, null), await openCorrectionOf(reader, edition.id)];
  const standing = standingOf(award, all.scene.entries);
  const given = givenOf(award, all);
  const standingGiven = given.filter(({ revokedAt }) => revokedAt === null);
  const { version, label, rule, ruleText, points, minimum, quota, money } = award;
  return {
    award: { id: award.id, version, label, rule, ruleText, points, minimum, quota, money },
    tiers: tiers.map(({ code, label: name }) => ({ code, label: name })),
    rows: shownRows(standing).map((row) => rowView(row, all, standingGiven, new Map(tiers.map(({ code, label: name }) => [code, name])))),
    isCut: shownRows(standing).length < standing.rows.length,
    uncounted: standing.uncounted,
    tieLeft: standing.left,
    given: given.map(({ unitId: _unit, authorKey: _key, ...row }) => row),
    left: Math.max(0, quota - standingGiven.length),
    hasVote: vote !== null,
    isLater,
    /** a correction is open: nothing is given until it ends, though awards are still taken back */
    isCorrected: correction !== null,
    /** units with entries, to choose from */
    unitNames: rule === "CHOSEN" ? [...all.units.values()].toSorted((a, b) => a.localeCompare(b, "vi")) : [],
    mayDefine: can(actor, "special_award.define", { editionId: edition.id, phase }).allowed && !isLater,
    mayGive: can(actor, "special_award.give", { editionId: edition.id, phase }).allowed,
    newId: crypto.randomUUID(),
  };
}

export type SpecialAwardView = NonNullable<Awaited<ReturnType<typeof specialAwardView>>>;

/** Who is not first by age is told to nobody: of a comparison of days of birth only the outcome is shown. */
function shownRows({ rows }: Standing): StandingRow[] {
  const [first] = rows;
  return first?.value === null ? rows.filter(({ outcome }) => outcome === "GETS" || outcome === "TIED") : rows.slice(0, SHOWN_ROWS);
}

function rowView(row: StandingRow, { scene, units }: Known, given: readonly Pick<GivenRow & GivenView, "unitId" | "entryCode" | "authorKey">[], tiers: ReadonlyMap<string, string>): StandingView {
  const { parts, author, ...rest } = row;
  const unitId = author === null ? row.id : null;
  const personOf = (code: string | null, key: string | null) => scene.entries.find((entry) => entry.code === code)?.authors.find((one) => one.key === key)?.person;
  const isGiven = given.some((one) => (unitId !== null ? one.unitId === unitId : one.entryCode !== null && personOf(one.entryCode, one.authorKey) === row.id));
  return {
    ...rest,
    author,
    unitId,
    name: unitId !== null ? (units.get(unitId) ?? "") : authorName(scene, author?.entry ?? null, author?.key ?? null),
    parts: parts.map(({ of, count, each }) => ({ of, count, each, label: tiers.get(of) ?? "" })),
    isGiven,
    newId: crypto.randomUUID(),
  };
}
