import { randomUUID } from "node:crypto";
import { makeAssignments } from "~/data/assignments.server";
import { appendToLedger } from "~/data/ledger.server";
import { ensureJudge } from "~/data/memberships-judges.server";
import { setMember } from "~/data/panels.server";
import { criteriaOfSheetIn, lockAssignment, writeSheet } from "~/data/sheets-judge.server";
import type { Actor } from "~/domain/access/roles";
import { sheetTotal } from "~/domain/judging/sheet";
import { parsePoints, plainPoints } from "~/domain/kernel/decimal";
import type { Services } from "~/features/services";
import { makeUser, withRole } from "./people";

type WithDatabase = Pick<Services, "db" | "clock">;

/** What `makeEdition` gives; only these parts are needed here. */
interface MadeEdition {
  edition: { id: string };
  fields: readonly { id: string; code: string }[];
  rounds: readonly { id: string; code: string }[];
}

interface PanelSpec {
  /** code of the round; the first one unless given */
  round?: string;
  name?: string;
  /** codes; all fields unless given */
  fields?: readonly string[];
  /** how many new judges, or persons who are to judge; 3 unless given */
  judges?: number | readonly Actor[];
  /** the unit of the new judges */
  unitId?: string;
  maxLoad?: number;
  /** index of the member who chairs the panel */
  chair?: number;
}

export interface MadeJudge {
  id: string;
  code: string;
  actor: Actor;
}

export interface MadePanel {
  panel: { id: string; name: string; roundId: string; editionId: string };
  judges: MadeJudge[];
}

/** A panel with its judges: accounts with the role JUDGE, judge codes GK01, GK02 … */
export async function makePanel({ db }: WithDatabase, made: MadeEdition, spec: PanelSpec = {}): Promise<MadePanel> {
  const editionId = made.edition.id;
  const round = spec.round ? made.rounds.find(({ code }) => code === spec.round) : made.rounds[0];
  if (!round) throw new Error(`no round ${spec.round ?? ""}`);
  const served = made.fields.filter(({ code }) => !spec.fields || spec.fields.includes(code));
  const panel = await db.prisma.panel.create({
    data: {
      editionId,
      roundId: round.id,
      name: spec.name ?? `Tiểu ban ${randomUUID().slice(0, 6)}`,
      fields: { create: served.map(({ id }) => ({ fieldId: id })) },
    },
  });
  const wanted = spec.judges ?? 3;
  const people = typeof wanted === "number" ? await newJudges({ db }, wanted, editionId, spec.unitId) : wanted;
  const judges: MadeJudge[] = [];
  for (const [index, person] of people.entries()) {
    const held = await db.prisma.membership.count({ where: { userId: person.userId, editionId, endedAt: null, role: { in: ["JUDGE", "CHAIR"] } } });
    const actor = held > 0 ? person : await withRole({ db }, person, "JUDGE", { editionId });
    const judge = await db.transact(async (tx) => {
      const id = await ensureJudge(tx, { editionId, userId: actor.userId, unitId: spec.unitId ?? null });
      await setMember(tx, { panelId: panel.id, judgeId: id, isChair: index === spec.chair, maxLoad: spec.maxLoad ?? null });
      return tx.judge.findUniqueOrThrow({ where: { id }, select: { id: true, code: true } });
    });
    judges.push({ ...judge, actor });
  }
  return { panel, judges };
}

async function newJudges({ db }: Pick<Services, "db">, count: number, editionId: string, unitId?: string): Promise<Actor[]> {
  const people: Actor[] = [];
  for (let index = 0; index < count; index += 1) {
    const membership = unitId === undefined ? {} : { unitId };
    people.push(await makeUser({ db }, { role: "JUDGE", editionId, ...membership }));
  }
  return people;
}

export interface MadeAssignment {
  id: string;
  judge: MadeJudge;
}

/** A running assignment of a judge of the panel on an entry, on record as the application would put it; blind judges may see the entry. */
export async function assign(
  { db, clock }: WithDatabase,
  { panel, judge, entry }: { panel: MadePanel["panel"]; judge: MadeJudge; entry: { id: string } },
): Promise<MadeAssignment> {
  const pairs = [{ entryId: entry.id, judgeId: judge.id, panelId: panel.id }];
  const { editionId, roundId } = panel;
  const [made] = await db.transact((tx) => makeAssignments(tx, { editionId, roundId, pairs, actorId: "system", now: clock.now() }));
  if (!made) throw new Error("nothing was assigned");
  await letBlindJudgesSee({ db, clock }, entry.id);
  return { id: made.id, judge };
}

/** As if a person had gone through the dossier and found nothing that tells whose it is. */
export async function letBlindJudgesSee({ db, clock }: WithDatabase, entryId: string): Promise<void> {
  const versions = await db.prisma.entryVersion.findMany({ where: { entryId, state: "SUBMITTED" }, select: { id: true } });
  await db.prisma.blindCheck.createMany({ data: versions.map(({ id }) => ({ versionId: id, checkedById: "system", checkedAt: clock.now() })), skipDuplicates: true });
}

interface SheetSpec {
  remark?: string;
}

/** Scores as decimal texts by criterion code, stored as a draft. */
export function draftSheet(services: WithDatabase, assignment: MadeAssignment, scores: Readonly<Record<string, string>>, spec: SheetSpec = {}) {
  return storeSheet(services, assignment, scores, "DRAFT", spec);
}

/**
 * A locked sheet, with its event. `scores` are decimal texts by criterion code; a single text is given to every criterion
 * (cut down to its maximum).
 */
export function lockSheet(services: WithDatabase, assignment: MadeAssignment, scores: Readonly<Record<string, string>> | string, spec: SheetSpec = {}) {
  return storeSheet(services, assignment, scores, "LOCKED", spec);
}

async function storeSheet(
  { db, clock }: WithDatabase,
  assignment: MadeAssignment,
  scores: Readonly<Record<string, string>> | string,
  state: "DRAFT" | "LOCKED",
  { remark = "" }: SheetSpec,
): Promise<{ id: string; version: number }> {
  const now = clock.now();
  const actorId = assignment.judge.actor.userId;
  return db.transact(async (tx) => {
    const judged = await lockAssignment(tx, assignment.id, actorId);
    if (!judged) throw new Error("no such assignment");
    const criteria = await criteriaOfSheetIn(tx, judged.round.id, judged.entry.fieldId, null);
    const given = new Map(
      criteria.flatMap(({ code, max }): [string, number][] => {
        const typed = typeof scores === "string" ? scores : scores[code];
        const points = typed === undefined ? null : parsePoints(typed);
        return points === null ? [] : [[code, typeof scores === "string" ? Math.min(points, max) : points]];
      }),
    );
    const rows = criteria.flatMap(({ id, code }) => {
      const value = given.get(code);
      return value === undefined ? [] : [{ criterionId: id, code, value }];
    });
    const { sum, complete } = sheetTotal(criteria, given);
    if (state === "LOCKED" && !complete) throw new Error("a locked sheet needs a score for every criterion");
    const sheet = await writeSheet(tx, { assignmentId: assignment.id, state, scores: rows, total: complete ? sum : null, remark, actorId, now });
    if (state === "LOCKED") {
      const data = {
        sheet: sheet.id,
        round: judged.round.code,
        entry: judged.entry.code ?? judged.entry.id,
        judge: judged.judgeCode,
        scores: Object.fromEntries(rows.map(({ code, value }) => [code, plainPoints(value)])),
        total: plainPoints(sum),
      };
      await appendToLedger(tx, [{ type: "SHEET_LOCKED", data, actor: actorId, at: now, editionId: judged.edition.id }]);
    }
    return sheet;
  });
}
