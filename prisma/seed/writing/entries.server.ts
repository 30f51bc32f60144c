import type { VersionFile } from "~/data/entry-files.server";
import { shownOfVersion, type VersionRecord } from "~/data/entry-versions.server";
import type { FileStore } from "~/data/generated/enums";
import type { FileFamily } from "~/domain/contest/rules";
import { dayInVietnam, type Day } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, partiesNeeded } from "~/domain/entry/consent";
import type { OwnerKind } from "~/domain/entry/completeness";
import type { ScreeningState } from "~/domain/entry/states";
import { equalShares } from "~/domain/entry/shares";
import { consentTextVersion } from "~/features/entries/consent-texts";
import { commitmentVersion } from "~/features/entries/commitment.server";
import { submissionText } from "~/features/entries/submit-entry.server";
import type { SeedBook } from "./book.server";
import type { SeedEdition } from "./edition.server";

export interface AuthorStory {
  fullName: string;
  birthDate: Day;
  sex: "F" | "M";
  occupation: string;
  className: string;
  unitName: string;
  /** null: the typed name is not in the register */
  unitId: string | null;
  phone: string;
  address?: string;
  email: string;
  guardianName: string;
  guardianPhone: string;
  userId: string | null;
  guardianUserId: string | null;
  /** whether the name may be published */
  publishes: boolean;
}

export interface ScreeningStep {
  to: ScreeningState;
  reason: string;
  dueAt: Date | null;
  actorId: string;
  at: Date;
}

/** A file whose bytes lie in the store already. */
export interface StoryFile {
  partKey: string;
  name: string;
  caption: string;
  family: FileFamily;
  mime: string;
  size: number;
  sha256: string;
  store: FileStore;
  storageName: string;
}

export interface EntryStory {
  ownerId: string;
  filedByUnitId: string | null;
  title: string;
  fieldId: string | null;
  summary: string;
  parts: Readonly<Record<string, string>>;
  /** within a part in this order */
  files: readonly StoryFile[];
  ownerKind: OwnerKind;
  ownerName: string;
  createdYear: number | null;
  createdMonth: number | null;
  unitName: string;
  unitId: string | null;
  supervisorName: string;
  supervisorPhone: string;
  supervisorUnitName: string;
  supervisorUnitId: string | null;
  eligibilityNote: string;
  /** the first one is the chief; shares are equal */
  authors: readonly AuthorStory[];
  begunAt: Date;
  /** null: still a draft */
  submittedAt: Date | null;
  withdrawnAt: Date | null;
  screening: readonly ScreeningStep[];
}

/** An entry that was written: what judging and results need of it. */
export interface SeedEntry {
  id: string;
  code: string | null;
  fieldId: string;
  /** submitted, qualified, not withdrawn */
  takesPart: boolean;
}

/** Writes entries with versions, authors, consents and screening; codes follow the order of submission. */
export function addEntries(book: SeedBook, edition: SeedEdition, stories: readonly EntryStory[]): SeedEntry[] {
  const codes = codesBySubmission(edition.row.codePrefix, stories);
  addCommitment(book, edition);
  return stories.map((story) => addEntry(book, edition, story, codes.get(story) ?? null));
}

/** The wording that the authors of all these entries affirmed. */
function addCommitment(book: SeedBook, { row }: SeedEdition): void {
  const version = commitmentVersion(row.commitmentText);
  if (version) book.add("CommitmentText", { editionId: row.id, version, text: row.commitmentText, createdAt: row.opensAt });
}

/** How many codes an edition has given once these entries are in. */
export function codesGiven(stories: readonly EntryStory[]): number {
  return stories.filter((story) => story.submittedAt !== null).length;
}

function codesBySubmission(prefix: string, stories: readonly EntryStory[]): Map<EntryStory, string> {
  const submitted = stories.filter((story) => story.submittedAt !== null).toSorted((a, b) => Number(a.submittedAt) - Number(b.submittedAt));
  return new Map(submitted.map((story, index) => [story, `${prefix}-${String(index + 1).padStart(4, "0")}`]));
}

function addEntry(book: SeedBook, edition: SeedEdition, story: EntryStory, code: string | null): SeedEntry {
  const id = book.chance.uuid();
  const version = versionOf(book, story, edition.row.commitmentText);
  const { ownerId, filedByUnitId, begunAt, submittedAt, withdrawnAt, screening } = story;
  const last = screening.at(-1);
  const state = submittedAt === null ? "DRAFT" : withdrawnAt === null ? "SUBMITTED" : "WITHDRAWN";
  book.add("Entry", {
    id, editionId: edition.id, code, state, ownerId, filedByUnitId, submittedAt, withdrawnAt,
    screening: last?.to ?? "RECEIVED",
    screeningReason: last?.reason || null,
    supplementDueAt: last?.dueAt ?? null,
    ...shownOfVersion(code, version),
    version: submittedAt === null ? 2 : 3 + screening.length,
    createdAt: begunAt,
    updatedAt: last?.at ?? submittedAt ?? begunAt,
  });
  addVersion(book, id, story, version);
  addFiles(book, edition.id, story, version);
  addConsents(book, edition.row.selfConsentFrom, { entryId: id, story, version });
  if (code !== null && submittedAt !== null) recordReceipt(book, edition.id, { code, version, story, submittedAt });
  addScreening(book, edition.id, { entryId: id, code, screening });
  return { id, code, fieldId: story.fieldId ?? "", takesPart: state === "SUBMITTED" && last?.to === "QUALIFIED" };
}

function versionOf(book: SeedBook, story: EntryStory, commitmentText: string): VersionRecord {
  const shares = equalShares(story.authors.length, 0);
  const savedAt = story.submittedAt ?? story.begunAt;
  return {
    id: book.chance.uuid(),
    number: 1,
    state: story.submittedAt === null ? "DRAFT" : "SUBMITTED",
    lockVersion: 4,
    title: story.title, fieldId: story.fieldId, ownerKind: story.ownerKind, ownerName: story.ownerName, summary: story.summary, parts: story.parts,
    createdYear: story.createdYear, createdMonth: story.createdMonth, unitName: story.unitName, unitId: story.unitId,
    supervisorName: story.supervisorName, supervisorPhone: story.supervisorPhone, eligibilityNote: story.eligibilityNote,
    supervisorUnitName: story.supervisorUnitName, supervisorUnitId: story.supervisorUnitId, unreadable: {},
    savedAt, savedById: story.ownerId, savedByName: null, submittedAt: story.submittedAt,
    authors: story.authors.map(({ publishes: _publishes, ...author }, index) => ({
      address: "",
      ...author,
      key: book.chance.uuid(),
      isChief: index === 0,
      shareHundredths: shares[index] ?? 0,
    })),
    files: versionFiles(book, story.files),
    fieldChanges: {},
    commitment: commitmentOf(commitmentText, story.submittedAt),
  };
}

function versionFiles(book: SeedBook, files: readonly StoryFile[]): VersionFile[] {
  const counts = new Map<string, number>();
  return files.map(({ partKey, name, caption, size, sha256 }) => {
    const position = (counts.get(partKey) ?? 0) + 1;
    counts.set(partKey, position);
    return { id: book.chance.uuid(), key: book.chance.uuid(), fileId: book.chance.uuid(), partKey, position, name, caption, size, sha256, isHere: true, problem: null, hasThumbnail: false, seeingProblem: null };
  });
}

/** Files as uploads that have just arrived; what others see of them is made in the background. */
function addFiles(book: SeedBook, editionId: string, story: EntryStory, version: VersionRecord): void {
  version.files.forEach(({ isHere: _isHere, hasThumbnail: _hasThumbnail, seeingProblem: _seeingProblem, ...row }, index) => {
    const file = story.files[index];
    if (!file || row.fileId === null) return;
    const { store, storageName, size, sha256, family, mime } = file;
    book.add("StoredFile", { id: row.fileId, editionId, store, storageName, size, sha256, family, mime, uploadedById: story.ownerId, processing: "PENDING", playable: true, attempts: 0, createdAt: story.begunAt });
    book.add("EntryFile", { ...row, versionId: version.id, createdAt: story.begunAt });
  });
}

function commitmentOf(text: string, submittedAt: Date | null): VersionRecord["commitment"] {
  const version = commitmentVersion(text);
  return version !== null && submittedAt !== null ? { version, text, at: submittedAt, byName: "" } : null;
}

function addVersion(book: SeedBook, entryId: string, story: EntryStory, version: VersionRecord): void {
  const { authors, files: _files, savedByName: _savedByName, commitment, parts, unreadable, fieldChanges, ...columns } = version;
  const committed = { commitmentVersion: commitment?.version ?? null, committedById: commitment && story.ownerId, committedAt: commitment?.at ?? null };
  book.add("EntryVersion", { ...columns, ...committed, entryId, parts: { ...parts }, unreadable: { ...unreadable }, fieldChanges: { ...fieldChanges }, submittedById: story.submittedAt === null ? null : story.ownerId });
  authors.forEach((author, index) => {
    const { birthDate, sex, ...rest } = author;
    book.add("EntryAuthor", { id: book.chance.uuid(), versionId: version.id, position: index + 1, ...rest, birthDate, sex: sex === "" ? null : sex });
  });
}

/** Everybody who has to agrees before the submission: by account where there is one, else by link. */
function addConsents(book: SeedBook, selfFrom: number, { entryId, story, version }: { entryId: string; story: EntryStory; version: VersionRecord }): void {
  if (story.submittedAt === null) return;
  const givenAt = new Date(story.submittedAt.getTime() - 20 * 60_000);
  story.authors.forEach((author, index) => {
    const authorKey = version.authors[index]?.key ?? "";
    for (const party of partiesNeeded(author.birthDate, dayInVietnam(givenAt), selfFrom)) {
      const givenById = party === "SELF" ? author.userId : author.guardianUserId;
      const who = party === "SELF" ? { personName: author.fullName, relation: "" } : { personName: author.guardianName, relation: "Bố/mẹ" };
      const purposes = author.publishes ? CONSENT_PURPOSES : (["TAKE_PART", "PASS_ON"] as const);
      for (const purpose of purposes) {
        const method = givenById === null ? "LINK" : "ONLINE";
        book.add("Consent", { id: book.chance.uuid(), entryId, authorKey, purpose, party, ...who, textVersion: consentTextVersion, method, givenById, givenAt });
      }
    }
  });
}

function recordReceipt(book: SeedBook, editionId: string, receipt: { code: string; version: VersionRecord; story: EntryStory; submittedAt: Date }): void {
  const { code, version, story, submittedAt } = receipt;
  const kept = book.keepText(editionId, submissionText(version, version.commitment?.version ?? null), submittedAt);
  const data = { entry: code, version: version.number, content: kept.hash };
  book.record({ type: "ENTRY_SUBMITTED", data, actor: story.ownerId, at: submittedAt, editionId });
  if (story.withdrawnAt) book.record({ type: "ENTRY_WITHDRAWN", data: { entry: code }, actor: story.ownerId, at: story.withdrawnAt, editionId });
}

function addScreening(book: SeedBook, editionId: string, entry: { entryId: string; code: string | null; screening: readonly ScreeningStep[] }): void {
  let from: ScreeningState = "RECEIVED";
  for (const { to, reason, dueAt, actorId, at } of entry.screening) {
    book.add("ScreeningAct", { id: book.chance.uuid(), entryId: entry.entryId, from, to, reason, dueAt, actorId, at });
    const hash = reason === "" ? "" : book.keepText(editionId, reason, at).hash;
    book.record({ type: "ENTRY_SCREENED", data: { entry: entry.code ?? entry.entryId, from, to, reason: hash }, actor: actorId, at, editionId });
    from = to;
  }
}
