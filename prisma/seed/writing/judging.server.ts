import type { StoredCriterion } from "~/data/editions-rules.server";
import { plainPoints, type Points } from "~/domain/kernel/decimal";
import type { SeedBook } from "./book.server";
import type { Chance } from "./chance";
import { criteriaOf, roundOf, type SeedEdition } from "./edition.server";
import type { SeedEntry } from "./entries.server";

export interface SeedJudge {
  id: string;
  code: string;
  userId: string;
}

export interface SeedPanel {
  id: string;
  roundCode: string;
  fieldIds: readonly string[];
  /** those who score, in a fixed order */
  judges: readonly SeedJudge[];
}

export interface SeedAssignment {
  id: string;
  roundCode: string;
  entry: SeedEntry;
  judge: SeedJudge;
}

/** People who judge in the edition, with codes GK01, GK02 … in this order. */
export function addJudges(book: SeedBook, edition: SeedEdition, people: readonly { userId: string; unitId: string | null }[]): SeedJudge[] {
  return people.map(({ userId, unitId }, index) => {
    const judge = { id: book.chance.uuid(), code: `GK${String(index + 1).padStart(2, "0")}`, userId };
    book.add("Judge", { ...judge, editionId: edition.id, unitId });
    return judge;
  });
}

interface NewPanel {
  roundCode: string;
  name: string;
  fieldIds: readonly string[];
  judges: readonly SeedJudge[];
  /** sits in the panel and chairs it, without scoring */
  chair: SeedJudge | null;
}

export function addPanel(book: SeedBook, edition: SeedEdition, { roundCode, name, fieldIds, judges, chair }: NewPanel): SeedPanel {
  const id = book.chance.uuid();
  book.add("Panel", { id, editionId: edition.id, roundId: roundOf(edition, roundCode).id, name });
  book.add("PanelField", ...fieldIds.map((fieldId) => ({ panelId: id, fieldId })));
  const members = [...(chair ? [{ judge: chair, isChair: true }] : []), ...judges.map((judge) => ({ judge, isChair: false }))];
  book.add("PanelMember", ...members.map(({ judge, isChair }) => ({ panelId: id, judgeId: judge.id, isChair })));
  return { id, roundCode, fieldIds, judges };
}

interface Planning {
  panels: readonly SeedPanel[];
  entries: readonly SeedEntry[];
  perEntry: number;
  /** `${judgeId} ${entryId}` of pairs that must not be */
  barred: ReadonlySet<string>;
  actorId: string;
  at: Date;
}

/** Gives every entry `perEntry` judges of the panel of its field, those with least to do first; never a barred pair. */
export function addAssignments(book: SeedBook, edition: SeedEdition, planning: Planning): SeedAssignment[] {
  const { panels, entries, perEntry, barred, actorId, at } = planning;
  const loads = new Map<string, number>();
  const loadOf = ({ judge }: { judge: SeedJudge }) => loads.get(judge.id) ?? 0;
  return entries.flatMap((entry) => {
    const candidates = panels.filter((panel) => panel.fieldIds.includes(entry.fieldId)).flatMap((panel) => panel.judges.map((judge) => ({ panel, judge })));
    const free = candidates.filter(({ judge }) => !barred.has(`${judge.id} ${entry.id}`)).toSorted((a, b) => loadOf(a) - loadOf(b));
    return free.slice(0, perEntry).map(({ panel, judge }) => {
      loads.set(judge.id, loadOf({ judge }) + 1);
      return addAssignment(book, edition, { panel, judge, entry, actorId, at });
    });
  });
}

interface NewAssignment {
  panel: SeedPanel;
  judge: SeedJudge;
  entry: SeedEntry;
  actorId: string;
  at: Date;
}

function addAssignment(book: SeedBook, edition: SeedEdition, { panel, judge, entry, actorId, at }: NewAssignment): SeedAssignment {
  const id = book.chance.uuid();
  const { roundCode } = panel;
  const roundId = roundOf(edition, roundCode).id;
  book.add("Assignment", { id, editionId: edition.id, roundId, panelId: panel.id, entryId: entry.id, judgeId: judge.id, createdById: actorId, createdAt: at });
  const data = { assignment: id, round: roundCode, entry: entry.code ?? entry.id, judge: judge.code };
  book.record({ type: "ASSIGNMENT_MADE", data, actor: actorId, at, editionId: edition.id });
  return { id, roundCode, entry, judge };
}

export interface SheetStory {
  /** by criterion code; a draft may lack some */
  scores: Readonly<Record<string, Points>>;
  remark: string;
  savedAt: Date;
  /** null: a draft */
  lockedAt: Date | null;
}

/** A sheet as saved once and, where it is locked, locked after that. */
export function addSheet(book: SeedBook, edition: SeedEdition, assignment: SeedAssignment, { scores, remark, savedAt, lockedAt }: SheetStory): void {
  const id = book.chance.uuid();
  const given = criteriaFor(edition, assignment).filter(({ code }) => scores[code] !== undefined);
  const isComplete = given.length === criteriaFor(edition, assignment).length;
  const total = given.reduce((sum, { code }) => sum + (scores[code] ?? 0), 0);
  const state = lockedAt === null ? "DRAFT" : "LOCKED";
  const assignmentId = assignment.id;
  const lockVersion = lockedAt === null ? 1 : 2;
  book.add("ScoreSheet", { id, assignmentId, state, total: isComplete ? total : null, remark, lockVersion, savedAt: lockedAt ?? savedAt, lockedAt });
  book.add("SheetScore", ...given.map((criterion) => ({ sheetId: id, criterionId: criterion.id, value: scores[criterion.code] ?? 0 })));
  const revision = { sheetId: id, actorId: assignment.judge.userId, values: { ...scores }, remark };
  book.add("SheetRevision", { id: book.chance.uuid(), ...revision, at: savedAt, state: "DRAFT" });
  if (lockedAt === null) return;
  if (!isComplete) throw new Error("a locked sheet needs every score");
  book.add("SheetRevision", { id: book.chance.uuid(), ...revision, at: lockedAt, state: "LOCKED" });
  const data = {
    sheet: id, round: assignment.roundCode, entry: assignment.entry.code ?? assignment.entry.id, judge: assignment.judge.code,
    scores: Object.fromEntries(given.map(({ code }) => [code, plainPoints(scores[code] ?? 0)])),
    total: plainPoints(total),
  };
  book.record({ type: "SHEET_LOCKED", data, actor: assignment.judge.userId, at: lockedAt, editionId: edition.id });
}

export function criteriaFor(edition: SeedEdition, assignment: SeedAssignment): readonly StoredCriterion[] {
  return criteriaOf(edition, assignment.roundCode, assignment.entry.fieldId);
}

/** Scores of a judge for an entry of this quality (0 to 1), each on its step and within its range. */
export function scoresAround(chance: Chance, criteria: readonly StoredCriterion[], quality: number, noise: number): Record<string, Points> {
  return Object.fromEntries(
    criteria.map(({ code, max, step }) => {
      const wanted = max * (quality + noise * chance.normal());
      return [code, Math.min(max, Math.max(0, Math.round(wanted / step) * step))];
    }),
  );
}

/** Entries that are to be judged in a later round, at once. */
export function admitToRound(book: SeedBook, edition: SeedEdition, { roundCode, entries, actorId, at }: { roundCode: string; entries: readonly SeedEntry[]; actorId: string; at: Date }): void {
  const roundId = roundOf(edition, roundCode).id;
  book.add("RoundEntry", ...entries.map((entry) => ({ roundId, entryId: entry.id, at })));
  const data = { round: roundCode, entries: entries.map((entry) => entry.code ?? entry.id).toSorted() };
  book.record({ type: "ROUND_ADMITTED", data, actor: actorId, at, editionId: edition.id });
}
