import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { insertRescore, openRescoreOf, placeOfRescore, runningAssignments, type OriginalSheet } from "~/data/rescores.server";
import { criteriaOfSheetIn, lockAssignment, reopenSheet, type JudgedAssignment } from "~/data/sheets-judge.server";
import { can } from "~/domain/access/can";
import { takesPart } from "~/domain/judging/sheet";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

export interface RescoreInput {
  /** made with the form, so that one sent twice opens one meeting */
  id: string;
  entryId: string;
  roundId: string;
  reason: string;
  /** until when the judges may change their sheets */
  dueAt: Date;
}

export type OpenRescoreRefusal = EditionRefusal | "entry_left" | "due_passed" | "rescore_open" | "sheets_open" | "no_sheets";

/**
 * The chair calls the judges of an entry together over their scores of one round. All running sheets must be locked; they are opened
 * with the reason on record, and their values are kept as the originals of the meeting. A form sent twice opens one meeting; an id that
 * stands for another meeting, of whatever edition, is not found.
 */
export function openRescore({ db }: Pick<Services, "db">, act: EditionAct & { input: RescoreInput }): Promise<Result<{ id: string }, OpenRescoreRefusal>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<{ id: string }, OpenRescoreRefusal>> => {
    const access = await lockEditionFor(tx, act, "rescore.manage", "SHARE");
    if (!access.ok) return access;
    if (![input.id, input.entryId, input.roundId].every(isUuid)) return refused("not_found");
    const inConflict = await hasConflict(tx, input.entryId, actor.userId);
    const { phase, correction } = access.value;
    const decision = can(actor, "rescore.manage", { editionId, phase, inConflict, isCorrected: correction?.entryIds.includes(input.entryId) ?? false });
    if (!decision.allowed) return refused(decision.reason);
    if (input.dueAt <= now) return refused("due_passed");
    const sheets = await lockSheetsOf(tx, input, editionId);
    const known = await placeOfRescore(tx, input.id);
    if (known) return known.editionId === editionId && known.entryId === input.entryId && known.roundId === input.roundId ? ok({ id: input.id }) : refused("not_found");
    if (await openRescoreOf(tx, input.entryId, input.roundId)) return refused("rescore_open");
    const [first] = sheets;
    if (!first) return refused("no_sheets");
    if (!takesPart(first.entry)) return refused("entry_left");
    if (sheets.some(({ sheet }) => sheet?.state !== "LOCKED")) return refused("sheets_open");
    const originals = await Promise.all(sheets.map((assignment) => originalOf(tx, assignment)));
    const reason = await keepErasableText(tx, editionId, input.reason);
    const { entryId, roundId, dueAt } = input;
    await insertRescore(tx, input.id, { editionId, entryId, roundId, dueAt, originals, reasonId: reason.id, openedById: actor.userId, openedAt: now });
    for (const { sheet } of originals) await reopenSheet(tx, sheet, actor.userId, now);
    await recordOpening(tx, { act, sheets, originals, reason: reason.hash });
    return ok({ id: input.id });
  });
}

/** The running assignments of the entry in the round, in one order for everybody, so that two who open or close wait for each other. */
export async function lockSheetsOf(tx: Tx, { entryId, roundId }: { entryId: string; roundId: string }, editionId: string): Promise<JudgedAssignment[]> {
  const sheets: JudgedAssignment[] = [];
  // locked by id, so that everybody waits in the same order; told by the judges' codes
  for (const id of await runningAssignments(tx, entryId, roundId)) {
    const assignment = await lockAssignment(tx, id, null);
    if (assignment?.state === "ACTIVE" && assignment.edition.id === editionId) sheets.push(assignment);
  }
  return sheets.toSorted((a, b) => (a.judgeCode < b.judgeCode ? -1 : 1));
}

async function originalOf(tx: Tx, { id, judgeCode, round, entry, sheet }: JudgedAssignment): Promise<OriginalSheet> {
  if (!sheet) throw new Error("a locked sheet is there");
  const criteria = await criteriaOfSheetIn(tx, round.id, entry.fieldId, sheet.id);
  const scores = Object.fromEntries(criteria.flatMap(({ code, value }) => (value === null ? [] : [[code, value]])));
  const total = criteria.reduce((sum, { value }) => sum + (value ?? 0), 0);
  return { assignment: id, sheet: sheet.id, judge: judgeCode, scores, total };
}

interface Opening {
  act: EditionAct & { input: RescoreInput };
  sheets: readonly JudgedAssignment[];
  originals: readonly OriginalSheet[];
  reason: string;
}

async function recordOpening(tx: Tx, { act, sheets, originals, reason }: Opening): Promise<void> {
  const { actor, editionId, now, input } = act;
  const [first] = sheets;
  if (!first) return;
  const common = { actor: actor.userId, at: now, editionId };
  const round = first.round.code;
  const entry = first.entry.code ?? first.entry.id;
  await appendToLedger(tx, [
    { type: "RESCORE_OPENED" as const, data: { rescore: input.id, round, entry, due: input.dueAt.toISOString(), reason }, ...common },
    ...originals.map(({ sheet, judge }) => ({ type: "SHEET_UNLOCKED" as const, data: { sheet, round, entry, judge, reason }, ...common })),
  ]);
}
