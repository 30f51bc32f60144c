import type { Tx } from "~/data/client.server";
import { hasConflict } from "~/data/conflicts.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { peopleOfPanels } from "~/data/rescores-people.server";
import { closeRescoreRow, lastLockedRemarks, lockRescore, rescoreById, type OriginalSheet, type RescoreRow } from "~/data/rescores.server";
import { criteriaOfSheetIn, writeSheet, type JudgedAssignment, type SheetCriterion } from "~/data/sheets-judge.server";
import { can } from "~/domain/access/can";
import { isAtOrBeforeSecond } from "~/domain/contest/phases";
import { outcomeFault, type OutcomeFault, type RescoreOutcome } from "~/domain/judging/rescore";
import { plainPoints, type Points } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { lockSheetsOf } from "./commands-rescore.server";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

export interface ClosingInput {
  rescoreId: string;
  outcome: RescoreOutcome;
  minutes: string;
  /** accounts of those who were there */
  present: readonly string[];
}

export type CloseRescoreRefusal = EditionRefusal | OutcomeFault | "rescore_closed" | "present_unknown" | "nobody_present" | "rubric_changed";

/** A sheet the meeting opened, as it stands now. */
interface MetSheet {
  assignment: JudgedAssignment;
  original: OriginalSheet;
  criteria: SheetCriterion[];
}

/**
 * The chair ends a meeting with its minutes. Sheets that were left open are locked again with their original values, as
 * `domain/judging/rescore` allows. Only members of the panels that judge the entry can have been present, and none in conflict.
 */
export function closeRescore({ db }: Pick<Services, "db">, act: EditionAct & { input: ClosingInput }): Promise<Result<null, CloseRescoreRefusal>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<null, CloseRescoreRefusal>> => {
    const access = await lockEditionFor(tx, act, "rescore.manage", "SHARE");
    if (!access.ok) return access;
    const known = isUuid(input.rescoreId) ? await rescoreById(tx, editionId, input.rescoreId) : null;
    if (!known) return refused("not_found");
    const inConflict = await hasConflict(tx, known.entryId, actor.userId);
    const { phase, correction } = access.value;
    const decision = can(actor, "rescore.manage", { editionId, phase, inConflict, isCorrected: correction?.entryIds.includes(known.entryId) ?? false });
    if (!decision.allowed) return refused(decision.reason);
    const sheets = await lockSheetsOf(tx, known, editionId);
    const rescore = await lockRescore(tx, editionId, known.id);
    if (rescore?.state !== "OPEN") return refused("rescore_closed");
    const met = await metSheets(tx, rescore, sheets);
    if (met.some(({ original, criteria }) => !hasSameCriteria(original, criteria))) return refused("rubric_changed");
    const fault = outcomeFault(input.outcome, met.map(standingOf), !isAtOrBeforeSecond(now, rescore.dueAt));
    if (fault) return refused(fault);
    const people = await peopleOfPanels(tx, rescore);
    const present = people.filter(({ userId }) => input.present.includes(userId));
    if (present.length === 0) return refused("nobody_present");
    if (present.length < new Set(input.present).size || present.some((person) => person.inConflict)) return refused("present_unknown");
    const relocked = await lockAgain(tx, act, rescore, met);
    const minutes = await keepErasableText(tx, editionId, input.minutes);
    const presentIds = present.map(({ userId }) => userId);
    await closeRescoreRow(tx, rescore.id, { state: input.outcome, presentIds, minutesId: minutes.id, closedById: actor.userId, closedAt: now });
    const [first] = sheets;
    const data = { rescore: rescore.id, round: first?.round.code ?? "", entry: first?.entry.code ?? rescore.entryId, outcome: input.outcome, present: present.map(({ code }) => code), minutes: minutes.hash };
    const common = { actor: actor.userId, at: now, editionId };
    await appendToLedger(tx, [...relocked.map((sheet) => ({ type: "SHEET_LOCKED" as const, data: sheet, ...common })), { type: "RESCORE_CLOSED" as const, data, ...common }]);
    return ok(null);
  });
}

async function metSheets(tx: Tx, rescore: RescoreRow, sheets: readonly JudgedAssignment[]): Promise<MetSheet[]> {
  const met: MetSheet[] = [];
  for (const assignment of sheets) {
    const original = rescore.originals.find((one) => one.assignment === assignment.id);
    if (!original) continue;
    const criteria = await criteriaOfSheetIn(tx, assignment.round.id, assignment.entry.fieldId, original.sheet);
    met.push({ assignment, original, criteria });
  }
  return met;
}

const hasSameCriteria = (original: OriginalSheet, criteria: readonly SheetCriterion[]) =>
  criteria.length === Object.keys(original.scores).length && criteria.every(({ code }) => original.scores[code] !== undefined);

const standingOf = ({ assignment, original, criteria }: MetSheet) => ({
  original: new Map(Object.entries(original.scores)),
  now: new Map(criteria.flatMap(({ code, value }): [string, Points][] => (value === null ? [] : [[code, value]]))),
  locked: assignment.sheet?.state === "LOCKED",
});

/** Puts the original values back into the sheets left open, reads them back and says what is to be recorded. */
async function lockAgain(tx: Tx, { actor, now }: EditionAct, rescore: RescoreRow, met: readonly MetSheet[]) {
  const recorded = [];
  for (const { assignment, original, criteria } of met.filter((one) => one.assignment.sheet?.state !== "LOCKED")) {
    const written = (await lastLockedRemarks(tx, original.sheet, rescore.openedAt)) ?? { remark: "", remarks: {}, privateNote: "" };
    const scores = criteria.map(({ id, code }) => ({ criterionId: id, code, value: original.scores[code] ?? 0 }));
    await writeSheet(tx, { assignmentId: assignment.id, state: "LOCKED", scores, total: original.total, remark: written.remark, remarks: written.remarks as Record<string, string>, note: written.privateNote, actorId: actor.userId, now });
    const stored = await criteriaOfSheetIn(tx, assignment.round.id, assignment.entry.fieldId, original.sheet);
    if (stored.some(({ code, value }) => value !== original.scores[code])) throw new Error(`sheet ${original.sheet} does not hold its original values`);
    recorded.push({
      sheet: original.sheet,
      round: assignment.round.code,
      entry: assignment.entry.code ?? assignment.entry.id,
      judge: assignment.judgeCode,
      scores: Object.fromEntries(stored.map(({ code, value }) => [code, plainPoints(value ?? 0)])),
      total: plainPoints(original.total),
    });
  }
  return recorded;
}
