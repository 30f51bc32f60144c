import { hasConflict } from "~/data/conflicts.server";
import type { Tx } from "~/data/client.server";
import { openCorrectionOf } from "~/data/corrections.server";
import { countedHash } from "~/data/honours-on-record.server";
import { appendToLedger, chainFunctions, keepErasableText } from "~/data/ledger.server";
import { carriedVote } from "~/data/special-awards-counted.server";
import { lockSpecialAward, type SpecialAwardRow } from "~/data/special-awards.server";
import { isOpenUnit, matchUnit } from "~/data/units.server";
import { comparableName } from "~/domain/certificates/signed-text";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { givingFault, type GivingFault } from "~/domain/special-awards/giving";
import { sameOutcome, standingOf, type StandingRow } from "~/domain/special-awards/standing";
import { type EditionAct, type EditionRefusal, lockEditionFor } from "~/features/judging/locked-edition.server";
import { currentRanking } from "~/features/results/current-ranking.server";
import type { Services } from "~/features/services";
import { isAfterDecision } from "./later.server";
import { sceneFor, wholeScene, type Scene } from "./scene.server";
import type { GiveInput } from "./schemas";

export type GivingRefusal = EditionRefusal | GivingFault | "rules_contradict" | "nobody_named" | "author_unknown" | "given_already" | "correction_open";

type WithDatabase = Pick<Services, "db">;

interface Recipient {
  kind: "unit" | "author" | "name";
  unitId: string | null;
  entryId: string | null;
  entryCode: string | null;
  authorKey: string | null;
  name: string | null;
}

const NOBODY: Recipient = { kind: "name", unitId: null, entryId: null, entryCode: null, authorKey: null, name: null };

/**
 * Gives an award to somebody. By its rule alone it goes to those within the quota; a tie, a free choice, and whatever is given after the
 * decision was signed on paper need a reason or a carried vote (`domain/special-awards/giving`). After publication it is an addition of its
 * own, which everybody sees as such. Whoever has an interest in an entry that the recipient's place rests on, or would see another outcome
 * without the entries of interest, is barred. Sent twice, it is given once.
 * While a correction is open nothing is given: what is counted then rests on scores that are not public, and the award would be at once.
 */
export function giveSpecialAward({ db }: WithDatabase, { awardId, input, ...act }: EditionAct & { awardId: string; input: GiveInput }): Promise<Result<null, GivingRefusal>> {
  return db.transact(async (tx): Promise<Result<null, GivingRefusal>> => {
    const { actor, editionId } = act;
    const locked = await lockEditionFor(tx, act, "special_award.give", "SHARE");
    if (!locked.ok) return locked;
    const award = isUuid(awardId) ? await lockSpecialAward(tx, editionId, awardId) : null;
    if (!award) return refused("not_found");
    if ((await tx.specialAwardGiven.count({ where: { id: input.id, specialAwardId: award.id } })) > 0) return ok(null);
    if (await openCorrectionOf(tx, editionId)) return refused("correction_open");
    const current = await currentRanking(tx, editionId);
    if (!current.ok) return refused(current.reason);
    const scene = await wholeScene(tx, editionId, current.value);
    const named = await recipientNamed(tx, scene, input);
    if (!named.ok) return named;
    const recipient = named.value;
    const standing = standingOf(award, scene.entries);
    const row = rowOf(standing.rows, scene, recipient);
    if (!sameOutcome(standing, standingOf(award, (await sceneFor(tx, actor, editionId, current.value)).entries))) return refused("conflict_of_interest");
    if (await isOfInterest(tx, { scene, recipient, row, actor })) return refused("conflict_of_interest");

    const isLater = await isAfterDecision(tx, editionId, locked.value.phase);
    const vote = await carriedVote(tx, award.id, recipient.entryId);
    const given = await tx.specialAwardGiven.findMany({ where: { specialAwardId: award.id, revokedAt: null }, select: { unitId: true, entryId: true, authorKey: true, recipientName: true } });
    if (given.some((one) => isSame(one, recipient, row, scene))) return refused("given_already");
    const fault = givingFault({ rule: award.rule, quota: award.quota, given: given.length, recipient: recipient.kind, row, isLater, isGrounded: input.reason !== "" || vote !== null });
    if (fault) return refused(fault);
    await record(tx, act, { award, input, recipient, row, vote, isLater });
    return ok(null);
  });
}

interface Recording {
  award: SpecialAwardRow;
  input: GiveInput;
  recipient: Recipient;
  row: StandingRow | null;
  vote: string | null;
  isLater: boolean;
}

async function record(tx: Tx, { actor, editionId, now }: EditionAct, { award, input, recipient, row, vote, isLater }: Recording): Promise<void> {
  const { unitId, entryId, entryCode, authorKey, name } = recipient;
  const reason = input.reason === "" ? null : await keepErasableText(tx, editionId, input.reason);
  const value = row === null || row.value === null ? "" : String(row.value);
  await tx.specialAwardGiven.create({
    data: { id: input.id, specialAwardId: award.id, unitId, entryId, authorKey, recipientName: name, value, reasonId: reason?.id ?? null, voteId: vote, madeById: actor.userId, madeAt: now },
    select: { id: true },
  });
  const nameHash = name === null ? null : chainFunctions.sha256Hex(`${input.id} ${name}`);
  const data = { given: input.id, award: award.code, unit: unitId, entry: entryCode, author: authorKey, name: nameHash, value: countedHash(input.id, value), reason: reason?.hash ?? null, vote, later: isLater };
  await appendToLedger(tx, [{ type: "SPECIAL_AWARD_GIVEN", data, actor: actor.userId, at: now, editionId }]);
}

/** Who is meant: a unit by its id or its name, an author by entry and name (or key), else the name as it stands. */
async function recipientNamed(tx: Tx, scene: Scene, input: GiveInput): Promise<Result<Recipient, "nobody_named" | "author_unknown">> {
  if (input.unit !== undefined) return (await isOpenUnit(tx, input.unit)) ? ok({ ...NOBODY, kind: "unit", unitId: input.unit }) : refused("nobody_named");
  if (input.entry !== "") {
    const entry = scene.rows.get(input.entry.toUpperCase());
    const author = entry?.authors.find(({ key, name }) => key === input.author || (name !== "" && comparableName(name) === comparableName(input.author)));
    return entry && author ? ok({ ...NOBODY, kind: "author", entryId: entry.id, entryCode: entry.code, authorKey: author.key }) : refused("author_unknown");
  }
  if (input.name === "") return refused("nobody_named");
  const unitId = await matchUnit(tx, input.name);
  return ok(unitId === null ? { ...NOBODY, name: input.name } : { ...NOBODY, kind: "unit", unitId });
}

/** The recipient's row in the standing: for authors that of the person, whichever of the entries is named. */
function rowOf(rows: readonly StandingRow[], scene: Scene, { unitId, entryCode, authorKey }: Recipient): StandingRow | null {
  if (unitId !== null) return rows.find(({ id }) => id === unitId) ?? null;
  const person = personOf(scene, entryCode, authorKey);
  return (person !== null && rows.find(({ id }) => id === person)) || null;
}

const personOf = (scene: Scene, code: string | null, key: string | null): string | null => scene.entries.find((entry) => entry.code === code)?.authors.find((author) => author.key === key)?.person ?? null;

function isSame(given: { unitId: string | null; entryId: string | null; authorKey: string | null; recipientName: string | null }, recipient: Recipient, row: StandingRow | null, scene: Scene): boolean {
  if (recipient.kind === "unit") return given.unitId === recipient.unitId;
  if (recipient.kind === "name") return given.recipientName !== null && comparableName(given.recipientName) === comparableName(recipient.name ?? "");
  const code = scene.entries.find((entry) => scene.rows.get(entry.code)?.id === given.entryId)?.code ?? null;
  const person = personOf(scene, code, given.authorKey);
  return person !== null && person === (row?.id ?? personOf(scene, recipient.entryCode, recipient.authorKey));
}

/** Whether the actor has an interest in an entry the recipient stands for, or works for the unit. */
async function isOfInterest(tx: Tx, { scene, recipient, row, actor }: { scene: Scene; recipient: Recipient; row: StandingRow | null; actor: EditionAct["actor"] }): Promise<boolean> {
  const { unitId, entryCode } = recipient;
  if (unitId !== null && actor.roles.some((held) => held.unitId === unitId)) return true;
  const codes = [...(row?.entries ?? []), ...scene.entries.flatMap(({ code, unit }) => (code === entryCode || (unitId !== null && unit === unitId) ? [code] : []))];
  const ids = [...new Set(codes)].flatMap((code) => scene.rows.get(code)?.id ?? []);
  for (const id of ids) if (await hasConflict(tx, id, actor.userId)) return true;
  return false;
}

/** Takes an award back, with a reason; what is taken back stays in the record. The same persons are barred as from giving it. */
export function revokeSpecialAward({ db }: WithDatabase, { awardId, input, ...act }: EditionAct & { awardId: string; input: { id: string; reason: string } }): Promise<Result<null, GivingRefusal>> {
  return db.transact(async (tx): Promise<Result<null, GivingRefusal>> => {
    const { actor, editionId, now } = act;
    const locked = await lockEditionFor(tx, act, "special_award.give", "SHARE");
    if (!locked.ok) return locked;
    const award = isUuid(awardId) ? await lockSpecialAward(tx, editionId, awardId) : null;
    const given = award && (await tx.specialAwardGiven.findFirst({ where: { id: input.id, specialAwardId: award.id }, include: { entry: { select: { code: true } } } }));
    if (!award || !given) return refused("not_found");
    if (given.revokedAt !== null) return ok(null);
    const current = await currentRanking(tx, editionId);
    if (!current.ok) return refused(current.reason);
    const scene = await wholeScene(tx, editionId, current.value);
    const recipient: Recipient = { ...NOBODY, unitId: given.unitId, entryId: given.entryId, entryCode: given.entry?.code ?? null, authorKey: given.authorKey, name: given.recipientName };
    const row = rowOf(standingOf(award, scene.entries).rows, scene, recipient);
    if (await isOfInterest(tx, { scene, recipient, row, actor })) return refused("conflict_of_interest");
    const isLater = await isAfterDecision(tx, editionId, locked.value.phase);
    const reason = await keepErasableText(tx, editionId, input.reason);
    await tx.specialAwardGiven.update({ where: { id: given.id }, data: { revokedAt: now, revokedById: actor.userId, revokeReasonId: reason.id }, select: { id: true } });
    const data = { given: given.id, award: award.code, entry: recipient.entryCode, reason: reason.hash, later: isLater };
    await appendToLedger(tx, [{ type: "SPECIAL_AWARD_REVOKED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
