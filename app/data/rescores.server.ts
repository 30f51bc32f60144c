import type { Tx } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { RescoreState } from "~/data/generated/enums";
import type { Points } from "~/domain/kernel/decimal";

/** A locked sheet as it stood when the meeting was opened. */
export interface OriginalSheet {
  assignment: string;
  sheet: string;
  /** code of the judge */
  judge: string;
  /** by criterion code */
  scores: Readonly<Record<string, Points>>;
  total: Points;
}

export interface RescoreRow {
  id: string;
  roundId: string;
  entryId: string;
  state: RescoreState;
  dueAt: Date;
  originals: readonly OriginalSheet[];
  reasonId: string;
  openedById: string;
  openedAt: Date;
  presentIds: readonly string[];
  minutesId: string | null;
  closedById: string | null;
  closedAt: Date | null;
}

type StoredRescore = Omit<RescoreRow, "originals"> & { originals: unknown };

const FIELDS = {
  id: true,
  roundId: true,
  entryId: true,
  state: true,
  dueAt: true,
  originals: true,
  reasonId: true,
  openedById: true,
  openedAt: true,
  presentIds: true,
  minutesId: true,
  closedById: true,
  closedAt: true,
} as const;

const toRow = (row: StoredRescore): RescoreRow => ({ ...row, originals: row.originals as OriginalSheet[] });

/** The meeting, locked until the transaction ends: whoever closes it second finds it closed. */
export async function lockRescore(tx: Tx, editionId: string, id: string): Promise<RescoreRow | null> {
  await tx.$executeRaw`SELECT 1 FROM "Rescore" WHERE "id" = ${id}::uuid FOR UPDATE`;
  const row = await tx.rescore.findFirst({ where: { id, editionId }, select: FIELDS });
  return row && toRow(row);
}

/** Every meeting on one entry, the newest first. */
export async function rescoresOfEntry(reader: Reader, editionId: string, entryId: string): Promise<RescoreRow[]> {
  const rows = await reader.rescore.findMany({ where: { editionId, entryId }, select: FIELDS, orderBy: { openedAt: "desc" } });
  return rows.map(toRow);
}

/** One meeting of the edition. */
export async function rescoreById(reader: Reader, editionId: string, id: string): Promise<RescoreRow | null> {
  const row = await reader.rescore.findFirst({ where: { id, editionId }, select: FIELDS });
  return row && toRow(row);
}

/** Of what the meeting with this id is, in whatever edition. */
export function placeOfRescore(tx: Tx, id: string): Promise<Pick<RescoreRow, "entryId" | "roundId"> & { editionId: string } | null> {
  return tx.rescore.findUnique({ where: { id }, select: { editionId: true, entryId: true, roundId: true } });
}

/** Whether a meeting on the entry is open in the round. */
export async function openRescoreOf(tx: Tx, entryId: string, roundId: string): Promise<string | null> {
  const open = await tx.rescore.findFirst({ where: { entryId, roundId, state: "OPEN" }, select: { id: true } });
  return open?.id ?? null;
}

interface NewRescore {
  editionId: string;
  roundId: string;
  entryId: string;
  dueAt: Date;
  originals: readonly OriginalSheet[];
  reasonId: string;
  openedById: string;
  openedAt: Date;
}

export function insertRescore(tx: Tx, id: string, row: NewRescore): Promise<{ id: string }> {
  return tx.rescore.create({ data: { id, ...row, originals: row.originals as object[] }, select: { id: true } });
}

interface Closing {
  state: Exclude<RescoreState, "OPEN">;
  presentIds: readonly string[];
  minutesId: string;
  closedById: string;
  closedAt: Date;
}

export async function closeRescoreRow(tx: Tx, id: string, { presentIds, ...closing }: Closing): Promise<void> {
  await tx.rescore.update({ where: { id }, data: { ...closing, presentIds: [...presentIds] } });
}

/** Ids of the running assignments of an entry in a round, in the order in which they are locked. */
export async function runningAssignments(tx: Tx, entryId: string, roundId: string): Promise<string[]> {
  const rows = await tx.assignment.findMany({ where: { entryId, roundId, state: "ACTIVE" }, select: { id: true }, orderBy: { id: "asc" } });
  return rows.map(({ id }) => id);
}

/** What was written in the sheet's last locked state: remarks go back together with the scores. */
export async function lastLockedRemarks(tx: Tx, sheetId: string, before: Date) {
  return tx.sheetRevision.findFirst({ where: { sheetId, state: "LOCKED", at: { lte: before } }, orderBy: [{ at: "desc" }, { id: "desc" }], select: { remark: true, remarks: true, privateNote: true } });
}

/** Erasable texts by id; null where a text was erased. */
export async function erasableTexts(reader: Reader, ids: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await reader.erasableText.findMany({ where: { id: { in: [...ids] } }, select: { id: true, text: true, erasedAt: true } });
  return new Map(rows.map(({ id, text, erasedAt }) => [id, erasedAt ? null : text]));
}

/** Every meeting of an edition with the code of its entry; `number` counts the meetings on one entry from 1. */
export async function rescoresOfEdition(reader: Reader, editionId: string): Promise<(RescoreRow & { code: string; number: number })[]> {
  const rows = await reader.rescore.findMany({ where: { editionId }, select: { ...FIELDS, entry: { select: { code: true } } }, orderBy: [{ entry: { code: "asc" } }, { openedAt: "asc" }] });
  const counts = new Map<string, number>();
  return rows.map(({ entry, ...row }) => {
    const number = (counts.get(row.entryId) ?? 0) + 1;
    counts.set(row.entryId, number);
    return { ...toRow(row), code: entry.code ?? row.entryId, number };
  });
}

/** Whether any meeting of the edition is open: scores may still change. */
export async function isAnyRescoreOpen(reader: Reader, editionId: string): Promise<boolean> {
  return (await reader.rescore.count({ where: { editionId, state: "OPEN" } })) > 0;
}
