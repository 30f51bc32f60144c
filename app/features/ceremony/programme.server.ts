import { publishableAuthors } from "~/data/consents.server";
import { ceremonyOf, hasAnyInterest, type CeremonyRow } from "~/data/ceremony.server";
import type { EditionRow } from "~/data/editions.server";
import { decisionOf, entryFacts, publishedAwards, tiersOf } from "~/data/results.server";
import { specialAwardsOf } from "~/data/special-awards.server";
import type { Actor } from "~/domain/access/roles";
import { can } from "~/domain/access/can";
import { clampStep, runningOrder, type CeremonyStep } from "~/domain/ceremony/running-order";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { ranksInField } from "~/domain/results/ranks-in-field";
import type { Ranking } from "~/domain/ranking/rank-problem";
import { shownFiles } from "~/features/files/shown-files.server";
import { isPublished, shownNames } from "~/features/results/public-result.server";
import type { Services } from "~/features/services";

export interface ProgrammeAward {
  entryId: string;
  tier: string;
  tierLabel: string;
  tierPosition: number;
  rank: number;
  code: string;
  title: string;
  field: string;
  unit: string;
  authors: string[];
}

export interface ProgrammeSpecial {
  label: string;
  recipients: { name: string; unit: string }[];
}

/** What is on the screen at one step. */
export type Slide =
  | { kind: "title" | "end" }
  | { kind: "special"; label: string; recipients: ProgrammeSpecial["recipients"] }
  | { kind: "tier"; tier: string; label: string; count: number }
  | (Omit<ProgrammeAward, "entryId" | "tierPosition" | "rank"> & { kind: "award"; photo: string | null });

export interface Programme {
  edition: EditionRow;
  isPublished: boolean;
  ceremony: CeremonyRow | null;
  awards: ProgrammeAward[];
  special: ProgrammeSpecial[];
  steps: CeremonyStep[];
  step: number;
}

export type CeremonyRefusal = "conflict_of_interest" | "result_not_approved";

interface Asked {
  actor: Actor;
  edition: EditionRow;
  now: Date;
}

/**
 * Whether somebody with the right to lead the ceremony may open it now. Once the result is public it holds nothing else; before that it
 * is only for those without an interest in any entry of the edition, whoever that entry is: the refusal tells nothing of prizes.
 */
export async function ceremonyAccess({ db }: Pick<Services, "db">, { actor, edition, now }: Asked): Promise<Result<null, CeremonyRefusal>> {
  if (isPublished(edition, now)) return ok(null);
  return (await hasAnyInterest(db.prisma, edition.id, actor.userId)) ? refused("conflict_of_interest") : ok(null);
}

/** The programme of a ceremony: of the published result or, before, of the approved one. At most ten statements. */
export async function ceremonyProgramme(services: Pick<Services, "db">, asked: Asked): Promise<Result<Programme, CeremonyRefusal>> {
  const { db } = services;
  const { edition, now } = asked;
  const access = await ceremonyAccess(services, asked);
  if (!access.ok) return access;
  const awards = isPublished(edition, now) ? await awardsPublished(services, edition) : await awardsApproved(services, edition);
  if (awards === null) return refused("result_not_approved");
  const [names, given, ceremony] = await Promise.all([
    publishableAuthors(db.prisma, awards.map(({ entryId }) => entryId)),
    specialAwardsOf(db.prisma, edition.id),
    ceremonyOf(db.prisma, edition.id),
  ]);
  const special = [...new Set(given.map(({ awardCode }) => awardCode))].map((code): ProgrammeSpecial => {
    const own = given.filter(({ awardCode }) => awardCode === code);
    return { label: own[0]?.label ?? "", recipients: own.map(({ publicName, entryCode, unitName }) => ({ name: publicName ?? entryCode ?? "", unit: entryCode === null ? "" : unitName })) };
  });
  const named = awards.map((award) => ({ ...award, authors: shownNames(names.get(award.entryId)) }));
  const steps = runningOrder(named, special.length);
  return ok({ edition, isPublished: isPublished(edition, now), ceremony, awards: named, special, steps, step: clampStep(ceremony?.step ?? 0, steps.length) });
}

type Nameless = Omit<ProgrammeAward, "authors">;

async function awardsPublished({ db }: Pick<Services, "db">, edition: EditionRow): Promise<Nameless[]> {
  const rows = await publishedAwards(db, edition.id);
  return rows.map(({ entryId, tierCode, tierLabel, tierPosition, rank, rankInField, code, title, fieldName, unitName }) => ({
    entryId, tierLabel, tierPosition, code, title, tier: tierCode, rank: edition.perField ? rankInField : rank, field: fieldName, unit: unitName,
  }));
}

/** The prizes as they were sealed and approved; null as long as they are not. */
async function awardsApproved({ db }: Pick<Services, "db">, edition: EditionRow): Promise<Nameless[] | null> {
  const decision = await decisionOf(db.prisma, edition.id);
  if (decision === null || decision.state === "PROPOSED") return null;
  const { ranking } = decision.answer as unknown as Pick<Ranking, "ranking">;
  const [facts, tiers] = await Promise.all([entryFacts(db.prisma, edition.id), tiersOf(db.prisma, edition.id)]);
  const inField = ranksInField(ranking);
  return ranking.flatMap(({ entry, prize, rank }): Nameless[] => {
    const fact = facts.find(({ code }) => code === entry);
    const position = tiers.findIndex(({ code }) => code === prize);
    const tier = tiers[position];
    if (!fact || !tier || rank === null) return [];
    const place = edition.perField ? (inField.get(entry) ?? rank) : rank;
    return [{ entryId: fact.id, tier: tier.code, tierLabel: tier.label, tierPosition: position + 1, rank: place, code: fact.code, title: fact.title, field: fact.fieldName, unit: fact.unitName }];
  });
}

/** What one step shows; nothing of any other step is in it. Two statements for a prize (its picture), none else. */
export async function slideAt(services: Pick<Services, "db">, programme: Programme, index: number, viewer: { actor: Actor; now: Date }): Promise<Slide> {
  const step = programme.steps[index] ?? { kind: "end" };
  if (step.kind === "title" || step.kind === "end") return { kind: step.kind };
  if (step.kind === "special") return { kind: "special", ...(programme.special[step.award] ?? { label: "", recipients: [] }) };
  if (step.kind === "tier") {
    const award = programme.awards.find(({ tier }) => tier === step.tier);
    return { kind: "tier", tier: step.tier, label: award?.tierLabel ?? "", count: step.count };
  }
  const award = programme.awards.find(({ entryId }) => entryId === step.entryId);
  if (!award) return { kind: "end" };
  const { entryId, tierPosition: _position, rank: _rank, ...shown } = award;
  return { kind: "award", ...shown, photo: await photoOf(services, programme, entryId, viewer) };
}

/** The first photo that everybody agreed to show, where this viewer's browser may fetch it. */
async function photoOf(services: Pick<Services, "db">, { edition, isPublished: isOut }: Programme, entryId: string, { actor, now }: { actor: Actor; now: Date }): Promise<string | null> {
  if (!isOut && !can(actor, "file.inspect", { editionId: edition.id, phase: phaseAt(edition, now) }).allowed) return null;
  const files = await shownFiles(services, { entryId, version: "SUBMITTED", viewer: "public" });
  return files.find(({ family }) => family === "PHOTO")?.id ?? null;
}

/** Changes whenever somebody moved the ceremony on. */
export function ceremonyStamp(ceremony: CeremonyRow | null): string {
  return ceremony ? `${ceremony.version}-${ceremony.step}` : "0-0";
}

/** How far the ceremony is, as a short mark. Two statements at most. */
export async function ceremonyState(services: Pick<Services, "db">, asked: Asked): Promise<Result<string, CeremonyRefusal>> {
  const access = await ceremonyAccess(services, asked);
  return access.ok ? ok(ceremonyStamp(await ceremonyOf(services.db.prisma, asked.edition.id))) : access;
}
