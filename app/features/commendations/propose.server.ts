import { commendationsWhere, insertCommendations, updateCommendation, type CommendationKind, type NewCommendation } from "~/data/commendations.server";
import { authorityById } from "~/data/commendation-letters.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { matchUnit } from "~/data/units.server";
import { stateAfter, type RecipientKind } from "~/domain/commendations/states";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type EditionAct, lockEditionFor } from "~/features/judging/locked-edition.server";
import type { Services } from "~/features/services";
import { keepGrounds, openCommendation, type CommendationRefusal } from "./act.server";

type WithDatabase = Pick<Services, "db">;

export interface ProposedRecipient {
  /** made with the form: sent twice, the proposal is made once */
  id: string;
  recipientKind: RecipientKind;
  name: string;
  detail: string;
  grounds: string;
  mayPublish: boolean;
}

export interface Proposal {
  kind: CommendationKind;
  authorityId: string;
  /** in đồng, for each */
  money: number;
  rows: readonly ProposedRecipient[];
}

/** Proposes that an authority commends these; names of the register are linked with it. Rows sent before are left as they are. */
export function proposeCommendations({ db }: WithDatabase, { input, ...act }: EditionAct & { input: Proposal }): Promise<Result<{ proposed: number }, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<{ proposed: number }, CommendationRefusal>> => {
    const { actor, editionId, now } = act;
    const locked = await lockEditionFor(tx, act, "commendation.manage", "SHARE");
    if (!locked.ok) return locked;
    const rows = input.rows.filter(({ name }) => name !== "");
    if (rows.length === 0) return refused("nobody_named");
    if (!(await authorityById(tx, input.authorityId))) return refused("authority_unknown");
    const known = new Set((await commendationsWhere(tx, editionId, { ids: rows.map(({ id }) => id) })).map(({ id }) => id));
    const fresh = rows.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return ok({ proposed: 0 });
    const made: NewCommendation[] = [];
    const events: { commendation: string; kind: string; recipient: string; grounds: string; mayPublish: boolean; money: number; authority: string }[] = [];
    for (const { id, recipientKind, name, detail, grounds, mayPublish } of fresh) {
      const kept = await keepGrounds(tx, editionId, { grounds, recipient: { recipientKind, name, detail } });
      const unitId = recipientKind === "PERSON" ? null : await matchUnit(tx, name);
      made.push({ id, editionId, kind: input.kind, recipientKind, recipientName: name, recipientDetail: detail, unitId, authorityId: input.authorityId, groundsId: kept.id, mayPublish, money: input.money, proposedById: actor.userId, proposedAt: now });
      events.push({ commendation: id, kind: input.kind, recipient: kept.recipient, grounds: kept.grounds, mayPublish, money: input.money, authority: input.authorityId });
    }
    await insertCommendations(tx, made);
    await appendToLedger(tx, [{ type: "COMMENDATIONS_PROPOSED", data: { commendations: events }, actor: actor.userId, at: now, editionId }]);
    return ok({ proposed: made.length });
  });
}

export interface CommendationChange extends Omit<ProposedRecipient, "id"> {
  version: number;
  kind: CommendationKind;
  money: number;
}

/** Changes a proposal, until its letter was sent. */
export function changeCommendation({ db }: WithDatabase, { id, input, ...act }: EditionAct & { id: string; input: CommendationChange }): Promise<Result<null, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<null, CommendationRefusal>> => {
    const { actor, editionId, now } = act;
    const opened = await openCommendation(tx, act, id);
    if (!opened.ok) return opened;
    const row = opened.value;
    if (stateAfter("change", row.state, row.letterId !== null) === null) return refused("letter_sent");
    const { version, kind, recipientKind, name, detail, grounds, mayPublish, money } = input;
    const kept = await keepGrounds(tx, editionId, { grounds, recipient: { recipientKind, name, detail } });
    const unitId = recipientKind === "PERSON" ? null : await matchUnit(tx, name);
    const data = { kind, recipientKind, recipientName: name, recipientDetail: detail, unitId, groundsId: kept.id, mayPublish, money };
    if (!(await updateCommendation(tx, id, version, data))) return refused("version_conflict");
    await appendToLedger(tx, [{ type: "COMMENDATION_CHANGED", data: { commendation: id, kind, recipient: kept.recipient, grounds: kept.grounds, mayPublish, money }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** What may be put right after the letter was sent: whether a person's name may be published, and the number in the authority's book once it signed. */
export function correctCommendation({ db }: WithDatabase, { id, input, ...act }: EditionAct & { id: string; input: { version: number; mayPublish: boolean; bookNumber: string } }): Promise<Result<null, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<null, CommendationRefusal>> => {
    const opened = await openCommendation(tx, act, id);
    if (!opened.ok) return opened;
    const row = opened.value;
    if (row.state === "DROPPED") return refused("already_done");
    const isNumbered = stateAfter("number", row.state, row.letterId !== null) !== null;
    const { mayPublish } = input;
    const bookNumber = isNumbered ? input.bookNumber || null : row.bookNumber;
    if (!(await updateCommendation(tx, id, input.version, { mayPublish, bookNumber }))) return refused("version_conflict");
    if (mayPublish === row.mayPublish && bookNumber === row.bookNumber) return ok(null);
    await appendToLedger(tx, [{ type: "COMMENDATION_CORRECTED", data: { commendation: id, mayPublish, book: bookNumber ?? "" }, actor: act.actor.userId, at: act.now, editionId: act.editionId }]);
    return ok(null);
  });
}

/** Drops a commendation with a reason, whatever it had come to: it stays in the list and leaves the public one. Done again, nothing happens. */
export function dropCommendation({ db }: WithDatabase, { id, input, ...act }: EditionAct & { id: string; input: { version: number; reason: string } }): Promise<Result<null, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<null, CommendationRefusal>> => {
    const { actor, editionId, now } = act;
    const opened = await openCommendation(tx, act, id);
    if (!opened.ok) return opened;
    const row = opened.value;
    if (stateAfter("drop", row.state, row.letterId !== null) === null) return ok(null);
    const reason = await keepErasableText(tx, editionId, input.reason);
    if (!(await updateCommendation(tx, id, input.version, { state: "DROPPED", reasonId: reason.id }))) return refused("version_conflict");
    await appendToLedger(tx, [{ type: "COMMENDATION_DROPPED", data: { commendation: id, from: row.state, reason: reason.hash }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
