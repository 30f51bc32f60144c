import { tiersOf } from "~/data/results.server";
import { termsHash } from "~/data/honours-on-record.server";
import { appendToLedger, chainFunctions } from "~/data/ledger.server";
import { insertSpecialAward, lockSpecialAward, type AwardContent, specialAwardsStated, updateSpecialAward, type SpecialAwardRow } from "~/data/special-awards.server";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { presets } from "~/domain/special-awards/presets";
import type { SpecialAwardRule } from "~/domain/special-awards/rules";
import { type EditionAct, type EditionRefusal, lockEditionFor } from "~/features/judging/locked-edition.server";
import type { Services } from "~/features/services";
import { specialAwards as texts } from "~/i18n/vi/special-awards";
import { isAfterDecision } from "./later.server";

export type DefiningRefusal = EditionRefusal | "result_signed" | "award_given" | "version_conflict" | "no_points";

type WithDatabase = Pick<Services, "db">;
type Tx = Parameters<Parameters<Services["db"]["transact"]>[0]>[0];

/** Once the decision is signed on paper the rules of awards stand. */
async function open(tx: Tx, act: EditionAct): Promise<Result<null, DefiningRefusal>> {
  const locked = await lockEditionFor(tx, act, "special_award.define", "SHARE");
  if (!locked.ok) return locked;
  return (await isAfterDecision(tx, act.editionId, locked.value.phase)) ? refused("result_signed") : ok(null);
}

/** Adds an award after a pattern of its rule, with proposed words; done again with the same id it is added once. */
export function addSpecialAward({ db }: WithDatabase, { input, ...act }: EditionAct & { input: { newId: string; rule: SpecialAwardRule } }): Promise<Result<{ id: string }, DefiningRefusal>> {
  return db.transact(async (tx): Promise<Result<{ id: string }, DefiningRefusal>> => {
    const opened = await open(tx, act);
    if (!opened.ok) return opened;
    const stated = await specialAwardsStated(tx, act.editionId);
    if (stated.some(({ id }) => id === input.newId)) return ok({ id: input.newId });
    const preset = presets((await tiersOf(tx, act.editionId)).map(({ code }) => code)).find(({ rule }) => rule === input.rule);
    if (!preset) return refused("not_found");
    const { label, ruleText } = texts.presets[preset.rule];
    const content: AwardContent = { ...preset, code: freeCode(preset.code, stated), label, ruleText, money: 0, position: Math.max(0, ...stated.map(({ position }) => position)) + 1 };
    await insertSpecialAward(tx, act.editionId, input.newId, content);
    await appendToLedger(tx, [{ type: "SPECIAL_AWARD_DEFINED", data: { award: content.code, terms: termsHash(content) }, actor: act.actor.userId, at: act.now, editionId: act.editionId }]);
    return ok({ id: input.newId });
  });
}

function freeCode(code: string, stated: readonly Pick<SpecialAwardRow, "code">[]): string {
  const taken = new Set(stated.map((award) => award.code));
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? code : `${code}-${number}`;
    if (!taken.has(wanted)) return wanted;
  }
}

export interface AwardChange extends Pick<AwardContent, "label" | "ruleText" | "minimum" | "quota" | "money"> {
  version: number;
  points?: { submitted: number; qualified: number; tiers?: Readonly<Record<string, number>> | undefined } | undefined;
}

/** Changes the words, the line and the money of an award; what it counts stays as it is once somebody has it. */
export function changeSpecialAward({ db }: WithDatabase, { id, input, ...act }: EditionAct & { id: string; input: AwardChange }): Promise<Result<null, DefiningRefusal>> {
  return db.transact(async (tx): Promise<Result<null, DefiningRefusal>> => {
    const opened = await open(tx, act);
    if (!opened.ok) return opened;
    const award = isUuid(id) ? await lockSpecialAward(tx, act.editionId, id) : null;
    if (!award) return refused("not_found");
    const tiers = new Set((await tiersOf(tx, act.editionId)).map(({ code }) => code));
    const { version, points: typed, ...words } = input;
    const points = award.rule === "UNIT_POINTS" && typed ? { submitted: typed.submitted, qualified: typed.qualified, tiers: Object.fromEntries(Object.entries(typed.tiers ?? {}).filter(([code]) => tiers.has(code))) } : award.points;
    if (points && points.submitted + points.qualified + Object.values(points.tiers).reduce((sum, each) => sum + each, 0) === 0) return refused("no_points");
    const content: AwardContent = { ...award, ...words, points };
    const given = await tx.specialAwardGiven.count({ where: { specialAwardId: award.id, revokedAt: null } });
    const line = (one: Pick<AwardContent, "points" | "minimum">) => chainFunctions.canonical({ points: one.points && { ...one.points }, minimum: one.minimum });
    if (given > content.quota || (given > 0 && line(content) !== line(award))) return refused("award_given");
    const { code, label, rule, ruleText, minimum, quota, money, position } = content;
    if (!(await updateSpecialAward(tx, award.id, version, { code, label, rule, ruleText, points, minimum, quota, money, position }))) return refused("version_conflict");
    await appendToLedger(tx, [{ type: "SPECIAL_AWARD_DEFINED", data: { award: code, terms: termsHash(content) }, actor: act.actor.userId, at: act.now, editionId: act.editionId }]);
    return ok(null);
  });
}

/** Takes an award out of the edition that nobody was ever given and no vote was taken on. */
export function removeSpecialAward({ db }: WithDatabase, { id, ...act }: EditionAct & { id: string }): Promise<Result<null, DefiningRefusal>> {
  return db.transact(async (tx): Promise<Result<null, DefiningRefusal>> => {
    const opened = await open(tx, act);
    if (!opened.ok) return opened;
    const award = isUuid(id) ? await lockSpecialAward(tx, act.editionId, id) : null;
    if (!award) return refused("not_found");
    const where = { specialAwardId: award.id };
    if ((await tx.specialAwardGiven.count({ where })) + (await tx.vote.count({ where })) > 0) return refused("award_given");
    await tx.specialAward.delete({ where: { id: award.id } });
    await appendToLedger(tx, [{ type: "SPECIAL_AWARD_REMOVED", data: { award: award.code }, actor: act.actor.userId, at: act.now, editionId: act.editionId }]);
    return ok(null);
  });
}
