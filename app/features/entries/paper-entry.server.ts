import { logAccess } from "~/data/access-log.server";
import { hasConflict } from "~/data/conflicts.server";
import { editionBySlug, type EditionRow } from "~/data/editions.server";
import { readEntry, readEntryForm } from "~/data/entries.server";
import { createDraft, showOnEntry } from "~/data/entry-versions.server";
import { appendToLedger } from "~/data/ledger.server";
import { insertPaperEntry, keyersOf, listPaperEntries, noteChecked, type PaperFilter } from "~/data/paper-entries.server";
import { lockScreened } from "~/data/screening.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import { addAuthor, EMPTY_DRAFT, newAuthor } from "~/domain/entry/draft";
import { paperRefusal, paperUntil } from "~/domain/entry/paper";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { type EditionAct, type EditionRefusal, lockEditionFor } from "~/features/judging/locked-edition.server";

type WithDatabase = Pick<Services, "db">;

export type BeginPaperReason = Denial | "not_found" | "not_open" | "deadline_passed" | "postmark_in_future" | "postmark_late";

interface BeginPaper {
  id: string;
  authorKey: string;
  editionSlug: string;
  postmarkedOn: Day;
}

/**
 * Starts keying in a dossier that came on paper: a draft of the secretary, filled in with the form everybody uses. The day of the
 * postmark counts for the deadline. `id` comes from the form, so that sending it twice makes one.
 */
export async function beginPaperEntry({ db }: WithDatabase, { actor, input, now }: { actor: Actor; input: BeginPaper; now: Date }): Promise<Result<{ entryId: string }, BeginPaperReason>> {
  return db.transact(async (tx): Promise<Result<{ entryId: string }, BeginPaperReason>> => {
    const edition = await editionBySlug(tx, input.editionSlug);
    if (!edition) return refused("not_found");
    const decision = can(actor, "entry.assist", { editionId: edition.id, phase: phaseAt(edition, now) });
    if (!decision.allowed) return refused(decision.reason);
    const { id, authorKey, postmarkedOn } = input;
    const known = await tx.entry.findUnique({ where: { id }, select: { ownerId: true, editionId: true } });
    if (known) return known.ownerId === actor.userId && known.editionId === edition.id ? ok({ entryId: id }) : refused("not_found");
    if (postmarkedOn > dayInVietnam(now)) return refused("postmark_in_future");
    const { postmark, isOver } = paperUntil(edition, now);
    const refusal = paperRefusal(edition, postmarkedOn, now);
    if (refusal) return refused(refusal === "deadline_passed" && !isOver && postmarkedOn > postmark ? "postmark_late" : refusal);
    if (!(await insertPaperEntry(tx, { id, editionId: edition.id, ownerId: actor.userId, postmarkedOn, now }))) return ok({ entryId: id });
    const draft = addAuthor(EMPTY_DRAFT, newAuthor(authorKey));
    await createDraft(tx, draft, { entryId: id, actorId: actor.userId, now });
    await showOnEntry(tx, { id, code: null }, draft);
    return ok({ entryId: id });
  });
}

export type CheckPaperReason = EditionRefusal | "own_keying" | "version_conflict" | "not_paper" | "files_awaited";

/**
 * A second person says that what was keyed in is what the paper says; from then on the entry stands like any other. Whoever keyed it
 * in cannot, nor anybody while files of it are still to come. Submitting a change asks for it anew.
 */
export async function checkPaperEntry({ db }: WithDatabase, act: EditionAct & { input: { entryId: string; seen: number } }): Promise<Result<null, CheckPaperReason>> {
  const { actor, editionId, now, input } = act;
  return db.transact(async (tx): Promise<Result<null, CheckPaperReason>> => {
    const access = await lockEditionFor(tx, act, "entry.screen", "SHARE");
    if (!access.ok) return access;
    const entry = await lockScreened(tx, editionId, input.entryId);
    if (!entry) return refused("not_found");
    if (entry.channel !== "PAPER" || entry.state !== "SUBMITTED") return refused("not_paper");
    if (await hasConflict(tx, entry.id, actor.userId)) return refused("conflict_of_interest");
    if ((await keyersOf(tx, entry.id)).includes(actor.userId)) return refused("own_keying");
    if (entry.checkedAt !== null) return ok(null);
    if (entry.filesDueAt !== null) return refused("files_awaited");
    if (!(await noteChecked(tx, { entryId: entry.id, seen: input.seen, actorId: actor.userId, now }))) return refused("version_conflict");
    const version = await tx.entryVersion.findFirst({ where: { entryId: entry.id, state: "SUBMITTED" }, select: { number: true } });
    await appendToLedger(tx, [{ type: "PAPER_CHECKED", data: { entry: entry.code ?? "", version: version?.number ?? 0 }, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}

export const PAPER_PAGE = 50;
export const PAPER_FILTERS = ["unchecked", "drafts", "checked"] as const satisfies readonly PaperFilter[];

/** One page of the dossiers on paper. Two statements. */
export function paperEntriesPage({ db }: WithDatabase, { editionId, ...query }: { editionId: string; viewerId: string; search: string; filter: PaperFilter | null; page: number }) {
  return listPaperEntries(db, editionId, { ...query, pageSize: PAPER_PAGE });
}

/** What the second person compares: everything that was keyed in, with the scans beside it. Looking is noted. Null where there is none, or where the actor has an interest in it. */
export async function paperCheckPage({ db }: WithDatabase, { actor, edition, entryId, now }: { actor: Actor; edition: EditionRow; entryId: string; now: Date }) {
  const entry = await readEntry(db.prisma, entryId);
  if (!entry || entry.editionId !== edition.id || entry.channel !== "PAPER" || !entry.submitted) return null;
  const [form, inConflict, keyers, row] = await Promise.all([
    readEntryForm(db.prisma, edition.id),
    hasConflict(db.prisma, entry.id, actor.userId),
    keyersOf(db.prisma, entry.id),
    db.prisma.entry.findUnique({ where: { id: entry.id }, select: { version: true, owner: { select: { name: true } } } }),
  ]);
  if (!form || !row || inConflict) return null;
  await logAccess(db.prisma, { userId: actor.userId, entryIds: [entry.id], what: "dossier", at: now });
  return {
    entry: { id: entry.id, code: entry.code ?? "", title: entry.submitted.title, postmarkedOn: entry.postmarkedOn ?? "", checkedAt: entry.checkedAt, version: row.version, keyedBy: row.owner.name },
    shown: entry.submitted,
    fields: form.fields,
    parts: form.parts,
    kind: edition.kind,
    barred: barredFromChecking({ isKeyer: keyers.includes(actor.userId), isAwaiting: entry.filesDueAt !== null }),
  };
}

function barredFromChecking({ isKeyer, isAwaiting }: { isKeyer: boolean; isAwaiting: boolean }): "own_keying" | "files_awaited" | null {
  if (isKeyer) return "own_keying";
  return isAwaiting ? "files_awaited" : null;
}
