import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { Ceremony } from "~/data/generated/client";

export type CeremonyRow = Ceremony;

/** The ceremony of an edition; null as long as nobody set or began it. */
export function ceremonyOf(reader: Reader, editionId: string): Promise<CeremonyRow | null> {
  return reader.ceremony.findUnique({ where: { editionId } });
}

interface Change {
  changedById: string;
  changedAt: Date;
}

/** Sets when and where it takes place. */
export async function setCeremony(tx: Tx, editionId: string, when: { at: Date | null; place: string }, change: Change): Promise<void> {
  await tx.ceremony.upsert({ where: { editionId }, create: { editionId, ...when, ...change }, update: { ...when, ...change, version: { increment: 1 } } });
}

/** Moves on from the step that was seen; false where somebody moved meanwhile. */
export async function moveCeremony(tx: Tx, editionId: string, { from, to }: { from: number; to: number }, change: Change): Promise<boolean> {
  await tx.ceremony.createMany({ data: [{ editionId, ...change }], skipDuplicates: true });
  const { count } = await tx.ceremony.updateMany({ where: { editionId, step: from }, data: { step: to, ...change, version: { increment: 1 } } });
  return count === 1;
}

/** Whether somebody has an interest in any entry of the edition that stands; which ones is not told. */
export async function hasAnyInterest(reader: Reader, editionId: string, userId: string): Promise<boolean> {
  return (await reader.conflict.findFirst({ where: { editionId, userId, liftedAt: null, entry: { state: "SUBMITTED" } }, select: { id: true } })) !== null;
}
