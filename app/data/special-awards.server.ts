import type { Tx } from "~/data/client.server";
import { publishableAuthors } from "~/data/consents.server";
import type { Reader } from "~/data/editions.server";
import { Prisma, type SpecialAward } from "~/data/generated/client";
import type { PointRules, SpecialAwardRule } from "~/domain/special-awards/rules";

/** An award beside the prize tiers, as its edition states it. */
export type SpecialAwardRow = Omit<SpecialAward, "points" | "rule"> & { rule: SpecialAwardRule; points: PointRules | null };

const toRow = ({ points, ...row }: SpecialAward): SpecialAwardRow => ({ ...row, points: points as PointRules | null });

/** The awards an edition states, in their order. */
export async function specialAwardsStated(reader: Reader, editionId: string): Promise<SpecialAwardRow[]> {
  return (await reader.specialAward.findMany({ where: { editionId }, orderBy: [{ position: "asc" }, { code: "asc" }] })).map(toRow);
}

export async function specialAwardById(reader: Reader, editionId: string, id: string): Promise<SpecialAwardRow | null> {
  const row = await reader.specialAward.findFirst({ where: { id, editionId } });
  return row && toRow(row);
}

/** The award, locked until the transaction ends: what is given within its quota is given one after another. */
export async function lockSpecialAward(tx: Tx, editionId: string, id: string): Promise<SpecialAwardRow | null> {
  await tx.$queryRaw`SELECT 1 FROM "SpecialAward" WHERE "id" = ${id}::uuid AND "editionId" = ${editionId}::uuid FOR UPDATE`;
  return specialAwardById(tx, editionId, id);
}

export type AwardContent = Pick<SpecialAwardRow, "code" | "label" | "rule" | "ruleText" | "points" | "minimum" | "quota" | "money" | "position">;

const stored = ({ points, ...content }: AwardContent) => ({ ...content, points: points === null ? Prisma.DbNull : ({ ...points } as unknown as Prisma.InputJsonValue) });

export async function insertSpecialAward(tx: Tx, editionId: string, id: string, content: AwardContent): Promise<void> {
  await tx.specialAward.create({ data: { id, editionId, ...stored(content) }, select: { id: true } });
}

/** Writes the award if it is still the version that was looked at. */
export async function updateSpecialAward(tx: Tx, id: string, version: number, content: AwardContent): Promise<boolean> {
  const { count } = await tx.specialAward.updateMany({ where: { id, version }, data: { ...stored(content), version: version + 1 } });
  return count === 1;
}

/** Who has a special award. What stands in it besides names may be shown to everybody once the result is public. */
export interface GivenAward {
  id: string;
  awardId: string;
  awardCode: string;
  label: string;
  rule: SpecialAwardRule;
  /** the rule as it is printed */
  ruleText: string;
  /** in đồng, for each recipient */
  money: number;
  position: number;
  recipient: "UNIT" | "AUTHOR" | "OTHER";
  unitId: string | null;
  entryId: string | null;
  entryCode: string | null;
  authorKey: string | null;
  /** as printed on official papers and shown to staff */
  name: string;
  /** for everybody; null: the author has not agreed, the code of the entry stands in its place */
  publicName: string | null;
  /** unit of the author's entry */
  unitName: string;
  /** what the rule counted ("12"); "" where days of birth were compared or the committee chose */
  value: string;
  madeAt: Date;
}

type GivenRow = Omit<GivenAward, "publicName">;

/** Every special award that is given and stands, in the order of the awards; for papers, staff and, by `publicName`, the public. Two statements. */
export async function specialAwardsOf(reader: Reader, editionId: string): Promise<GivenAward[]> {
  const rows = await reader.$queryRaw<GivenRow[]>`
    SELECT g."id"::text AS "id", s."id"::text AS "awardId", s."code" AS "awardCode", s."label", s."rule"::text AS "rule", s."ruleText", s."money", s."position",
           CASE WHEN g."unitId" IS NOT NULL THEN 'UNIT' WHEN g."authorKey" IS NOT NULL THEN 'AUTHOR' ELSE 'OTHER' END AS "recipient",
           coalesce(u."mergedIntoId", u."id")::text AS "unitId", g."entryId"::text AS "entryId", e."code" AS "entryCode", g."authorKey"::text AS "authorKey",
           coalesce(m."name", u."name", a."fullName", g."recipientName", '') AS "name", coalesce(v."unitName", '') AS "unitName", g."value", g."madeAt"
      FROM "SpecialAwardGiven" g JOIN "SpecialAward" s ON s."id" = g."specialAwardId"
      LEFT JOIN "Unit" u ON u."id" = g."unitId" LEFT JOIN "Unit" m ON m."id" = u."mergedIntoId"
      LEFT JOIN "Entry" e ON e."id" = g."entryId" LEFT JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
      LEFT JOIN "EntryAuthor" a ON a."versionId" = v."id" AND a."key" = g."authorKey"
     WHERE s."editionId" = ${editionId}::uuid AND g."revokedAt" IS NULL ORDER BY s."position", s."code", g."madeAt", g."id"`;
  const authors = await publishableAuthors(reader, [...new Set(rows.flatMap(({ entryId }) => entryId ?? []))]);
  const shown = ({ recipient, entryId, authorKey, name }: GivenRow) => (recipient === "AUTHOR" ? (authors.get(entryId ?? "")?.find(({ key }) => key === authorKey)?.name ?? null) : name);
  return rows.map((row) => ({ ...row, publicName: shown(row) }));
}

/** What the special awards given so far cost, in đồng. One statement. */
export async function specialAwardsMoney(reader: Reader, editionId: string): Promise<number> {
  const rows = await reader.$queryRaw<{ money: bigint | null }[]>`
    SELECT sum(s."money") AS "money" FROM "SpecialAwardGiven" g JOIN "SpecialAward" s ON s."id" = g."specialAwardId" WHERE s."editionId" = ${editionId}::uuid AND g."revokedAt" IS NULL`;
  return Number(rows[0]?.money ?? 0);
}
