import type { Points } from "../kernel/decimal";
import type { Criterion } from "../scoring/problem";
import { scoreFault } from "../scoring/rubric";
import type { SaveFaults, SheetSave, TextFault } from "./sheet-save";
import { CRITERION_REMARK_LENGTH, readRemark, readTypedScore, REMARK_LENGTH } from "./typed-scores";

/** What a judge wrote on a sheet. Scores and remarks by criterion code; a remark that is empty is not there. */
export interface SheetContent {
  scores: ReadonlyMap<string, Points>;
  remarks: ReadonlyMap<string, string>;
  remark: string;
  note: string;
}

export const EMPTY_SHEET: SheetContent = { scores: new Map(), remarks: new Map(), remark: "", note: "" };

type IdentifiedCriterion = Criterion & { id: string };

/** The fields of a save; a note that is left out stays. */
export type SentFields = Pick<SheetSave, "scores" | "remarks" | "remark"> & { note?: string | undefined };

export interface AppliedSave {
  content: SheetContent;
  /** null where everything could be taken */
  faults: SaveFaults | null;
}

/**
 * The sheet after a save: fields that are not named stay, empty ones are removed, and where a value cannot be read, is out of range, off
 * its step, too long or for a criterion that is not on this sheet, what stood there stays and the fault is told.
 */
export function applySave(criteria: readonly IdentifiedCriterion[], stored: SheetContent, save: SentFields): AppliedSave {
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  const scores = mergeScores(byId, stored.scores, save.scores);
  const remarks = mergeRemarks(byId, stored.remarks, save.remarks);
  const remark = readRemark(save.remark);
  const note = save.note === undefined ? stored.note : readRemark(save.note);
  const isLong = { remark: remark.length > REMARK_LENGTH, note: note.length > REMARK_LENGTH };
  const faults: SaveFaults = {
    ...(scores.faults.length > 0 && { scores: Object.fromEntries(scores.faults) }),
    ...(remarks.faults.length > 0 && { remarks: Object.fromEntries(remarks.faults) }),
    ...(isLong.remark && { remark: "too_long" }),
    ...(isLong.note && { note: "too_long" }),
  };
  const content = { scores: scores.merged, remarks: remarks.merged, remark: isLong.remark ? stored.remark : remark, note: isLong.note ? stored.note : note };
  return { content, faults: Object.keys(faults).length > 0 ? faults : null };
}

type ScoreFaults = [string, NonNullable<SaveFaults["scores"]>[string]][];

function mergeScores(byId: ReadonlyMap<string, IdentifiedCriterion>, stored: ReadonlyMap<string, Points>, typed: Readonly<Record<string, string>>) {
  const merged = new Map(stored);
  const faults: ScoreFaults = [];
  for (const [id, text] of Object.entries(typed)) {
    const criterion = byId.get(id.toLowerCase());
    const points = readTypedScore(text);
    if (!criterion) {
      if (points !== null) faults.push([id, "UNKNOWN"]);
    } else if (points === null) merged.delete(criterion.code);
    else {
      const fault = points === "NOT_A_NUMBER" ? points : scoreFault(criterion, points);
      if (fault !== null) faults.push([id, fault]);
      else if (typeof points === "number") merged.set(criterion.code, points);
    }
  }
  return { merged, faults };
}

function mergeRemarks(byId: ReadonlyMap<string, IdentifiedCriterion>, stored: ReadonlyMap<string, string>, typed: Readonly<Record<string, string>>) {
  const merged = new Map(stored);
  const faults: [string, TextFault][] = [];
  for (const [id, text] of Object.entries(typed)) {
    const criterion = byId.get(id.toLowerCase());
    const remark = readRemark(text);
    if (!criterion) {
      if (remark !== "") faults.push([id, "unknown"]);
    } else if (remark === "") merged.delete(criterion.code);
    else if (remark.length > CRITERION_REMARK_LENGTH) faults.push([id, "too_long"]);
    else merged.set(criterion.code, remark);
  }
  return { merged, faults };
}

/** Whether two sheets say the same. */
export function isSameContent(a: SheetContent, b: SheetContent): boolean {
  return a.remark === b.remark && a.note === b.note && isSameMap(a.scores, b.scores) && isSameMap(a.remarks, b.remarks);
}

function isSameMap<V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}
