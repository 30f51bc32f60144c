import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import { nextJudgeCode } from "~/domain/people/invitation";

/**
 * The judge that stands for a person in an edition, made with the next free code where there is none yet. The caller
 * holds the edition's lock, so that no code is given twice.
 */
export async function ensureJudge(tx: Tx, { editionId, userId, unitId }: { editionId: string; userId: string; unitId: string | null }): Promise<string> {
  const present = await tx.judge.findUnique({ where: { editionId_userId: { editionId, userId } }, select: { id: true } });
  if (present) {
    if (unitId) await tx.judge.update({ where: { id: present.id }, data: { unitId } });
    return present.id;
  }
  const codes = await tx.judge.findMany({ where: { editionId }, select: { code: true } });
  const judge = await tx.judge.create({ data: { editionId, userId, unitId, code: nextJudgeCode(codes.map(({ code }) => code)) }, select: { id: true } });
  return judge.id;
}

export async function joinPanel(tx: Tx, panelId: string, judgeId: string): Promise<void> {
  await tx.panelMember.createMany({ data: [{ panelId, judgeId }], skipDuplicates: true });
}

/** Running assignments of a judge whose sheets aren't locked yet. */
export function countOpenAssignments(tx: Tx, editionId: string, userId: string): Promise<number> {
  return tx.assignment.count({
    where: { editionId, state: "ACTIVE", judge: { userId }, OR: [{ sheet: null }, { sheet: { state: "DRAFT" } }] },
  });
}

export async function leavePanels(tx: Tx, editionId: string, userId: string): Promise<void> {
  await tx.panelMember.deleteMany({ where: { judge: { editionId, userId } } });
}

export interface PanelChoice {
  id: string;
  name: string;
  roundName: string;
}

/** The panels of an edition in the order of their rounds. */
export function panelChoices(reader: Reader, editionId: string): Promise<PanelChoice[]> {
  return reader.$queryRaw<PanelChoice[]>`
    SELECT p."id"::text, p."name", r."name" AS "roundName" FROM "Panel" p JOIN "Round" r ON r."id" = p."roundId"
     WHERE p."editionId" = ${editionId}::uuid ORDER BY r."position", p."name"`;
}
