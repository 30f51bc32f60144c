import type { Tx } from "~/data/client.server";
import { deleteDraftWithLetters } from "~/data/draft-purge.server";
import { lockEntry } from "~/data/entries.server";
import { cleanIssuedPapers, type CleanedPaper } from "~/data/erased-prints.server";
import { type AccountToErase, accountToErase, appealTexts, eraseAccountRows, eraseGuardian, eraseSupervisor, requestTexts, withoutShared } from "~/data/erasure-accounts.server";
import { authorToErase, dropLettersTo, erasureOf, filesOfEntry, insertErasure } from "~/data/erasure.server";
import { cleanEditionTexts, cleanEntryTexts, eraseTexts, eraseTextsWith } from "~/data/erasure-texts.server";
import { appendToLedger, keepErasableText, type LedgerEntry } from "~/data/ledger.server";
import { can, SYSTEM_SUBJECT } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { entryBar, type ErasureBar, type PersonTexts } from "~/domain/people/erasure";
import { SYSTEM_CHAIN } from "~/domain/ledger/event-types";
import { hashOfToken } from "~/platform/session/one-time-token.server";
import type { Services } from "~/features/services";
import { eraseAuthorOf, type ErasureRefusal, namesPerson } from "./erase-author.server";
import { countOf, patternFor, placesLeft, scopeInEdition, scopeInSystem } from "./namesakes.server";
import { removeUnused } from "./remove-files.server";

type EraseServices = Pick<Services, "db" | "files">;

export interface EraseAccountAct {
  actor: Actor;
  userId: string;
  reason: string;
  /** names of supervisors with the same telephone number that are this person too, as somebody looked into; others with it stay */
  alsoCalled?: readonly string[];
  now: Date;
}

/** Roles that somebody has to be relieved of first, so that no contest loses a person it counts on without notice. */
const WORKING_ROLES: ReadonlySet<string> = new Set(["ORGANISER", "SECRETARY", "CHAIR", "JUDGE", "SCHOOL"]);

/** Owner, author or guardian. */
export const isBehind = ({ isOwner, authorKeys, wardKeys }: Pick<AccountToErase["entries"][number], "isOwner" | "authorKeys" | "wardKeys">): boolean => isOwner || authorKeys.length + wardKeys.length > 0;

/** Everything that is the account's own when others of the same name are looked for. */
export const ownRowsOf = ({ userId, entries }: AccountToErase) => ({ userIds: [userId], entryIds: entries.map(({ id }) => id), authors: entries.flatMap(({ id, authorKeys }) => authorKeys.map((authorKey) => ({ entryId: id, authorKey }))) });

/** Editions in which the person may be named. */
export const editionsOf = ({ entries, editionIds }: AccountToErase): string[] => [...new Set([...entries.map(({ edition }) => edition.id), ...editionIds])].toSorted();

/** What stands in the way of erasing an account at this moment. */
export function accountBar({ userId, roles, entries }: AccountToErase, { actorId, now }: { actorId: string; now: Date }): ErasureBar | null {
  if (userId === actorId) return "own_account";
  if (roles.some(({ role }) => role === "ADMINISTRATOR")) return "is_administrator";
  const isRunning = (edition: Parameters<typeof phaseAt>[0]) => !["PUBLISHED", "FINAL"].includes(phaseAt(edition, now));
  if (roles.some(({ role, edition }) => WORKING_ROLES.has(role) && edition !== null && isRunning(edition))) return "roles_running";
  // Who only supervised is not needed to judge it.
  return entries.filter(isBehind).some(({ state, edition }) => entryBar({ state, phase: phaseAt(edition, now) }) !== null) ? "entry_running" : null;
}

/**
 * Erases a person with an account in every contest: as author as `eraseAuthor` does, as guardian, supervisor, committee member, drafts, letters, contacts, sessions,
 * sign-in and roles. The account stays as an id without a name, because acts on record point to it.
 */
export async function eraseAccount(services: EraseServices, { actor, userId, reason, alsoCalled = [], now }: EraseAccountAct): Promise<Result<{ files: number; entries: number; namesakePlaces: number }, ErasureRefusal>> {
  if (!can(actor, "user.manage", SYSTEM_SUBJECT).allowed) return refused("forbidden");
  const done = await services.db.transact(async (tx) => {
    await tx.$executeRaw`SELECT "id" FROM "User" WHERE "id" = ${userId} FOR UPDATE`;
    const account = await accountToErase(tx, userId, alsoCalled);
    if (!account) return refused("not_found");
    if (await erasureOf(tx, { userId, entryId: null })) return refused("already_erased");
    const bar = accountBar(account, { actorId: actor.userId, now });
    if (bar) return refused(bar);
    const erased = await eraseEverywhere(tx, account, { reason, now });
    if (!erased) return refused("reason_names_person");
    await record(tx, account, { actor, reason, now, erased });
    return ok(erased);
  });
  if (!done.ok) return done;
  return ok({ entries: done.value.authors.length, namesakePlaces: done.value.namesakePlaces, files: await removeUnused(services, done.value.fileIds) });
}

interface ErasedAuthor {
  entryId: string;
  entryCode: string | null;
  editionId: string;
  authorKey: string;
}

interface Erased {
  authors: ErasedAuthor[];
  fileIds: string[];
  /** of which editions which papers were changed */
  papers: Map<string, CleanedPaper[]>;
  /** where a name stays because others have it too */
  namesakePlaces: number;
}

async function eraseEverywhere(tx: Tx, account: AccountToErase, { reason, now }: { reason: string; now: Date }): Promise<Erased | null> {
  const { userId, entries } = account;
  for (const { id } of entries) await lockEntry(tx, id);
  const own = (await Promise.all(entries.flatMap(({ id, authorKeys }) => authorKeys.map((key) => authorToErase(tx, id, key))))).filter((author) => author !== null);
  const texts = merged([account.texts, ...own.map((author) => author.texts)]);
  const pattern = patternFor(texts);
  // A number that others have too stays in their entries and wherever nothing says whose it is.
  const outside = withoutShared(texts, account.stays);
  const patternIn = (entryId: string) => (account.stays.entryIds.includes(entryId) ? patternFor(outside) : pattern);
  if (namesPerson(reason, pattern)) return null;
  const fileIds: string[] = [];
  for (const entry of entries) fileIds.push(...(await filesOfEntry(tx, entry.id)));
  for (const author of own) {
    // Authors of one entry erased one after another: the last one finds nobody else named.
    const today = await authorToErase(tx, author.entryId, author.authorKey);
    if (today) await eraseAuthorOf(tx, today, { pattern: patternIn(author.entryId), now });
  }
  for (const entry of entries) {
    for (const authorKey of entry.wardKeys) await eraseGuardian(tx, { entryId: entry.id, authorKey });
    await eraseSupervisor(tx, { entryId: entry.id, versionIds: entry.supervisedIds, names: account.texts.names }, now);
    await cleanEntryTexts(tx, entry.id, patternIn(entry.id), now);
    if (entry.isOwner && entry.state === "DRAFT") await deleteDraftWithLetters(tx, entry.id, (link) => hashOfToken(link.slice(link.lastIndexOf("/") + 1)));
  }
  await dropLettersTo(tx, { editionId: null, userIds: [userId], reachedBy: [...outside.phones, ...outside.others] });
  await eraseTexts(tx, [...(await requestTexts(tx, userId)), ...(await appealTexts(tx, userId))], now);
  const papers = new Map<string, CleanedPaper[]>();
  let namesakePlaces = 0;
  for (const editionId of editionsOf(account)) {
    const scope = await scopeInEdition(tx, { editionId, texts: outside, own: ownRowsOf(account) });
    await cleanEditionTexts(tx, editionId, scope.pattern, now);
    papers.set(editionId, await cleanIssuedPapers(tx, editionId, scope.pattern, now));
    namesakePlaces += countOf(await placesLeft(tx, editionId, scope));
  }
  await eraseTextsWith(tx, SYSTEM_CHAIN, (await scopeInSystem(tx, { userId, texts: outside })).pattern, now);
  await eraseAccountRows(tx, { userId, reachedBy: [...texts.phones, ...texts.others] }, now);
  return { fileIds, papers, namesakePlaces, authors: own.map(({ entryId, entryCode, editionId, authorKey }) => ({ entryId, entryCode, editionId, authorKey })) };
}

const merged = (all: readonly PersonTexts[]): PersonTexts => ({ names: all.flatMap(({ names }) => names), phones: all.flatMap(({ phones }) => phones), others: all.flatMap(({ others }) => others) });

interface Recording {
  actor: Actor;
  reason: string;
  now: Date;
  erased: Erased;
}

/** A row and an event for each entry and one for the account, chain after chain in one order. */
async function record(tx: Tx, { userId }: AccountToErase, { actor, reason, now, erased: { authors, papers } }: Recording): Promise<void> {
  const act = { actor: actor.userId, at: now };
  const erasure = async (editionId: string | null, which: ErasedAuthor | null): Promise<LedgerEntry<"PERSON_ERASED">> => {
    const kept = await keepErasableText(tx, editionId, reason);
    const row = { userId, editionId, entryId: which?.entryId ?? null, authorKey: which?.authorKey ?? null, reasonId: kept.id, doneById: actor.userId, doneAt: now };
    const id = await insertErasure(tx, row);
    return { ...act, editionId, type: "PERSON_ERASED", data: { erasure: id, entry: which?.entryCode ?? null, account: which ? null : userId, reason: kept.hash } };
  };
  const chains: LedgerEntry<"PERSON_ERASED" | "PAPERS_CLEANED">[][] = [];
  for (const editionId of [...new Set([...papers.keys(), ...authors.map((author) => author.editionId)])].toSorted()) {
    const cleaned = papers.get(editionId) ?? [];
    const events: LedgerEntry<"PERSON_ERASED" | "PAPERS_CLEANED">[] = cleaned.length > 0 ? [{ ...act, editionId, type: "PAPERS_CLEANED", data: { papers: cleaned } }] : [];
    for (const author of authors.filter((one) => one.editionId === editionId)) events.push(await erasure(editionId, author));
    chains.push(events);
  }
  chains.push([await erasure(null, null)]);
  for (const events of chains) await appendToLedger(tx, events);
}
