import { hasConflict } from "~/data/conflicts.server";
import type { Tx } from "~/data/client.server";
import { lockEdition } from "~/data/editions.server";
import { lockEntry } from "~/data/entries.server";
import { cleanIssuedPapers, eraseCertificates } from "~/data/erased-prints.server";
import { type AuthorToErase, authorToErase, dropLettersTo, dropPersonalFiles, eraseAuthorRows, erasureOf, filesOfEntry, insertErasure } from "~/data/erasure.server";
import { cleanEditionTexts, cleanEntryTexts } from "~/data/erasure-texts.server";
import { appendToLedger, keepErasableText } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { isUuid } from "~/domain/kernel/uuid";
import { entryBar, type ErasureBar } from "~/domain/people/erasure";
import type { Services } from "~/features/services";
import { countOf, patternFor, placesLeft, scopeInEdition } from "./namesakes.server";
import { removeUnused } from "./remove-files.server";

type EraseServices = Pick<Services, "db" | "files">;

export type ErasureRefusal = Denial | ErasureBar | "not_found" | "already_erased" | "reason_names_person";

export interface EraseAuthorAct {
  actor: Actor;
  editionId: string;
  entryId: string;
  authorKey: string;
  reason: string;
  now: Date;
}

/** A reason is kept for years: it must not name whom it was about. */
export const namesPerson = (reason: string, pattern: string): boolean => new RegExp(pattern, "u").test(reason);

/**
 * Erases an author of one entry on request: names, contacts, guardian, signed papers, what shows or names the person, letters. The
 * entry, its other authors, its scores and prize stay under its code; consents stay as what proves that they stood. An entry that takes
 * part in a running contest is withdrawn first. A name that somebody else in the edition has too is left outside the entry:
 * `namesakePlaces` says in how many places.
 */
export async function eraseAuthor(services: EraseServices, act: EraseAuthorAct): Promise<Result<{ files: number; namesakePlaces: number }, ErasureRefusal>> {
  const { actor, editionId, entryId, authorKey, reason, now } = act;
  if (!isUuid(entryId) || !isUuid(authorKey)) return refused("not_found");
  const done = await services.db.transact(async (tx) => {
    const edition = await lockEdition(tx, editionId, "SHARE");
    if (!edition || !(await lockEntry(tx, entryId))) return refused("not_found");
    const author = await authorToErase(tx, entryId, authorKey);
    if (!author || author.editionId !== editionId) return refused("not_found");
    const phase = phaseAt(edition, now);
    const inConflict = await hasConflict(tx, entryId, actor.userId);
    const access = can(actor, "person.erase", { editionId, phase, inConflict });
    if (!access.allowed) return refused(inConflict ? "not_found" : access.reason);
    const bar = entryBar({ state: author.state, phase });
    if (bar) return refused(bar);
    if (await erasureOf(tx, { entryId, authorKey })) return refused("already_erased");
    const pattern = patternFor(author.texts);
    if (namesPerson(reason, pattern)) return refused("reason_names_person");
    const fileIds = await filesOfEntry(tx, entryId);
    const scope = await scopeInEdition(tx, { editionId, texts: author.texts, own: { entryIds: [entryId], authors: [{ entryId, authorKey }], userIds: author.userIds } });
    await eraseAuthorOf(tx, author, { pattern, now });
    await dropLettersTo(tx, { editionId, userIds: author.userIds, reachedBy: [...author.texts.phones, ...author.texts.others] });
    await cleanEditionTexts(tx, editionId, scope.pattern, now);
    const papers = await cleanIssuedPapers(tx, editionId, scope.pattern, now);
    const namesakePlaces = countOf(await placesLeft(tx, editionId, scope));
    const kept = await keepErasableText(tx, editionId, reason);
    const erasure = await insertErasure(tx, { userId: null, editionId, entryId, authorKey, reasonId: kept.id, doneById: actor.userId, doneAt: now });
    const event = { actor: actor.userId, at: now, editionId };
    const erased = { ...event, type: "PERSON_ERASED" as const, data: { erasure, entry: author.entryCode, account: null, reason: kept.hash } };
    await appendToLedger(tx, [...(papers.length > 0 ? [{ ...event, type: "PAPERS_CLEANED" as const, data: { papers } }] : []), erased]);
    return ok({ fileIds, namesakePlaces });
  });
  return done.ok ? ok({ files: await removeUnused(services, done.value.fileIds), namesakePlaces: done.value.namesakePlaces }) : done;
}

/** The rows, texts, files and certificates of one entry; letters and texts of the edition are for the caller. */
export async function eraseAuthorOf(tx: Tx, author: AuthorToErase, { pattern, now }: { pattern: string; now: Date }): Promise<void> {
  const { entryId, authorKey } = author;
  await dropPersonalFiles(tx, { entryId, all: author.othersNamed === 0, pattern });
  await eraseAuthorRows(tx, { entryId, authorKey }, now);
  await eraseCertificates(tx, { entryId, authorKey }, now);
  await cleanEntryTexts(tx, entryId, pattern, now);
}
