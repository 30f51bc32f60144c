import type { Tx } from "~/data/client.server";
import { areCommitteeAccounts, committeeAccounts, committeeOf, insertMembers, makeRoom, removeMembers, updateMember, type CommitteeAccount, type CommitteeMemberRow, type CommitteeWrite } from "~/data/committee.server";
import { type EditionRow, lockEdition, updateEdition } from "~/data/editions.server";
import { recordCommittee } from "~/data/committee-on-record.server";
import { appendToLedger } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { committee as texts } from "~/i18n/vi/committee";
import { type CommitteeName, type MemberInput, MOST_MEMBERS } from "./schemas";

type WithDatabase = Pick<Services, "db">;
export type CommitteeRefusal = Denial | "not_found" | "version_conflict" | "too_many" | "account_unknown" | "term_reversed" | "already_listed";

interface Act {
  actor: Actor;
  editionId: string;
  now: Date;
}

interface Opened {
  tx: Tx;
  edition: EditionRow;
}

/** The edition, locked, for whoever keeps its committees. */
function changing<Value>({ db }: WithDatabase, { actor, editionId, now }: Act, work: (opened: Opened) => Promise<Result<Value, CommitteeRefusal>>): Promise<Result<Value, CommitteeRefusal>> {
  return db.transact(async (tx): Promise<Result<Value, CommitteeRefusal>> => {
    const edition = isStaff(actor, editionId) ? await lockEdition(tx, editionId) : null;
    if (!edition) return refused("not_found");
    const right = can(actor, "committee.manage", { editionId, phase: phaseAt(edition, now) });
    return right.allowed ? work({ tx, edition }) : refused(right.reason);
  });
}

const record = (tx: Tx, { actor, editionId, now }: Act, committee: CommitteeName, changed: readonly object[]) => recordCommittee(tx, { editionId, committee, changed, actorId: actor.userId, now });

/** Puts a person on a committee, or changes one whose version is the one that was looked at. The same new id sent twice makes one. */
export function saveMember(services: WithDatabase, act: Act & { committee: CommitteeName; input: MemberInput }): Promise<Result<null, CommitteeRefusal>> {
  const { editionId, committee, input } = act;
  return changing(services, act, async ({ tx }) => {
    const members = await committeeOf(tx, editionId);
    const current = members.find(({ id }) => id === input.id);
    if (current && current.committee !== committee) return refused("not_found");
    const row = written(input);
    // A form sent twice says what is stored already.
    if (current && input.version === 0) return same(current, row) ? ok(null) : refused("version_conflict");
    if (input.version > 0 && !current) return refused("version_conflict");
    if (current && current.version !== input.version) return refused("version_conflict");
    const own = members.filter((member) => member.committee === committee);
    if (!current && own.length >= MOST_MEMBERS) return refused("too_many");
    if (row.validFrom !== null && row.validTo !== null && row.validTo < row.validFrom) return refused("term_reversed");
    if (row.userId !== null && row.userId !== current?.userId && !(await areCommitteeAccounts(tx, editionId, [row.userId]))) return refused("account_unknown");
    if (row.userId !== null && own.some(({ id, userId }) => userId === row.userId && id !== row.id)) return refused("already_listed");
    if (current && same(current, row)) return ok(null);
    if (own.some(({ id, position }) => id !== row.id && position === row.position)) await makeRoom(tx, { editionId, committee, position: row.position, exceptId: row.id });
    if (current) await updateMember(tx, row);
    else await insertMembers(tx, editionId, committee, [row]);
    await record(tx, act, committee, [row]);
    return ok(null);
  });
}

function written({ id, name, post, role, position, validFrom, validTo, userId }: MemberInput): CommitteeWrite {
  return { id, name, post, role, position, validFrom: validFrom ?? null, validTo: validTo ?? null, userId: userId === "" ? null : userId };
}

const FIELDS = ["name", "post", "role", "position", "userId", "validFrom", "validTo"] as const;
const same = (stored: CommitteeMemberRow, typed: CommitteeWrite): boolean => FIELDS.every((field) => stored[field] === typed[field]);

/** Takes a person off a committee; removed already is done. */
export function removeMember(services: WithDatabase, act: Act & { committee: CommitteeName; input: { id: string; version: number } }): Promise<Result<null, CommitteeRefusal>> {
  return changing(services, act, async ({ tx }) => {
    const member = (await committeeOf(tx, act.editionId, act.committee)).find(({ id }) => id === act.input.id);
    if (!member) return ok(null);
    if (member.version !== act.input.version) return refused("version_conflict");
    await removeMembers(tx, [member.id]);
    await record(tx, act, act.committee, [{ removed: member.id }]);
    return ok(null);
  });
}

/** Adds the accounts whose role belongs to the committee and that are not on it; says how many. */
export function fillFromAccounts(services: WithDatabase, act: Act & { committee: CommitteeName }): Promise<Result<number, CommitteeRefusal>> {
  const { editionId, committee } = act;
  return changing(services, act, async ({ tx }) => {
    const [members, accounts] = await Promise.all([committeeOf(tx, editionId, committee), committeeAccounts(tx, editionId)]);
    const listed = new Set(members.flatMap(({ userId }) => userId ?? []));
    const named = new Set(members.filter(({ userId }) => userId === null).map(({ name }) => name.toLocaleLowerCase("vi")));
    const missing = [...new Map(accounts.filter(({ role }) => belongs(role) === committee).toReversed().map((account) => [account.userId, account])).values()]
      .toReversed()
      .filter(({ userId, name }) => !listed.has(userId) && !named.has(name.toLocaleLowerCase("vi")));
    if (missing.length === 0) return ok(0);
    if (members.length + missing.length > MOST_MEMBERS) return refused("too_many");
    const last = members.reduce((highest, { position }) => Math.max(highest, position), 0);
    const rows = missing.map((account, index): CommitteeWrite => ({ id: crypto.randomUUID(), name: account.name, post: account.unit, role: roleOf(account), position: Math.min(last + index + 1, 999), userId: account.userId, validFrom: null, validTo: null }));
    await insertMembers(tx, editionId, committee, rows);
    await record(tx, act, committee, rows);
    return ok(rows.length);
  });
}

const belongs = (role: CommitteeAccount["role"]): CommitteeName => (role === "ORGANISER" ? "ORGANISING" : role === "SECRETARY" ? "SECRETARIAT" : "JURY");

function roleOf({ role }: CommitteeAccount): string {
  const { roles } = texts.fill;
  return role === "ORGANISER" ? roles.ORGANISING : role === "SECRETARY" ? roles.SECRETARIAT : roles[role];
}

/** Sets what a judge is paid for one locked sheet, if it is still what was looked at. */
export function setJudgeFee(services: WithDatabase, act: Act & { input: { before: number; fee: number } }): Promise<Result<null, CommitteeRefusal>> {
  const { actor, editionId, now, input } = act;
  return changing(services, act, async ({ tx, edition }) => {
    if (edition.judgeFee === input.fee) return ok(null);
    if (edition.judgeFee !== input.before) return refused("version_conflict");
    await updateEdition(tx, editionId, { judgeFee: input.fee });
    await appendToLedger(tx, [{ type: "JUDGE_FEE_SET", data: { fee: input.fee }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
