import { randomUUID } from "node:crypto";
import { hasDecision, type EditionRow } from "~/data/editions.server";
import { hostUnits } from "~/data/editions-hosts.server";
import { editionRules } from "~/data/editions-rules.server";
import { hasScores, rubricSources, sheetsByRubric, sheetsSaved } from "~/data/editions-rounds-write.server";
import { isAdministrator, STAFF_ROLES, type Actor } from "~/domain/access/roles";
import { announcementGaps, SECTIONS, type Section } from "~/domain/contest/completeness";
import { countingRounds } from "~/domain/contest/rules";
import type { Services } from "~/features/services";
import { ruleBook } from "../rules-record.server";
import { rubricValues, sectionValues } from "./section-values";

/** Which sections are complete, with what is missing in the others. */
export async function settingsOverview({ db }: Pick<Services, "db">, { edition, now }: { edition: EditionRow; now: Date }) {
  const gaps = announcementGaps(ruleBook(edition, await editionRules(db.prisma, edition.id)), now);
  // What has happened is no gap: an announced edition may well be past its deadline.
  const open = edition.announcedAt ? gaps.filter(({ reason }) => reason !== "closes_in_past") : gaps;
  return SECTIONS.map((section) => ({ section, gaps: open.filter((gap) => gap.section === section) }));
}

/** What a section's page shows: the values of its form and what its fields offer. */
export async function settingsSection({ db }: Pick<Services, "db">, { actor, edition, section }: { actor: Pick<Actor, "userId">; edition: EditionRow; section: Section }) {
  const rules = await editionRules(db.prisma, edition.id);
  const units = section === "general" ? await hostUnits(db) : [];
  const saved = await sheetsSaved(db.prisma, edition.id, actor.userId);
  const last = countingRounds(rules.rounds).at(-1);
  const criteria = new Map(last?.rubrics.flatMap((rubric) => rubric.criteria.map(({ code, label }) => [code, label] as const)));
  return {
    values: sectionValues[section](edition, rules),
    version: edition.version,
    units: units.map(({ id, name }) => ({ id, name })),
    rounds: rules.rounds,
    fields: rules.fields,
    tiers: rules.tiers.map(({ quota, money }) => ({ quota, money })),
    partLabels: Object.fromEntries(rules.parts.map(({ key, label }) => [key, label])),
    criteria: [...criteria].map(([code, label]) => ({ code, label })),
    perField: edition.perField,
    judgesPerEntry: edition.judgesPerEntry,
    saved,
    newId: randomUUID(),
  };
}

/** One rubric with what its form needs; null where the edition has none of this id. */
export async function settingsRubric({ db }: Pick<Services, "db">, { actor, edition, rubricId }: { actor: Actor; edition: EditionRow; rubricId: string }) {
  const rules = await editionRules(db.prisma, edition.id);
  const round = rules.rounds.find(({ rubrics }) => rubrics.some(({ id }) => id === rubricId));
  const rubric = round?.rubrics.find(({ id }) => id === rubricId);
  if (!round || !rubric) return null;
  const staffOf = isAdministrator(actor) ? null : actor.roles.flatMap(({ role, editionId }) => (editionId && STAFF_ROLES.includes(role) ? [editionId] : []));
  const [frozen, sealed, saved, held, sources] = await Promise.all([
    hasScores(db.prisma, rubricId),
    hasDecision(db.prisma, edition.id),
    sheetsSaved(db.prisma, edition.id, actor.userId),
    sheetsByRubric(db.prisma, rubricId, actor),
    rubricSources(db.prisma, { editionIds: staffOf, first: edition.id }),
  ]);
  return {
    values: rubricValues(rubric),
    version: edition.version,
    roundName: round.name,
    fieldName: rules.fields.find(({ id }) => id === rubric.fieldId)?.name ?? null,
    criteria: rubric.criteria,
    parts: rules.parts.map(({ key, label }) => ({ key, label })),
    frozen,
    sealed,
    saved,
    held,
    sources: sources
      .filter(({ id }) => id !== rubricId)
      .map(({ id, editionId, edition: title, round: roundName, field, criteria }) => ({ id, edition: editionId === edition.id ? null : title, round: roundName, field, criteria })),
  };
}
