import { randomBytes } from "node:crypto";
import { certificateTemplate } from "~/data/certificates.server";
import type { Tx } from "~/data/client.server";
import { lockCommendations, updateCommendations, type CommendationRow } from "~/data/commendations.server";
import { authorityById, insertLetter, lockLetter, type LetterRow, updateLetter } from "~/data/commendation-letters.server";
import { authorityHash, commendationCodeHash, wordsHash } from "~/data/honours-on-record.server";
import type { EditionRow } from "~/data/editions.server";
import { appendToLedger } from "~/data/ledger.server";
import { CODE_BYTES, codeOf } from "~/domain/certificates/code";
import { stateAfter } from "~/domain/commendations/states";
import { dayFault, daysToSend, daysToSign } from "~/domain/documents/paper-days";
import type { Day } from "~/domain/entry/ages";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { type EditionAct, lockEditionFor } from "~/features/judging/locked-edition.server";
import type { Services } from "~/features/services";
import { contentOf, storedDay, type CommendationRefusal } from "./act.server";
import { recordedDay } from "./letter-days.server";
import { letterSigner } from "./letter-paper.server";

type WithDatabase = Pick<Services, "db">;
type Done = Result<null, CommendationRefusal>;

/**
 * Begins a letter to an authority with these proposals; all that are meant for it and stand in no letter where none is named. Begun twice
 * with the same id, it is one letter.
 */
export function beginLetter({ db }: WithDatabase, { input, ...act }: EditionAct & { input: { id: string; authorityId: string } }): Promise<Result<{ id: string }, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<{ id: string }, CommendationRefusal>> => {
    const { actor, editionId, now } = act;
    const locked = await lockEditionFor(tx, act, "commendation.manage", "SHARE");
    if (!locked.ok) return locked;
    if (await lockLetter(tx, editionId, input.id)) return ok({ id: input.id });
    if (!(await authorityById(tx, input.authorityId))) return refused("authority_unknown");
    const ids = (await tx.commendation.findMany({ where: { editionId, authorityId: input.authorityId, letterId: null, state: "PROPOSED" }, select: { id: true } })).map(({ id }) => id);
    const joining = (await lockCommendations(tx, editionId, { ids })).filter(({ state, letterId }) => stateAfter("join", state, letterId !== null) !== null);
    if (joining.length === 0) return refused("letter_empty");
    await insertLetter(tx, { id: input.id, editionId, authorityId: input.authorityId, createdById: actor.userId, createdAt: now });
    await updateCommendations(tx, joining.map(({ id }) => id), { letterId: input.id });
    return ok({ id: input.id });
  });
}

interface Opened {
  edition: EditionRow;
  letter: LetterRow;
  /** those in the letter that were not dropped */
  rows: CommendationRow[];
}

/** The letter somebody is about to change, locked with its edition and those in it. */
export async function openLetter(tx: Tx, act: EditionAct, id: string, action: "commendation.manage" | "commendation.publish" = "commendation.manage"): Promise<Result<Opened, CommendationRefusal>> {
  const locked = await lockEditionFor(tx, act, action, "SHARE");
  if (!locked.ok) return locked;
  const letter = isUuid(id) ? await lockLetter(tx, act.editionId, id) : null;
  if (!letter) return refused("not_found");
  return ok({ edition: locked.value.edition, letter, rows: (await lockCommendations(tx, act.editionId, { letterId: id })).filter(({ state }) => state !== "DROPPED") });
}

export type LetterAct<Input> = EditionAct & { id: string; input: Input };

/** The words of the letter and who signs it, until it was sent. */
export function changeLetter({ db }: WithDatabase, { id, input, ...act }: LetterAct<{ version: number; opening: string; signerTitle: string; signerName: string }>): Promise<Done> {
  return db.transact(async (tx): Promise<Done> => {
    const opened = await openLetter(tx, act, id);
    if (!opened.ok) return opened;
    if (opened.value.letter.number !== null) return refused("letter_sent");
    const { version, ...words } = input;
    return (await updateLetter(tx, id, version, words)) ? ok(null) : refused("version_conflict");
  });
}

/** Takes a proposal out of a letter that was not sent; a letter with nobody left in it goes. */
export function takeOutOfLetter({ db }: WithDatabase, { id, input, ...act }: LetterAct<{ commendation: string }>): Promise<Result<{ isGone: boolean }, CommendationRefusal>> {
  return db.transact(async (tx): Promise<Result<{ isGone: boolean }, CommendationRefusal>> => {
    const opened = await openLetter(tx, act, id);
    if (!opened.ok) return opened;
    const { rows } = opened.value;
    const row = rows.find((one) => one.id === input.commendation);
    if (!row) return ok({ isGone: false });
    if (stateAfter("leave", row.state, true) === null) return refused("letter_sent");
    await updateCommendations(tx, [row.id], { letterId: null });
    const isGone = rows.length === 1;
    if (isGone) {
      await tx.commendation.updateMany({ where: { letterId: id }, data: { letterId: null } });
      await tx.commendationLetter.delete({ where: { id } });
    }
    return ok({ isGone });
  });
}

/** The letter was signed and sent under its number and day (`daysToSend`): nobody in it can be changed any more, only dropped. */
export function sendLetter({ db }: WithDatabase, { id, input, ...act }: LetterAct<{ version: number; number: string; date: Day }>): Promise<Done> {
  return db.transact(async (tx): Promise<Done> => {
    const { actor, editionId, now } = act;
    const opened = await openLetter(tx, act, id);
    if (!opened.ok) return opened;
    const { edition, letter, rows } = opened.value;
    if (letter.number !== null) return refused("already_done");
    const fault = dayFault(input.date, daysToSend(edition.opensAt, now));
    if (fault) return refused(fault);
    const sent = rows.filter(({ state }) => stateAfter("send", state, true) === "SENT").map((row) => row.id);
    if (sent.length === 0) return refused("letter_empty");
    const signerName = await letterSigner(tx, act.editionId, letter);
    if (!(await updateLetter(tx, id, input.version, { number: input.number, date: storedDay(input.date), signerName }))) return refused("version_conflict");
    await updateCommendations(tx, sent, { state: "SENT" });
    await appendToLedger(tx, [{ type: "COMMENDATIONS_SENT", data: { letter: id, number: input.number, date: input.date, commendations: sent, words: wordsHash({ ...letter, signerName }) }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/**
 * The authority signed: number and day of its decision (`daysToSign`), and the numbers in its book. Those it did not agree to are dropped before, one by
 * one. Letterhead, signatory and emblem are kept as they stand now, so that what is printed stays the same, and each gets the code by which it is checked.
 */
export function signLetter({ db }: WithDatabase, { id, input, ...act }: LetterAct<{ version: number; decisionNumber: string; decisionDate: Day; books: Readonly<Record<string, string>> }>): Promise<Done> {
  return db.transact(async (tx): Promise<Done> => {
    const { actor, editionId, now } = act;
    const opened = await openLetter(tx, act, id);
    if (!opened.ok) return opened;
    const { edition, letter, rows } = opened.value;
    const signed = rows.filter(({ state }) => stateAfter("sign", state, true) === "SIGNED");
    if (letter.decisionNumber !== null) return refused("already_done");
    if (signed.length === 0) return refused("letter_empty");
    const { version, decisionNumber, decisionDate, books } = input;
    const fault = dayFault(decisionDate, daysToSign(edition.opensAt, recordedDay(letter), now));
    if (fault) return refused(fault);
    const authority = await authorityById(tx, letter.authorityId);
    if (!authority) return refused("authority_unknown");
    const emblemFileId = authority.withEmblem ? ((await certificateTemplate(tx, editionId))?.emblemFileId ?? null) : null;
    if (!(await updateLetter(tx, id, version, { decisionNumber, decisionDate: storedDay(decisionDate), authorityAsSigned: contentOf(authority), emblemFileId }))) return refused("version_conflict");
    const commendations = [];
    for (const row of signed) {
      const code = codeOf(randomBytes(CODE_BYTES));
      await updateCommendations(tx, [row.id], { state: "SIGNED", bookNumber: books[row.id] || null, code });
      commendations.push({ commendation: row.id, book: books[row.id] ?? "", code: commendationCodeHash(code) });
    }
    await appendToLedger(tx, [{ type: "COMMENDATIONS_SIGNED", data: { letter: id, number: decisionNumber, date: decisionDate, commendations, authority: authorityHash(id, contentOf(authority)), emblem: emblemFileId }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

/** Those whom the authority commended by this letter are public from now on; possible once the result of the edition is. Done again, nothing happens. */
export function publishLetter({ db }: WithDatabase, { id, ...act }: EditionAct & { id: string }): Promise<Done> {
  return db.transact(async (tx): Promise<Done> => {
    const { actor, editionId, now } = act;
    const opened = await openLetter(tx, act, id, "commendation.publish");
    if (!opened.ok) return opened;
    const published = opened.value.rows.filter(({ state }) => stateAfter("publish", state, true) === "PUBLISHED").map((row) => row.id);
    if (published.length === 0) return refused("already_done");
    await updateCommendations(tx, published, { state: "PUBLISHED", publishedAt: now });
    await appendToLedger(tx, [{ type: "COMMENDATIONS_PUBLISHED", data: { commendations: published }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
