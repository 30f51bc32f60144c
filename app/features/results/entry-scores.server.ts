import { hiddenEntries, visibleSheets } from "~/data/sheets.server";
import type { Reader } from "~/data/editions.server";
import type { Actor } from "~/domain/access/roles";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { isUuid } from "~/platform/http/list-query.server";
import { ownBlindTitles } from "~/data/redactions.server";

export interface EntryScores {
  code: string;
  title: string;
  criteria: { round: string; roundName: string; code: string; label: string; max: number }[];
  sheets: {
    assignmentId: string;
    round: string;
    judge: string;
    own: boolean;
    state: "DRAFT" | "LOCKED" | null;
    lockedAt: Date | null;
    total: number | null;
    scores: Record<string, number> | null;
    remark: string;
  }[];
}

/** The sheets behind one entry's mean, for staff; in conflict the entry doesn't exist, while judging it only the own sheet does. */
export async function entryScores({ db }: Pick<Services, "db">, query: { actor: Actor; editionId: string; entryId: string }): Promise<Result<EntryScores, "not_found">> {
  const { actor, editionId, entryId } = query;
  if (!isUuid(entryId)) return refused("not_found");
  const reader: Reader = db.prisma;
  const entry = await reader.entry.findFirst({ where: { id: entryId, editionId, code: { not: null } }, select: { code: true, title: true, fieldId: true } });
  const hidden = await hiddenEntries(reader, actor, editionId);
  if (!entry || hidden.get(entryId) === "conflict") return refused("not_found");
  const sheets = (await visibleSheets(reader, actor, { editionId, entryIds: [entryId] })).get(entryId)?.sheets ?? [];
  return ok({
    code: entry.code ?? "",
    title: (await ownBlindTitles(reader, { editionId, userId: actor.userId })).get(entryId) ?? entry.title,
    criteria: await criteriaOf(reader, editionId, entry.fieldId),
    sheets: sheets.map((sheet) => ({
      assignmentId: sheet.assignmentId,
      round: sheet.roundCode,
      judge: sheet.judgeCode,
      own: sheet.own,
      state: sheet.state,
      lockedAt: sheet.lockedAt,
      total: sheet.scores?.total ?? null,
      scores: sheet.scores ? Object.fromEntries(sheet.scores.byCriterion) : null,
      remark: sheet.scores?.remark ?? "",
    })),
  });
}

/** The rubric of each round that holds for the field: its own where there is one, else the common one. */
async function criteriaOf(reader: Reader, editionId: string, fieldId: string | null): Promise<EntryScores["criteria"]> {
  return reader.$queryRaw<EntryScores["criteria"]>`
    SELECT r."code" AS "round", r."name" AS "roundName", c."code", c."label", c."max" FROM "Round" r
      JOIN LATERAL (SELECT b."id" FROM "Rubric" b WHERE b."roundId" = r."id" AND (b."fieldId" = ${fieldId}::uuid OR b."fieldId" IS NULL)
                     ORDER BY b."fieldId" NULLS LAST LIMIT 1) rb ON true
      JOIN "Criterion" c ON c."rubricId" = rb."id"
     WHERE r."editionId" = ${editionId}::uuid ORDER BY r."position", c."position", c."code"`;
}
