import type { Tx } from "~/data/client.server";
import type { EditionRow } from "~/data/editions.server";
import type { ContestKind, EditionDraft } from "~/domain/contest/edition-draft";
import type { CriterionRule, PartRule } from "~/domain/contest/rules";
import type { RoundDates } from "~/domain/contest/timeline";

/** A calendar day as a date column takes it. */
export const dayColumn = (day: string | null): Date | null => (day === null ? null : new Date(`${day}T00:00:00.000Z`));

const positioned = <T extends object>(items: readonly T[]) => items.map((item, index) => ({ ...item, position: index + 1 }));

/** A part as its columns take it. */
export function partColumns<Part extends Partial<PartRule>>({ options = [], families = [], ...rest }: Part) {
  return { ...rest, options: options.map(({ key, label }) => ({ key, label })), families: [...families] };
}

/** A criterion as its columns take it. */
export function criterionColumns<Criterion extends Pick<CriterionRule, "bands">>({ bands, ...rest }: Criterion) {
  return { ...rest, bands: bands.map(({ from, to, text }) => ({ from, to, text })) };
}

function editionColumns(id: string, draft: EditionDraft) {
  const { kind, number, period, title, slug, codePrefix, introduction, rulesText, dates, ranking } = draft;
  const { hostUnitId, hostName, hostLevel, letterheadParent, letterheadBody, place, contact } = draft;
  const { opensAt, closesAt, graceMinutes, screeningEndsAt, judgingEndsAt, announcementAt } = dates;
  return {
    ...{ id, kind, number, period, title, slug, codePrefix, introduction, rulesText },
    ...{ hostUnitId, hostName, hostLevel, letterheadParent, letterheadBody, place, contact },
    ...{ opensAt, closesAt, graceMinutes, screeningEndsAt, judgingEndsAt, announcementAt },
    birthDateFrom: dayColumn(draft.birthDateFrom),
    birthDateTo: dayColumn(draft.birthDateTo),
    createdSinceYear: draft.createdSinceYear,
    maxAuthors: draft.maxAuthors,
    ...draft.dossier,
    ...ranking,
  };
}

/** Stores a draft with its fields, rounds, rubrics, prize tiers and dossier parts. Breaks a unique rule where address or prefix is taken. */
export async function insertEdition(tx: Tx, id: string, draft: EditionDraft): Promise<EditionRow> {
  const edition = await tx.edition.create({
    data: {
      ...editionColumns(id, draft),
      fields: { create: positioned(draft.fields) },
      prizeTiers: { create: positioned(draft.tiers) },
      dossierParts: { create: positioned(draft.parts.map(partColumns)) },
    },
  });
  const fields = await tx.field.findMany({ where: { editionId: id }, select: { id: true, code: true } });
  const fieldIds = new Map(fields.map((field) => [field.code, field.id]));
  for (const [index, round] of draft.rounds.entries()) {
    const { code, name, kind, weight, judgesPerEntry, admitFrom, admitMost, blind } = round;
    const { startsAt, endsAt } = datesOf(draft, code);
    const rubrics = round.rubrics.map(({ fieldCode, criteria }) => ({
      fieldId: fieldCode === null ? null : (fieldIds.get(fieldCode) ?? null),
      criteria: { create: positioned(criteria).map(criterionColumns) },
    }));
    const rule = { name, kind, weight, judgesPerEntry, admitFrom, admitMost, blind };
    await tx.round.create({ data: { editionId: id, code, ...rule, position: index + 1, startsAt, endsAt, rubrics: { create: rubrics } } });
  }
  return edition;
}

function datesOf(draft: EditionDraft, code: string): RoundDates {
  const found = draft.dates.rounds.find((round) => round.code === code);
  return found ?? { code, startsAt: draft.dates.screeningEndsAt, endsAt: draft.dates.judgingEndsAt };
}

/** True where no edition has this address or prefix yet. */
async function isNameFree(tx: Tx, name: { slug: string; codePrefix: string }): Promise<boolean> {
  const taken = await tx.edition.findFirst({ where: { OR: [{ slug: name.slug }, { codePrefix: name.codePrefix }] }, select: { id: true } });
  return taken === null;
}

/** Lets one edition be made at a time, so that names and numbers found free stay free. */
export async function lockEditionCreation(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('edition.create', 0))`;
}

/** The plainest of the names that no edition has yet. */
export async function firstFreeName<Name extends { slug: string; codePrefix: string }>(tx: Tx, names: Iterable<Name>): Promise<Name> {
  for (const name of names) if (await isNameFree(tx, name)) return name;
  throw new Error("no name is free");
}

/** True where this host has an edition of the contest with this number already; names compare without case and diacritics. */
export async function hasEditionOfHost(tx: Tx, edition: { kind: ContestKind; number: number; hostName: string }): Promise<boolean> {
  const { kind, number, hostName } = edition;
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM "Edition" WHERE "kind" = ${kind}::"ContestKind" AND "number" = ${number} AND norm("hostName") = norm(${hostName}) LIMIT 1`;
  return rows.length > 0;
}
