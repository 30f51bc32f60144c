import { logAccess } from "~/data/access-log.server";
import { type AwardedBefore, awardedBefore } from "~/data/awarded-before.server";
import { hasConflict } from "~/data/conflicts.server";
import { isCorrected } from "~/data/corrections.server";
import { confirmationsOf } from "~/data/confirmations.server";
import { consentsOf } from "~/data/consents.server";
import { type EntryForm, type EntryRecord, readEntry, readEntryForm } from "~/data/entries.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import { type PairRow, pairsOfEntry } from "~/data/duplicate-pairs.server";
import { neighboursOf } from "~/data/entry-list.server";
import { type PastAct, readSurroundings } from "~/data/screening.server";
import type { EditionRow } from "~/data/editions.server";
import { can, dependsOnCorrection } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Phase } from "~/domain/contest/phases";
import { asksConfirmation } from "~/domain/entry/confirmation";
import { groundsOf } from "~/domain/duplicates/grounds";
import type { DossierRules } from "~/domain/entry/completeness";
import { factsOf } from "~/domain/entry/draft";
import { actsFor, isOverdue } from "~/domain/screening/acts";
import { type Warning, warningsOf } from "~/domain/screening/warnings";
import { confirmationViews } from "~/features/entries/confirmations.server";
import { isUnconsentedDraft } from "~/features/entries/draft-retention";
import { dossierRulesOf } from "~/features/entries/entry-access.server";
import { waitingByAuthor } from "~/features/entries/queries.server";
import { checksOf, oldFontPlaces } from "~/domain/screening/checks";
import type { EntryFilter } from "~/domain/screening/entry-list";
import { filesView } from "~/features/files/files-view";
import type { Services } from "~/features/services";
import { answersTo } from "./open-remarks.server";

interface EntryRequest {
  actor: Actor;
  edition: EditionRow;
  phase: Phase;
  entryId: string;
  filter: EntryFilter;
  now: Date;
}

/**
 * One entry as the secretary sees it: warnings, dossier, people, consents, acts and versions, and what stands beside it in the list.
 * Looking at personal data is noted. Drafts show what lists show, no more: they belong to whoever writes them. Null where there is
 * none, or where the actor has an interest in it.
 */
export async function screenedEntryPage({ db }: Pick<Services, "db">, { actor, edition, phase, entryId, filter, now }: EntryRequest) {
  const entry = await readEntry(db.prisma, entryId);
  if (!entry || entry.editionId !== edition.id) return null;
  const [form, surroundings, neighbours, inConflict] = await Promise.all([
    readEntryForm(db.prisma, edition.id),
    readSurroundings(db.prisma, entry.id, actor.userId),
    neighboursOf(db, edition.id, entry.id, filter, { viewerId: actor.userId, now }),
    hasConflict(db.prisma, entry.id, actor.userId),
  ]);
  if (!form || !surroundings || !can(actor, "entry.inspect", { editionId: edition.id, phase, inConflict }).allowed) return null;
  const shown = entry.submitted;
  const isUnconsented = isUnconsentedDraft(entry, edition, now);
  if (shown) await logAccess(db.prisma, { userId: actor.userId, entryIds: [entry.id], what: "dossier", at: now });
  const rules = dossierRulesOf(form, now);
  const confirmations = confirmationViews(entry, asksConfirmation(entry) ? await confirmationsOf(db.prisma, entry.id) : []);
  const unconfirmed = confirmations ? Object.keys(confirmations).filter((key) => confirmations[key]?.state !== "confirmed") : [];
  const duplicates = shown && can(actor, "duplicates.view", { editionId: edition.id, phase, inConflict }).allowed ? await duplicatesOf(db, { editionId: edition.id, userId: actor.userId, now }, shown) : null;
  const before = shown && duplicates ? await awardedBefore(db, { entryId: entry.id, viewerId: actor.userId, now }) : [];
  const isOpenAgain = dependsOnCorrection("entry.screen", phase) && (await isCorrected(db.prisma, edition.id, entry.id));
  const decision = can(actor, "entry.screen", { editionId: edition.id, phase, inConflict, isCorrected: isOpenAgain });
  const { version, owner, filedByUnit, importRef, acts, submissions, sameTitle, inConflict: people } = surroundings;
  const warnings = shown ? warningsOf(rules, factsOf(shown), { consentsOf: (key) => consentsOf(entry.consents, key), unconfirmed, sameTitle: sameTitle.map(({ code }) => code), duplicates: duplicates?.pairs.filter(({ judgement }) => judgement === null).length ?? 0, inConflict: people }) : [];
  return {
    entry: {
      id: entry.id, code: entry.code, title: isUnconsented ? "" : (shown?.title ?? entry.title), isUnconsented, state: entry.state, screening: entry.screening, version, importRef,
      reason: entry.screeningReason, dueAt: entry.supplementDueAt, submittedAt: shown?.submittedAt ?? null, withdrawnAt: entry.withdrawnAt,
      number: shown?.number ?? null, hasDraftBeside: entry.draft !== null && shown !== null, isOwn: entry.ownerId === actor.userId, channel: entry.channel,
      isOverdue: isOverdue(entry, now),
    },
    owner: isUnconsented ? { name: "", filedByUnit: null } : { name: owner.name, filedByUnit },
    shown,
    files: filesView(entry, edition, now),
    fields: form.fields,
    parts: form.parts.map(({ key, kind, label, options }) => ({ key, kind, label, options })),
    rules: { birthDateFrom: rules.birthDateFrom, birthDateTo: rules.birthDateTo, createdSinceYear: rules.createdSinceYear, maxAuthors: rules.maxAuthors, day: rules.day, selfFrom: rules.selfFrom },
    warnings,
    checked: shown ? checkedOf({ shown, rules, warnings, asksConfirmation: confirmations !== null, duplicates, before }) : null,
    sameTitle,
    consents: shown ? entry.consents : [],
    mayRecordConsents: can(actor, "consent.record", { editionId: edition.id, phase, inConflict }).allowed,
    /** of entries filed for their authors; each author's answers */
    confirmations: shown ? confirmations : null,
    waiting: shown ? waitingByAuthor(entry, shown.authors, rules) : {},
    acts: acts.map((act) => ({ ...act, isByFiler: entry.channel === "ASSISTED" && act.actorId === entry.ownerId })),
    supplement: shown ? supplementOf({ acts, submissions, shown, entry, form }) : null,
    submissions,
    neighbours,
    may: decision.allowed ? actsFor(entry) : [],
    barred: decision.allowed ? null : decision.reason,
    now,
  };
}

/** The last request for a supplement with what became of it, while the entry is not decided upon; null where none was made. */
function supplementOf({ acts, submissions, shown, entry, form }: { acts: readonly PastAct[]; submissions: readonly VersionRecord[]; shown: VersionRecord; entry: EntryRecord; form: EntryForm }) {
  const isOpen = entry.screening === "NEEDS_SUPPLEMENT" || entry.screening === "RECEIVED";
  const asked = isOpen ? acts.find(({ to }) => to === "NEEDS_SUPPLEMENT") : undefined;
  const before = asked && submissions.findLast(({ submittedAt }) => submittedAt !== null && submittedAt <= asked.at);
  return asked && before ? { at: asked.at, reason: asked.reason, remarks: answersTo(asked, entry, form, { before, after: shown }), before, after: shown } : null;
}

/** What looks like the entry, and whether the version that counts has been compared yet. */
async function duplicatesOf(db: Services["db"], request: { editionId: string; userId: string; now: Date }, shown: VersionRecord) {
  const print = await db.prisma.entryPrint.findFirst({ where: { versionId: shown.id }, select: { entryId: true } });
  return { isCompared: print !== null, pairs: print ? await pairsOfEntry(db, request, print.entryId) : [] };
}

interface Checked {
  shown: VersionRecord;
  rules: DossierRules;
  warnings: readonly Warning[];
  asksConfirmation: boolean;
  duplicates: { isCompared: boolean; pairs: readonly PairRow[] } | null;
  /** awarded in other editions, by author or title */
  before: readonly AwardedBefore[];
}

/** All checks of the version that counts, with what they rest on beside the warnings. */
function checkedOf({ shown, rules, warnings, asksConfirmation, duplicates, before }: Checked) {
  const waitingFiles = shown.files.filter(({ isHere }) => !isHere).map(({ name }) => name);
  const oldFont = oldFontPlaces({ "@basics": shown.title, "@summary": shown.summary, ...shown.parts });
  const pairs = duplicates?.pairs ?? [];
  const awarded = pairs.filter(({ other, judgement }) => other.award !== null && judgement !== "DIFFERENT");
  const count = (judgement: "SAME" | null) => pairs.filter((pair) => pair.judgement === judgement).length;
  const counted = duplicates && { isCompared: duplicates.isCompared, open: count(null), same: count("SAME"), awarded: awarded.length + before.length };
  const list = checksOf({ rules, warnings, asksConfirmation, waitingFiles: shown.files.length === 0 ? null : waitingFiles.length, oldFontPlaces: oldFont.length, duplicates: counted });
  return { list, waitingFiles, oldFont, isCompared: duplicates?.isCompared ?? true, pairs: pairs.map((pair) => ({ ...pair, grounds: groundsOf(pair) })), awarded, before };
}

export type ScreenedEntryView = NonNullable<Awaited<ReturnType<typeof screenedEntryPage>>>;
