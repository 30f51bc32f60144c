import { hasConflict } from "~/data/conflicts.server";
import { assignmentsOfPerson, dossierForJudge, neighboursOf, type JudgedDossier, type Neighbours, type OwnAssignment } from "~/data/sheets-dossier.server";
import { assignmentOfJudge, criteriaOfSheet, type JudgedAssignment } from "~/data/sheets-judge.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { fullMarks, roundRefusal, sheetTotal, takesPart } from "~/domain/judging/sheet";
import { plainPoints, type Points } from "~/domain/kernel/decimal";
import { judgedFiles } from "~/features/files/judged-files.server";
import type { ShownFile } from "~/features/files/shown-files.server";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";

/** One line of the score sheet; points are plain decimal texts. */
export interface SheetLine {
  id: string;
  code: string;
  label: string;
  guidance: string;
  max: string;
  step: string;
  partKey: string | null;
  value: string | null;
}

/** Why a sheet cannot be filled now; null while it can. */
export type Closed = "locked" | "wrong_phase" | "not_open" | "deadline_passed" | "entry_left" | "no_rubric" | null;

export interface SheetView {
  id: string;
  edition: string;
  round: { name: string; startsAt: Date; endsAt: Date; blind: boolean };
  code: string;
  dossier: JudgedDossier;
  /** files of the dossier while the round runs; in a blind round without names */
  files: ShownFile[];
  lines: SheetLine[];
  sheet: { version: number; remark: string; savedAt: Date | null; lockedAt: Date | null };
  total: { sum: string; max: string; missing: number };
  closed: Closed;
  neighbours: Neighbours | null;
}

export type SheetViewRefusal = "not_found" | "gone" | "conflict_of_interest";

/**
 * The dossier and the sheet of one of the judge's own assignments. Somebody else's is not found; one that was revoked is gone.
 * In a blind round nothing tells who stands behind the entry. Six statements.
 */
export async function sheetView({ db }: Pick<Services, "db">, view: { actor: Actor; assignmentId: string; now: Date }): Promise<Result<SheetView, SheetViewRefusal>> {
  const { actor, assignmentId, now } = view;
  const assignment = isUuid(assignmentId) ? await assignmentOfJudge(db, assignmentId, actor.userId) : null;
  if (!assignment) return refused("not_found");
  if (assignment.state === "REVOKED") return refused("gone");
  if (await hasConflict(db.prisma, assignment.entry.id, actor.userId)) return refused("conflict_of_interest");
  const dossier = await dossierForJudge(db, assignmentId);
  if (!dossier) return refused("gone");
  const { round, entry, sheet, edition } = assignment;
  const criteria = await criteriaOfSheet(db, round.id, entry.fieldId, sheet?.id ?? null);
  const scores = new Map(criteria.flatMap(({ code, value }): [string, Points][] => (value === null ? [] : [[code, value]])));
  const { name, startsAt, endsAt, blind } = round;
  return ok({
    id: assignment.id,
    edition: edition.title,
    round: { name, startsAt, endsAt, blind },
    code: entry.code ?? "",
    dossier,
    files: await judgedFiles({ db }, { actor, assignment, now }),
    lines: criteria.map(({ id, code, label, guidance, max, step, partKey, value }) => ({
      id,
      code,
      label,
      guidance,
      partKey,
      max: plainPoints(max),
      step: plainPoints(step),
      value: value === null ? null : plainPoints(value),
    })),
    sheet: { version: sheet?.version ?? 0, remark: sheet?.remark ?? "", savedAt: sheet?.savedAt ?? null, lockedAt: sheet?.lockedAt ?? null },
    total: { sum: plainPoints(sheetTotal(criteria, scores).sum), max: plainPoints(fullMarks(criteria)), missing: criteria.length - scores.size },
    closed: closedBecause(assignment, criteria.length, actor, now),
    neighbours: await neighboursOf(db, assignmentId),
  });
}

function closedBecause({ sheet, edition, round, entry }: JudgedAssignment, criteria: number, actor: Actor, now: Date): Closed {
  if (sheet?.state === "LOCKED") return "locked";
  if (!takesPart(entry)) return "entry_left";
  const late = roundRefusal(round, now);
  if (late) return late;
  const access = can(actor, "sheet.score", { editionId: edition.id, phase: phaseAt(edition, now), relations: ["assigned"] });
  if (!access.allowed) return "wrong_phase";
  return criteria === 0 ? "no_rubric" : null;
}

export interface OwnRound {
  id: string;
  edition: string;
  round: string;
  startsAt: Date;
  endsAt: Date;
  standing: "before" | "open" | "over";
  locked: number;
  draft: number;
  todo: number;
  /** the first assignment whose sheet is not locked */
  next: string | null;
  assignments: Pick<OwnAssignment, "id" | "code" | "title" | "field" | "state" | "savedAt">[];
}

/** The judge's own entries by edition and round, with how far they are. One statement. */
export async function ownRounds({ db }: Pick<Services, "db">, actor: Actor, now: Date): Promise<OwnRound[]> {
  const rounds = new Map<string, OwnRound>();
  for (const row of await assignmentsOfPerson(db, actor.userId)) {
    const late = roundRefusal(row, now);
    const round = rounds.get(row.roundId) ?? {
      id: row.roundId,
      edition: row.editionTitle,
      round: row.roundName,
      startsAt: row.startsAt,
      endsAt: row.endsAt,
      standing: late === null ? ("open" as const) : late === "not_open" ? ("before" as const) : ("over" as const),
      locked: 0,
      draft: 0,
      todo: 0,
      next: null,
      assignments: [],
    };
    const { id, code, title, field, state, savedAt } = row;
    round.assignments.push({ id, code, title, field, state, savedAt });
    round[state === "LOCKED" ? "locked" : state === "DRAFT" ? "draft" : "todo"] += 1;
    if (state !== "LOCKED") round.next ??= id;
    rounds.set(row.roundId, round);
  }
  return [...rounds.values()];
}

export interface OwnConflictView {
  code: string;
  title: string;
  edition: string;
}

/** What the page for declaring a conflict says of the assignment. */
export async function ownAssignmentView({ db }: Pick<Services, "db">, actor: Actor, assignmentId: string): Promise<Result<OwnConflictView, "not_found" | "gone">> {
  const assignment = isUuid(assignmentId) ? await assignmentOfJudge(db, assignmentId, actor.userId) : null;
  if (!assignment) return refused("not_found");
  if (assignment.state === "REVOKED") return refused("gone");
  return ok({ code: assignment.entry.code ?? "", title: assignment.entry.title, edition: assignment.edition.title });
}
