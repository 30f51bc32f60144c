import { isUniqueViolation } from "~/data/client.server";
import { holdSheet, type SheetInScope } from "~/data/sheets-save.server";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { sheetFaults, type RoundRefusal } from "~/domain/judging/sheet";
import { MOST_SAVES, type SaveFaults, type SaveRefusal, type SheetAnswer } from "~/domain/judging/sheet-save";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { readSave } from "./read-save";
import { saveHeldSheet, type Saved } from "./save-one.server";

/** What a judge sends with the form of a sheet. */
export interface SheetInput {
  /** of the sheet as it was when the form was made; 0 where there was none */
  version: number;
  /** typed scores by criterion id */
  typed: ReadonlyMap<string, string>;
  remark: string;
  /** by criterion id */
  remarks?: ReadonlyMap<string, string>;
  /** for the judge's own eyes; left out: as it is */
  note?: string;
  /** made with the form, so that one sent twice is known and one that comes late is kept */
  id?: string;
}

interface JudgeAct {
  actor: Actor;
  assignmentId: string;
  now: Date;
}

export type SheetRefusal =
  | Exclude<SaveRefusal, "malformed" | "failed">
  | RoundRefusal
  | "late"
  | "version_conflict"
  | "scores_refused"
  | "sheet_incomplete";

type FormFaults = Omit<SaveFaults, "scores"> & { scores?: Readonly<Record<string, NonNullable<SaveFaults["scores"]>[string] | "MISSING">> };

type SheetResult = Result<{ version: number }, SheetRefusal, { faults?: FormFaults; version?: number }>;

/**
 * Saves up to `MOST_SAVES` sheets a judge's device sends, each in a transaction of its own and in their order; one answer each. What can
 * be read is stored beside what cannot; every saved state is kept; the same id again gets the same answer and changes nothing; a sheet
 * that changed elsewhere meanwhile is a conflict and stays as it is; what comes after the round is kept for the chair.
 * @param saves as they came: anything that is no save is answered `malformed`
 */
export async function saveSheets({ db, log }: Pick<Services, "db" | "log">, act: { actor: Actor; saves: readonly unknown[]; now: Date }): Promise<SheetAnswer[]> {
  const answers: SheetAnswer[] = [];
  for (const sent of act.saves.slice(0, MOST_SAVES)) {
    const read = readSave(sent);
    if (!read.ok) {
      answers.push({ id: read.id, outcome: "refused", reason: "malformed" });
      continue;
    }
    const { id, assignment, after, save } = read.value;
    try {
      const saved = await db.transactSql(async (run): Promise<Saved> => {
        const scope = await holdSheet(run, { assignmentId: assignment, userId: act.actor.userId, saveId: id, after });
        return scope ? saveHeldSheet(run, scope, { ...act, save }) : { outcome: "refused", reason: "not_found", stored: null };
      });
      answers.push(answerOf(read.value.sentId, saved));
    } catch (error) {
      // another save took the id in the same moment
      if (!isUniqueViolation(error)) log.error("A score sheet could not be saved", { error });
      answers.push({ id: read.value.sentId, outcome: "refused", reason: isUniqueViolation(error) ? "id_taken" : "failed" });
    }
  }
  return answers;
}

function answerOf(id: string, saved: Saved): SheetAnswer {
  if (saved.outcome === "conflict") return { id, ...saved };
  const stored = "stored" in saved && saved.stored ? { stored: saved.stored } : {};
  if (saved.outcome === "refused") return { id, outcome: "refused", reason: saved.reason === "deadline_passed" ? "wrong_phase" : saved.reason, ...stored };
  const savedAt = saved.at.toISOString();
  const faults = saved.faults ? { faults: saved.faults } : {};
  return saved.outcome === "late" ? { id, outcome: "late", savedAt, ...faults, ...stored } : { id, outcome: "saved", version: saved.version, savedAt, ...faults };
}

/**
 * Saves the form of one sheet by the same rules. Where something of it could not be taken, or (`complete`, on the way to locking) a
 * criterion lacks a score, it answers `scores_refused` with the faults, and `version` where the rest was stored.
 */
export async function saveSheet({ db }: Pick<Services, "db">, act: JudgeAct & { input: SheetInput; complete: boolean }): Promise<SheetResult> {
  const { actor, assignmentId, input, complete, now } = act;
  const id = input.id ?? null;
  if (!isUuid(assignmentId) || (id !== null && !isUuid(id))) return refused("not_found");
  const save = {
    id,
    base: input.version,
    remark: input.remark,
    note: input.note,
    deviceAt: null,
    scores: Object.fromEntries(input.typed),
    remarks: Object.fromEntries(input.remarks ?? []),
  };
  let held: SheetInScope | null = null;
  const saved = await db.transactSql(async (run): Promise<Saved | null> => {
    held = await holdSheet(run, { assignmentId, userId: actor.userId, saveId: id });
    return held && saveHeldSheet(run, held, { actor, now, save });
  });
  const scope = held as SheetInScope | null;
  if (!saved || !scope) return refused("not_found");
  if (saved.outcome === "conflict") return refused("version_conflict");
  if (saved.outcome === "late") return refused("late", saved.faults ? { faults: saved.faults } : {});
  if (saved.outcome === "refused") return refused(formReason(saved.reason, scope, now));
  const missing = sheetFaults(scope.criteria, saved.content.scores, { complete });
  const gaps = scope.criteria.flatMap(({ id: criterion, code }): [string, "MISSING"][] => (missing.get(code) === "MISSING" ? [[criterion, "MISSING"]] : []));
  if (!saved.faults && gaps.length === 0) return ok({ version: saved.version });
  const scores = { ...Object.fromEntries(gaps), ...saved.faults?.scores };
  const faults = { ...saved.faults, ...(Object.keys(scores).length > 0 && { scores }) };
  return refused("scores_refused", { faults, ...(saved.isWritten && { version: saved.version }) });
}

/** A plain form without an id is not kept after the round: it is told why it came too late. */
function formReason(reason: SaveRefusal | "deadline_passed", { assignment }: SheetInScope, now: Date): SheetRefusal {
  if (reason === "malformed" || reason === "failed") throw new Error(`a form is never ${reason}`);
  return reason === "deadline_passed" && phaseAt(assignment.edition, now) !== "JUDGING" ? "wrong_phase" : reason;
}
