import type { EntryForm } from "~/data/entries.server";
import { readEntryForm } from "~/data/entries.server";
import { importedBefore, type LikeEntry, likeEntries, receivedPackage, senderByFingerprint, type SenderRow } from "~/data/packages.server";
import type { EditionRow, Reader } from "~/data/editions.server";
import { dayInVietnam } from "~/domain/entry/ages";
import { isAgreed } from "~/domain/entry/consent";
import { eligibilityConcerns } from "~/domain/entry/eligibility";
import { WHOLE_SHARE } from "~/domain/entry/shares";
import { pickRefusal } from "~/domain/files/limits";
import { type FittedParts, fittedParts, proposedFields, proposedParts } from "~/domain/upward/fit-form";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { dossierRulesOf } from "~/features/entries/entry-access.server";
import type { PassedEntry } from "./package-form";
import { type FaultPlace, type OpenedPackage, type PackageFault, readPassedEntries } from "./read-package.server";

/** What somebody chose to put where; what is not named is as proposed. */
export interface Mapping {
  /** by code of the field there the code here */
  fields: ReadonlyMap<string, string>;
  /** by key of the part there the key here; "" leaves it out */
  parts: ReadonlyMap<string, string>;
}

export const NO_MAPPING: Mapping = { fields: new Map(), parts: new Map() };

export type PlanReason = PackageFault | "wrong_kind" | "same_edition" | "already_imported" | "imported_elsewhere";

/** What keeps an entry out, and with it the package. */
export type EntryStop = { kind: "field_unmapped" } | { kind: "authors_wrong" } | { kind: "consent_short"; author: string };

/** What the secretary should know of an entry; it comes in all the same. */
export type EntryNote =
  | { kind: "too_old" | "too_young"; author: string }
  | { kind: "created_too_early" }
  | { kind: "too_many_authors"; count: number }
  | { kind: "text_long" | "part_left" | "answer_lost"; part: string }
  | { kind: "file_large" | "file_type" | "file_left"; file: string }
  | { kind: "files_many"; part: string }
  | { kind: "entry_large" }
  | { kind: "stayed"; file: string; why: PassedEntry["left"][number]["reason"] }
  | { kind: "same_title" | "same_author"; code: string; title: string };

export interface PlannedEntry {
  passed: PassedEntry;
  /** code here where it was imported before: it is left out then */
  before: string | null;
  fieldId: string | null;
  fitted: FittedParts;
  /** files that come in, by the part here */
  files: { path: string; name: string; caption: string; partKey: string; size: number; sha256: string }[];
  stops: EntryStop[];
  notes: EntryNote[];
}

/** What importing a package into an edition would do. */
export interface ImportPlan {
  sender: SenderRow | null;
  form: EntryForm;
  mapping: { fields: Map<string, string>; parts: Map<string, string> };
  entries: PlannedEntry[];
}

interface PlanRequest {
  opened: OpenedPackage;
  edition: EditionRow;
  /** of the fingerprint here: entries may go from one edition of an installation to another, not into the same */
  ownKey: string;
  viewerId: string | null;
  mapping: Mapping;
  now: Date;
}

/** Looks at a package whose bytes are as they left: what would come in, where, and what is to be known of it. Six statements. */
export async function planImport(reader: Reader, { opened, edition, ownKey, viewerId, mapping: chosen, now }: PlanRequest): Promise<Result<ImportPlan, PlanReason, FaultPlace>> {
  const { manifest } = opened;
  if (manifest.edition.kind !== edition.kind) return refused("wrong_kind");
  if (manifest.publicKey === ownKey && manifest.edition.slug === edition.slug) return refused("same_edition");
  const received = await receivedPackage(reader, manifest.packageId);
  if (received) return refused(received.editionId === edition.id ? "already_imported" : "imported_elsewhere");
  const read = await readPassedEntries(opened, now);
  if (!read.ok) return read;
  const [sender, form] = await Promise.all([senderByFingerprint(reader, opened.fingerprint), readEntryForm(reader, edition.id)]);
  if (!form) throw new Error("an edition without a form");
  const mapping = mappingOf(opened, form, chosen);
  const before = sender ? await importedBefore(reader, { editionId: edition.id, senderId: sender.id, fromEdition: manifest.edition.slug }, manifest.entries) : new Map<string, string>();
  const alike = await likeEntries(reader, edition.id, viewerId, read.value);
  const entries = read.value.map((passed, index) => plannedEntry({ opened, form, mapping, now }, passed, { before: before.get(passed.code) ?? null, alike: alike.filter((one) => one.index === index) }));
  return ok({ sender, form, mapping, entries });
}

/** What was chosen where it fits, else what is proposed. */
function mappingOf({ manifest }: OpenedPackage, { fields, parts }: EntryForm, chosen: Mapping): ImportPlan["mapping"] {
  const proposed = { fields: proposedFields(manifest.form, { fields }), parts: proposedParts(manifest.form, { parts }) };
  for (const [code, own] of chosen.fields) if (fields.some((field) => field.code === own)) proposed.fields.set(code, own);
  for (const [key, own] of chosen.parts) if (own === "" || parts.some((part) => part.key === own)) proposed.parts.set(key, own);
  return proposed;
}

type Planning = Pick<PlanRequest, "opened" | "now"> & Pick<ImportPlan, "form" | "mapping">;

function plannedEntry({ opened, form, mapping, now }: Planning, passed: PassedEntry, found: { before: string | null; alike: readonly LikeEntry[] }): PlannedEntry {
  const { manifest, places } = opened;
  const code = mapping.fields.get(passed.field.code);
  const fieldId = form.fields.find((field) => field.code === code)?.id ?? null;
  const fitted = fittedParts(manifest.form, form, mapping.parts, passed.parts);
  const isFilePart = (key: string | undefined) => form.parts.some((part) => part.key === key && part.kind === "FILE");
  const files = passed.files.flatMap(({ path, partKey, name, caption }) => {
    const own = mapping.parts.get(partKey);
    const place = places.get(path);
    return own !== undefined && isFilePart(own) && place ? [{ path, name, caption, partKey: own, size: place.size, sha256: place.sha256 }] : [];
  });
  const stops = stopsOf(passed, { fieldId, selfFrom: form.edition.selfConsentFrom });
  const notes = [...found.alike.map(({ code: own, title, isSameAuthor }): EntryNote => ({ kind: isSameAuthor ? "same_author" : "same_title", code: own, title })), ...rulesNotes(passed, form, now), ...partNotes({ opened, form }, { passed, fitted, files })];
  return { passed, before: found.before, fieldId, fitted, files, stops: found.before === null ? stops : [], notes };
}

/** What an entry must have here, whatever somebody decides: a field, authors that add up, and everybody's consent by the rules here. */
function stopsOf({ authors, ownerKind }: PassedEntry, { fieldId, selfFrom }: { fieldId: string | null; selfFrom: number }): EntryStop[] {
  const isWhole = authors.reduce((sum, { shareHundredths }) => sum + shareHundredths, 0) === WHOLE_SHARE;
  const isRight = isWhole && authors.filter(({ isChief }) => isChief).length === 1 && (authors.length === 1 || ownerKind !== "INDIVIDUAL");
  const short = authors.filter(({ birthDate, consents }) => {
    const given = consents.map(({ party, givenAt }) => ({ purpose: "TAKE_PART" as const, party, day: dayInVietnam(new Date(givenAt)), withdrawn: false }));
    return !isAgreed(birthDate, "TAKE_PART", given, selfFrom);
  });
  return [
    ...(fieldId === null ? [{ kind: "field_unmapped" } as const] : []),
    ...(isRight ? [] : [{ kind: "authors_wrong" } as const]),
    ...short.map(({ fullName }): EntryStop => ({ kind: "consent_short", author: fullName })),
  ];
}

function rulesNotes({ authors, createdYear }: PassedEntry, form: EntryForm, now: Date): EntryNote[] {
  const rules = dossierRulesOf(form, now);
  const keyed = authors.map(({ birthDate, fullName }, index) => ({ key: String(index), birthDate, fullName }));
  const concerns = eligibilityConcerns(rules, { authors: keyed, createdYear }).map((concern): EntryNote =>
    concern.kind === "created_too_early" ? concern : { kind: concern.kind, author: keyed.find(({ key }) => key === concern.authorKey)?.fullName ?? "" },
  );
  const tooMany = rules.maxAuthors !== null && authors.length > rules.maxAuthors;
  return tooMany ? [...concerns, { kind: "too_many_authors", count: authors.length }] : concerns;
}

function partNotes({ opened, form }: Pick<Planning, "opened" | "form">, { passed, fitted, files }: Pick<PlannedEntry, "passed" | "fitted" | "files">): EntryNote[] {
  const { parts, edition } = form;
  const theirs = (key: string) => opened.manifest.form.parts.find((part) => part.key === key)?.label ?? key;
  const long = parts.filter((part) => part.kind === "TEXT" && [...(fitted.parts[part.key] ?? "")].length > part.maxLength);
  const fileNotes = parts.flatMap((part): EntryNote[] => {
    const own = files.filter(({ partKey }) => partKey === part.key);
    const notes = own.flatMap(({ name, size }): EntryNote[] => {
      const reason = pickRefusal(part, { name, size, type: "" }, 0);
      if (reason === "file_too_large") return [{ kind: "file_large", file: name }];
      return reason === null || reason === "too_many_files" ? [] : [{ kind: "file_type", file: name }];
    });
    return own.length > part.maxFiles ? [...notes, { kind: "files_many", part: part.label }] : notes;
  });
  const coming = new Set(files.map(({ path }) => path));
  const isLarge = files.reduce((sum, { size }) => sum + size, 0) > Number(edition.entryMaxBytes);
  return [
    ...long.map(({ label }): EntryNote => ({ kind: "text_long", part: label })),
    ...fitted.left.map((key): EntryNote => ({ kind: "part_left", part: theirs(key) })),
    ...fitted.lost.map((key): EntryNote => ({ kind: "answer_lost", part: theirs(key) })),
    ...fileNotes,
    ...(isLarge ? [{ kind: "entry_large" } as const] : []),
    ...passed.files.filter(({ path }) => !coming.has(path)).map(({ name }): EntryNote => ({ kind: "file_left", file: name })),
    ...passed.left.map(({ name, reason }): EntryNote => ({ kind: "stayed", file: name, why: reason })),
  ];
}
