import type { Reader } from "~/data/editions.server";
import type { CriterionRule, FieldRule, PartRule, RoundRule, RubricRule, TierRule } from "~/domain/contest/rules";

interface Stored {
  id: string;
  position: number;
}

export type StoredField = FieldRule & Stored;
export type StoredCriterion = CriterionRule & Stored;
export interface StoredRubric extends RubricRule<StoredCriterion> {
  id: string;
  fieldId: string | null;
}
export interface StoredRound extends RoundRule<StoredRubric>, Stored {
  startsAt: Date;
  endsAt: Date;
}
export type StoredTier = TierRule & Stored;
export type StoredPart = PartRule & Stored;

/** Everything an edition judges by, in the order people gave it. */
export interface EditionRules {
  fields: StoredField[];
  rounds: StoredRound[];
  tiers: StoredTier[];
  parts: StoredPart[];
}

type Sent<T> = Omit<T, "startsAt" | "endsAt"> & { startsAt: string; endsAt: string };

interface RulesRow {
  fields: StoredField[];
  rounds: Sent<StoredRound>[];
  tiers: StoredTier[];
  parts: StoredPart[];
}

/** Fields, rounds with rubrics and criteria, prize tiers and dossier parts of an edition: one statement. */
export async function editionRules(reader: Reader, editionId: string): Promise<EditionRules> {
  const rows = await reader.$queryRaw<RulesRow[]>`
    SELECT
      (SELECT coalesce(json_agg(json_build_object('id', f."id", 'code', f."code", 'name', f."name", 'position', f."position") ORDER BY f."position", f."code"), '[]')
         FROM "Field" f WHERE f."editionId" = ${editionId}::uuid) AS "fields",
      (SELECT coalesce(json_agg(json_build_object('id', r."id", 'code', r."code", 'name', r."name", 'position', r."position", 'kind', r."kind", 'weight', r."weight",
                'judgesPerEntry', r."judgesPerEntry", 'admitFrom', r."admitFrom", 'admitMost', r."admitMost",
                'blind', r."blind", 'startsAt', r."startsAt", 'endsAt', r."endsAt", 'rubrics',
          (SELECT coalesce(json_agg(json_build_object('id', b."id", 'fieldId', b."fieldId", 'fieldCode', bf."code", 'criteria',
              (SELECT coalesce(json_agg(json_build_object('id', c."id", 'code', c."code", 'label', c."label", 'guidance', c."guidance", 'position', c."position",
                        'max', c."max", 'step', c."step", 'min', c."min", 'partKey', c."partKey", 'bands', c."bands") ORDER BY c."position", c."code"), '[]')
                 FROM "Criterion" c WHERE c."rubricId" = b."id")) ORDER BY bf."position" NULLS FIRST), '[]')
             FROM "Rubric" b LEFT JOIN "Field" bf ON bf."id" = b."fieldId" WHERE b."roundId" = r."id")) ORDER BY r."position", r."code"), '[]')
         FROM "Round" r WHERE r."editionId" = ${editionId}::uuid) AS "rounds",
      (SELECT coalesce(json_agg(json_build_object('id', t."id", 'code', t."code", 'label', t."label", 'position', t."position", 'quota', t."quota",
                'minScore', t."minScore", 'money', t."money") ORDER BY t."position", t."code"), '[]')
         FROM "PrizeTier" t WHERE t."editionId" = ${editionId}::uuid) AS "tiers",
      (SELECT coalesce(json_agg(json_build_object('id', p."id", 'key', p."key", 'kind', p."kind", 'label', p."label", 'guidance', p."guidance", 'why', p."why",
                'example', p."example", 'required', p."required", 'maxLength', p."maxLength", 'options', p."options", 'families', p."families",
                'maxFiles', p."maxFiles", 'maxFileBytes', p."maxFileBytes", 'acceptsLink', p."acceptsLink", 'forJudges', p."forJudges",
                'publishable', p."publishable", 'position', p."position") ORDER BY p."position", p."key"), '[]')
         FROM "DossierPart" p WHERE p."editionId" = ${editionId}::uuid) AS "parts"`;
  const { fields, rounds, tiers, parts } = rows[0] ?? { fields: [], rounds: [], tiers: [], parts: [] };
  return { fields, tiers, parts, rounds: rounds.map((round) => ({ ...round, startsAt: new Date(round.startsAt), endsAt: new Date(round.endsAt) })) };
}
