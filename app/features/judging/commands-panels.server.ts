import { isUniqueViolation, type Tx } from "~/data/client.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { ensureJudge } from "~/data/memberships-judges.server";
import {
  countAssigned,
  deletePanel,
  fieldsAtWork,
  insertPanel,
  panelsOf,
  peopleWhoMayJudge,
  removeMember,
  roundsAndFields,
  roundsOf,
  setMember,
  updatePanel,
  type PanelRow,
} from "~/data/panels.server";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { lockEditionFor, type EditionAct, type EditionRefusal } from "./locked-edition.server";

type WithDatabase = Pick<Services, "db">;

export interface PanelInput {
  name: string;
  fieldIds: readonly string[];
}

export type PanelRefusal = EditionRefusal | "name_taken" | "round_unknown" | "field_unknown" | "already_exists";

/** Makes a panel of a round. `id` was handed out with the form: sent twice, it makes one panel. */
export async function createPanel(
  { db }: WithDatabase,
  act: EditionAct & { input: PanelInput & { id: string; roundId: string } },
): Promise<Result<{ id: string }, PanelRefusal>> {
  const { input, editionId } = act;
  return onNameTaken(() =>
    db.transact(async (tx): Promise<Result<{ id: string }, PanelRefusal>> => {
      const access = await lockEditionFor(tx, act, "panel.manage", "UPDATE");
      if (!access.ok) return access;
      if ((await panelsOf(tx, editionId, input.id)).length > 0) return ok({ id: input.id });
      const rounds = await roundsOf(tx, editionId);
      if (!rounds.some(({ id }) => id === input.roundId)) return refused("round_unknown");
      if (await hasUnknownField(tx, editionId, input.fieldIds)) return refused("field_unknown");
      await insertPanel(tx, { ...input, editionId });
      return ok({ id: input.id });
    }),
  );
}

/** Renames a panel and sets the fields it serves; a field it is at work in stays. */
export async function changePanel(
  { db }: WithDatabase,
  act: EditionAct & { panelId: string; input: PanelInput },
): Promise<Result<null, PanelRefusal | "field_at_work">> {
  const { input, editionId, panelId } = act;
  return onNameTaken(() =>
    db.transact(async (tx): Promise<Result<null, PanelRefusal | "field_at_work">> => {
      const panel = await lockPanel(tx, act);
      if (!panel.ok) return panel;
      if (await hasUnknownField(tx, editionId, input.fieldIds)) return refused("field_unknown");
      const atWork = await fieldsAtWork(tx, panelId);
      if (atWork.some((id) => !input.fieldIds.includes(id))) return refused("field_at_work");
      await updatePanel(tx, panelId, input);
      return ok(null);
    }),
  );
}

/** Removes a panel. One for which somebody was ever assigned belongs to the record and stays. */
export async function removePanel({ db }: WithDatabase, act: EditionAct & { panelId: string }): Promise<Result<null, EditionRefusal | "panel_at_work">> {
  return db.transact(async (tx): Promise<Result<null, EditionRefusal | "panel_at_work">> => {
    const panel = await lockPanel(tx, act);
    if (!panel.ok) return panel;
    if (panel.value.assignments > 0) return refused("panel_at_work");
    await deletePanel(tx, act.panelId);
    return ok(null);
  });
}

export interface MemberInput {
  userId: string;
  isChair: boolean;
  /** the most entries in a round; null: any number */
  maxLoad: number | null;
}

/** Puts a judge or chair of the edition into a panel, or changes their place in it. */
export async function placeMember(
  { db }: WithDatabase,
  act: EditionAct & { panelId: string; input: MemberInput },
): Promise<Result<null, EditionRefusal | "person_unknown">> {
  const { editionId, panelId, input, now } = act;
  return db.transact(async (tx): Promise<Result<null, EditionRefusal | "person_unknown">> => {
    const panel = await lockPanel(tx, act);
    if (!panel.ok) return panel;
    const people = await peopleWhoMayJudge(tx, editionId);
    const person = people.find(({ userId }) => userId === input.userId);
    if (!person) return refused("person_unknown");
    const judgeId = await ensureJudge(tx, { editionId, userId: input.userId, unitId: null });
    await setMember(tx, { panelId, judgeId, isChair: input.isChair, maxLoad: input.maxLoad });
    if (person.code === null) await refreshConflicts(tx, { editionId, userIds: [input.userId], now });
    return ok(null);
  });
}

/** Takes a judge out of a panel, once nothing is assigned to them on its behalf. */
export async function dropMember(
  { db }: WithDatabase,
  act: EditionAct & { panelId: string; judgeId: string },
): Promise<Result<null, EditionRefusal | "member_at_work">> {
  return db.transact(async (tx): Promise<Result<null, EditionRefusal | "member_at_work">> => {
    const panel = await lockPanel(tx, act);
    if (!panel.ok) return panel;
    if (!isUuid(act.judgeId)) return refused("not_found");
    if ((await countAssigned(tx, act.panelId, act.judgeId)) > 0) return refused("member_at_work");
    await removeMember(tx, act.panelId, act.judgeId);
    return ok(null);
  });
}

async function lockPanel(tx: Tx, act: EditionAct & { panelId: string }): Promise<Result<PanelRow, EditionRefusal>> {
  const access = await lockEditionFor(tx, act, "panel.manage", "UPDATE");
  if (!access.ok) return access;
  const [panel] = isUuid(act.panelId) ? await panelsOf(tx, act.editionId, act.panelId) : [];
  return panel ? ok(panel) : refused("not_found");
}

async function hasUnknownField(tx: Tx, editionId: string, fieldIds: readonly string[]): Promise<boolean> {
  const known = new Set((await roundsAndFields(tx, editionId)).fields.map(({ id }) => id));
  return fieldIds.some((id) => !known.has(id));
}

async function onNameTaken<T, R extends string>(work: () => Promise<Result<T, R>>): Promise<Result<T, R | "name_taken">> {
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error)) return refused("name_taken");
    throw error;
  }
}
