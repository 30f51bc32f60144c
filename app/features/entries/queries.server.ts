import { consentsOf } from "~/data/consents.server";
import { awardsOfEntries, ownEntryIds, readEntries, readEntryForms, unitNamesToOffer, versionInHand, relationsOf, type EntryForm, type EntryRecord, type FormPart } from "~/data/entries.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import { announcedEditions } from "~/data/editions-lists.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { dayInVietnam } from "~/domain/entry/ages";
import { type ConsentParty, type Judged, partiesMissing } from "~/domain/entry/consent";
import type { EntryStep } from "~/domain/entry/completeness";
import { EMPTY_DRAFT } from "~/domain/entry/draft";
import { eligibilityConcerns } from "~/domain/entry/eligibility";
import { changeableUntil, changeRefusal } from "~/domain/entry/states";
import { ok, type Result } from "~/domain/kernel/result";
import { filesView } from "~/features/files/files-view";
import type { OpenRemark } from "~/domain/screening/remarks";
import { openRemarks } from "~/features/screening/open-remarks.server";
import type { Services } from "~/features/services";
import { retentionOf } from "./draft-retention";
import { unitFiledFor } from "./begin-entry.server";
import { commitmentVersion } from "./commitment.server";
import { type SavedStep, stepToken, versionToken } from "./draft-tokens.server";
import { type AccessedEntry, accessEntry, dossierRulesOf, type EntryRequest, gapsBeforeSubmitting, standingOf } from "./entry-access.server";

type WithDatabase = Pick<Services, "db">;

export const MY_ENTRIES_PER_PAGE = 50;

/** The page "Bài của tôi": editions that take entries now, and the entries that are the actor's. At most six statements. */
export async function myEntriesPage({ db }: WithDatabase, { actor, page, now }: { actor: Actor; page: number; now: Date }) {
  const unitIds = actor.roles.flatMap(({ role, unitId }) => (role === "SCHOOL" && unitId !== null ? [unitId] : []));
  const range = { offset: (page - 1) * MY_ENTRIES_PER_PAGE, limit: MY_ENTRIES_PER_PAGE };
  const [{ ids, total }, editions] = await Promise.all([ownEntryIds(db.prisma, { userId: actor.userId, unitIds }, range), announcedEditions(db, now)]);
  const entries = await readEntries(db.prisma, ids);
  const forms = await readEntryForms(db.prisma, [...new Set(entries.map((entry) => entry.editionId))]);
  const awards = await awardsOfEntries(db.prisma, ids, now);
  const open = editions.filter((edition) => phaseAt(edition, now) === "OPEN");
  return {
    total,
    open: open.map(({ slug, title, hostName, kind, closesAt }) => ({ slug, title, hostName, kind, closesAt })),
    entries: entries.flatMap((entry) => {
      const form = forms.get(entry.editionId);
      return form && !retentionOf(entry, form.edition, now)?.isOver ? [listed(entry, form, { actor, award: awards.get(entry.id) ?? null, now })] : [];
    }),
  };
}

function listed(entry: EntryRecord, form: EntryForm, { actor, award, now }: { actor: Actor; award: string | null; now: Date }) {
  const draft = versionInHand(entry) ?? EMPTY_DRAFT;
  const standing = standingOf(entry);
  const relations = relationsOf(entry, actor);
  return {
    id: entry.id,
    code: entry.code,
    title: draft.title,
    edition: { title: form.edition.title, slug: form.edition.slug },
    state: entry.state,
    screening: entry.screening,
    supplementDueAt: entry.screening === "NEEDS_SUPPLEMENT" ? entry.supplementDueAt : null,
    hasChanges: entry.draft !== null && entry.submitted !== null,
    missing: entry.draft ? gapsBeforeSubmitting({ entry, form }, entry.draft, now).length : 0,
    mayChange: relations.some((relation) => relation !== "guardian") && changeRefusal(form.edition, standing, now) === null,
    until: changeableUntil(form.edition, standing),
    relation: relations[0] ?? "owner",
    award,
  };
}

/** Where whoever starts an entry stands: the edition, the unit they file for, and whether receipt is open. */
export async function beginPage({ db }: WithDatabase, { actor, slug, now }: { actor: Actor; slug: string; now: Date }) {
  const edition = (await announcedEditions(db, now)).find((one) => one.slug === slug);
  if (!edition) return null;
  const unitId = unitFiledFor(actor, edition.id);
  const unit = unitId ? await db.prisma.unit.findUnique({ where: { id: unitId }, select: { name: true } }) : null;
  const { title, kind, opensAt, closesAt } = edition;
  return { edition: { slug, title, kind, opensAt, closesAt }, phase: phaseAt(edition, now), unitName: unit?.name ?? null, mayAssist: can(actor, "entry.assist", { editionId: edition.id, phase: phaseAt(edition, now) }).allowed };
}

/** What of the draft a step of the form edits: the last one the explanation, those of the files and the consents nothing of its own. */
export function savedStep(step: EntryStep): SavedStep {
  return step === "files" || step === "consents" || step === "submit" ? "note" : step;
}

/** Everything a step of the form shows: content, gaps, what may still be done and until when. */
export async function editPage({ db }: WithDatabase, request: Omit<EntryRequest, "action"> & { step: SavedStep }): Promise<Result<EditView, Denial | "not_found">> {
  const access = await accessEntry(db.prisma, { ...request, action: "entry.edit" });
  if (!access.ok) return access;
  const needsUnits = request.step === "basics" || request.step === "authors";
  const unitNames = needsUnits ? await unitNamesToOffer(db.prisma) : [];
  const remarks = await openRemarks(db.prisma, access.value.entry, access.value.form);
  return ok({ ...editView(access.value, request), unitNames, remarks });
}

export type EditView = ReturnType<typeof editView> & { unitNames: string[]; remarks: OpenRemark[] };

function editView({ entry, form, relations }: AccessedEntry, { step, actor, now }: { step: SavedStep; actor: Actor; now: Date }) {
  const version = versionInHand(entry);
  const draft = version ?? EMPTY_DRAFT;
  const standing = standingOf(entry);
  const rules = dossierRulesOf(form, now);
  const { edition, fields, parts } = form;
  return {
    entry: {
      id: entry.id,
      code: entry.code,
      state: entry.state,
      screening: entry.screening,
      screeningReason: entry.screeningReason,
      hasDraft: entry.draft !== null,
      isSubmitted: entry.submitted !== null,
      postmarkedOn: entry.postmarkedOn,
      /** how the version in hand was last saved */
      savedAt: version?.savedAt ?? null,
      savedByName: version && version.savedById !== actor.userId ? version.savedByName : null,
    },
    edition: { title: edition.title, slug: edition.slug, kind: edition.kind, closesAt: edition.closesAt },
    rules: { ...rules, parts: [] },
    fields,
    parts,
    draft,
    token: stepToken(draft, step),
    version: version ? versionToken(version) : "",
    commitment: commitmentAsked(edition.commitmentText),
    gaps: gapsBeforeSubmitting({ entry, form }, draft, now),
    waiting: waitingByAuthor(entry, draft.authors, rules),
    concerns: eligibilityConcerns(rules, draft),
    files: filesView(entry, edition, now),
    closed: changeRefusal(edition, standing, now),
    until: changeableUntil(edition, standing),
    isSupplement: entry.state === "SUBMITTED" && entry.screening === "NEEDS_SUPPLEMENT",
    forUnit: relations.includes("unit") && entry.ownerId !== actor.userId,
    filesForUnit: relations.includes("unit") || entry.channel === "ASSISTED",
    userId: actor.userId,
    now,
  };
}

function commitmentAsked(text: string): { text: string; version: string } | null {
  const version = commitmentVersion(text);
  return version === null ? null : { text, version };
}

/** Whose consent to take part is still missing, by author. */
export function waitingByAuthor(entry: EntryRecord, authors: readonly { key: string; birthDate: string | null }[], judged: Judged): Record<string, readonly ConsentParty[]> {
  return Object.fromEntries(authors.map((author) => [author.key, partiesMissing(author.birthDate, "TAKE_PART", consentsOf(entry.consents, author.key), judged)]));
}

/** The page of one entry: receipt, where it stands, what happens next, the result when it is out. */
export async function entryPage({ db }: WithDatabase, request: Omit<EntryRequest, "action">) {
  const access = await accessEntry(db.prisma, { ...request, action: "entry.view" });
  if (!access.ok) return access;
  const { entry, form, phase, relations } = access.value;
  const { now, actor } = request;
  const standing = standingOf(entry);
  const awards = await awardsOfEntries(db.prisma, [entry.id], now);
  const { title, slug, kind, hostName, closesAt, screeningEndsAt, judgingEndsAt, announcementAt } = form.edition;
  const mayEdit = relations.some((relation) => relation !== "guardian");
  const readable = (version: VersionRecord | null) => forViewer(version, mayEdit ? null : actor.userId, form.parts);
  const shown = readable(entry.submitted ?? entry.draft);
  const closed = changeRefusal(form.edition, standing, now);
  const readableEntry = { ...entry, draft: readable(entry.draft), submitted: readable(entry.submitted) };
  return ok({
    entry: {
      id: entry.id,
      code: entry.code,
      title: shown?.title ?? "",
      state: entry.state,
      screening: entry.screening,
      screeningReason: entry.screeningReason,
      supplementDueAt: entry.supplementDueAt,
      submittedAt: entry.submitted?.submittedAt ?? entry.submittedAt,
      withdrawnAt: entry.withdrawnAt,
      number: entry.submitted?.number ?? null,
      hasChanges: entry.draft !== null && entry.submitted !== null,
    },
    edition: { title, slug, kind, hostName, closesAt, screeningEndsAt, judgingEndsAt, announcementAt },
    phase,
    fields: form.fields,
    parts: mayEdit ? form.parts : form.parts.filter((part) => isForGuardians(part)),
    shown,
    commitment: shown?.commitment ?? null,
    missing: entry.draft ? gapsBeforeSubmitting(access.value, entry.draft, now).length : 0,
    files: filesView(readableEntry, form.edition, now),
    waiting: shown ? waitingByAuthor(entry, shown.authors, { day: dayInVietnam(now), selfFrom: form.edition.selfConsentFrom }) : {},
    retention: retentionOf(entry, form.edition, now),
    award: awards.get(entry.id) ?? null,
    remarks: mayEdit ? await openRemarks(db.prisma, entry, form) : [],
    isOut: phase === "PUBLISHED" || phase === "FINAL",
    mayChange: mayEdit && closed === null,
    mayWithdraw: mayEdit && entry.state === "SUBMITTED" && changeRefusal(form.edition, { ...standing, screening: "RECEIVED" }, now) === null,
    mayDiscard: mayEdit && entry.draft !== null,
    until: changeableUntil(form.edition, standing),
    mayEdit,
    viewerId: actor.userId,
    now,
  });
}

/** Files of parts that are not for judges carry the signatures of everybody: forms, consents of all children. */
function isForGuardians({ kind, forJudges }: Pick<FormPart, "kind" | "forJudges">): boolean {
  return kind !== "FILE" || forJudges;
}

/** A guardian reads birth dates and contacts of the own child only, and no files and links of parts that are not for judges. */
export function forViewer(version: VersionRecord | null, guardianId: string | null, formParts: readonly FormPart[]): VersionRecord | null {
  if (!version || guardianId === null) return version;
  const hidden = { birthDate: null, phone: "", address: "", email: "", guardianName: "", guardianPhone: "" };
  const read = new Set(formParts.filter((part) => isForGuardians(part)).map((part) => part.key));
  return {
    ...version,
    supervisorPhone: "",
    unreadable: {},
    files: version.files.filter((file) => read.has(file.partKey)),
    parts: Object.fromEntries(Object.entries(version.parts).filter(([key]) => read.has(key))),
    authors: version.authors.map((author) => (author.guardianUserId === guardianId ? author : { ...author, ...hidden })),
  };
}
