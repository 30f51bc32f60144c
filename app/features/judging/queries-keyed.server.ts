import { hasConflict } from "~/data/conflicts.server";
import { keyedOf, paperLines, type KeyedRow, type PaperLine, type PaperMark } from "~/data/keyed-sheets.server";
import { roundsOf } from "~/data/panels.server";
import { hiddenEntries } from "~/data/sheets.server";
import { criteriaOfSheetIn, assignmentOfJudge, type JudgedAssignment, type SheetCriterion } from "~/data/sheets-judge.server";
import type { Actor } from "~/domain/access/roles";
import { differingCodes, keyedStanding, type KeyedStanding } from "~/domain/judging/keyed";
import { plainPoints } from "~/domain/kernel/decimal";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { chooseRound, PAGE_SIZE, pageOf, wordsOf } from "./queries-assignments.server";

const MARKS: readonly PaperMark[] = ["chua", "hai", "khac", "xong"];

export interface PaperListView {
  rounds: { code: string; name: string }[];
  round: { code: string; name: string };
  rows: PaperLine[];
  total: number;
  page: number;
}

/** Sheets of a round that may come on paper, with how far keying them in is. Two statements. */
export async function paperList({ db }: Pick<Services, "db">, { actor, editionId, search }: { actor: Actor; editionId: string; search: URLSearchParams }): Promise<Result<PaperListView, "not_found">> {
  const rounds = await roundsOf(db.prisma, editionId);
  const round = chooseRound(rounds, search.get("vong"));
  if (!round) return refused("not_found");
  const page = pageOf(search);
  const only = MARKS.find((mark) => mark === search.get("chi")) ?? null;
  const found = await paperLines(db, { editionId, roundId: round.id, viewerId: actor.userId, words: wordsOf(search.get("q")), only, limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE });
  return ok({ rounds: rounds.map(({ code, name }) => ({ code, name })), round: { code: round.code, name: round.name }, page, ...found });
}

export interface KeyedLine {
  id: string;
  code: string;
  label: string;
  max: string;
  step: string;
  /** what the viewer keyed in */
  own: string | null;
  differs: boolean;
}

export interface KeyedSheetView {
  assignmentId: string;
  code: string;
  title: string;
  judge: string;
  round: { code: string; name: string };
  standing: KeyedStanding;
  lines: KeyedLine[];
  remark: string;
  keyedAt: Date | null;
  /** both keyings by criterion code, only for one of the two people and only where they differ */
  compared: { name: string; values: Record<string, string> }[];
  lockedAt: Date | null;
  hasDraft: boolean;
}

export type KeyedViewRefusal = "not_found" | "own_paper" | "judges_entry" | "gone";

/** The page on which a sheet is keyed in. What somebody else typed is in it only once the viewer has typed something different. */
export async function keyedSheetView(
  { db }: Pick<Services, "db">,
  { actor, editionId, assignmentId }: { actor: Actor; editionId: string; assignmentId: string },
): Promise<Result<KeyedSheetView, KeyedViewRefusal>> {
  const assignment = isUuid(assignmentId) ? await anyAssignment({ db }, assignmentId) : null;
  if (!assignment || assignment.edition.id !== editionId) return refused("not_found");
  if (await hasConflict(db.prisma, assignment.entry.id, actor.userId)) return refused("not_found");
  if (assignment.state === "REVOKED") return refused("gone");
  if (assignment.judgeUserId === actor.userId) return refused("own_paper");
  if ((await hiddenEntries(db.prisma, actor, editionId)).has(assignment.entry.id)) return refused("judges_entry");
  const criteria = await criteriaOfSheetIn(db.prisma, assignment.round.id, assignment.entry.fieldId, null);
  const keyed = await keyedOf(db.prisma, assignmentId);
  const judge = await db.prisma.user.findUnique({ where: { id: assignment.judgeUserId }, select: { name: true } });
  const entry = await db.prisma.entry.findUnique({ where: { id: assignment.entry.id }, select: { title: true } });
  return ok(toView({ assignment, criteria, keyed, actor, title: entry?.title ?? "", judge: `${assignment.judgeCode} ${judge?.name ?? ""}`.trim() }));
}

async function anyAssignment({ db }: Pick<Services, "db">, id: string): Promise<JudgedAssignment | null> {
  const row = await db.prisma.assignment.findUnique({ where: { id }, select: { judge: { select: { userId: true } } } });
  return row && assignmentOfJudge(db, id, row.judge.userId);
}

interface Reading {
  assignment: JudgedAssignment;
  criteria: readonly SheetCriterion[];
  keyed: readonly KeyedRow[];
  actor: Actor;
  title: string;
  judge: string;
}

function toView({ assignment, criteria, keyed, actor, title, judge }: Reading): KeyedSheetView {
  const { entry, round, sheet } = assignment;
  const standing = keyedStanding(actor.userId, keyed);
  const own = keyed.find(({ by }) => by === actor.userId);
  const others = standing === "differs" ? keyed.filter(({ by }) => by !== actor.userId) : [];
  const differing = new Set(own ? others.flatMap((other) => differingCodes(own, other)) : []);
  const textOf = (row: KeyedRow | undefined, code: string) => {
    const points = row?.values.get(code);
    return points === undefined ? null : plainPoints(points);
  };
  const isLocked = sheet?.state === "LOCKED";
  return {
    assignmentId: assignment.id,
    code: entry.code ?? "",
    title,
    judge,
    round: { code: round.code, name: round.name },
    standing: isLocked ? "none" : standing,
    lines: criteria.map(({ id, code, label, max, step }) => ({ id, code, label, max: plainPoints(max), step: plainPoints(step), own: textOf(own, code), differs: differing.has(code) })),
    remark: own?.remark ?? "",
    keyedAt: own?.at ?? null,
    compared: own && others.length > 0 ? [own, ...others].map((row) => ({ name: row.name, values: Object.fromEntries([...row.values].map(([code, points]) => [code, plainPoints(points)])) })) : [],
    lockedAt: isLocked ? sheet.lockedAt : null,
    hasDraft: sheet?.state === "DRAFT",
  };
}
