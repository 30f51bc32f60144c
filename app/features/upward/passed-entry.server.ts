import type { EntryForm, EntryRecord } from "~/data/entries.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { NominatedEntry } from "~/data/nominations.server";
import type { PaperFile } from "~/data/paper-files.server";
import { extensionOf, cleanFileName } from "~/domain/files/names";
import { keptWording } from "~/features/entries/consent-texts";
import { messagesFor } from "~/i18n/messages";
import { filePath, type PassedAuthor, type PassedConsent, type PassedEntry } from "./package-form";

/** Bytes in the store that go into a package. */
export interface StoredPassed {
  path: string;
  storageName: string;
  size: number;
}

export interface Passed {
  entry: PassedEntry;
  files: StoredPassed[];
}

interface Source {
  entry: EntryRecord;
  version: VersionRecord;
  form: EntryForm;
  nominated: NominatedEntry & { award: NonNullable<NominatedEntry["award"]> };
  /** from 1 */
  position: number;
  stored: ReadonlyMap<string, PaperFile>;
}

/** Kinds of files that tell where, when and by whom they were made: their cleaned copies leave, everything else as it came. */
const CLEANED: readonly PaperFile["family"][] = ["PHOTO", "VIDEO"];

/** True while a photo or film of the version waits for its cleaned copy. */
export function waitsForCleaning({ version, form, stored }: Pick<Source, "version" | "form" | "stored">): boolean {
  return version.files.some(({ fileId, partKey }) => {
    const file = fileId === null ? undefined : stored.get(fileId);
    return isPassed(form, partKey) && file !== undefined && CLEANED.includes(file.family) && file.processing === "PENDING";
  });
}

/** Parts that only the secretariat reads (signed forms, papers of identity) stay where they are. */
export const isPassed = ({ parts }: EntryForm, partKey: string): boolean => parts.some(({ key, forJudges }) => key === partKey && forJudges);

/**
 * What of a nominated entry leaves: the dossier its authors agreed to hand on, with names, days of birth, units and contacts, and who agreed
 * when to which words. Not: home addresses, remarks to the committee, what only the secretariat reads, accounts and ids.
 */
export function passedEntry(source: Source): Passed {
  const { entry, version, form, nominated, position } = source;
  const code = entry.code ?? "";
  const field = form.fields.find(({ id }) => id === version.fieldId);
  const { files, left } = filesOf(source, code);
  const parts = Object.fromEntries(Object.entries(version.parts).filter(([key, value]) => value !== "" && isPassed(form, key)));
  return {
    files: files.map(({ stored }) => stored),
    entry: {
      code,
      title: version.title,
      field: { code: field?.code ?? "", name: field?.name ?? "" },
      ownerKind: version.ownerKind,
      ownerName: version.ownerName,
      createdYear: version.createdYear,
      createdMonth: version.createdMonth,
      unitName: version.unitName,
      summary: version.summary,
      parts,
      supervisor: { name: version.supervisorName, phone: version.supervisorPhone, unitName: version.supervisorUnitName },
      authors: version.authors.map((author) => authorOf(author, entry)),
      files: files.map(({ passed }) => passed),
      left,
      award: { tier: nominated.award.tierCode, label: nominated.award.tierLabel },
      nomination: { position, note: nominated.note },
    },
  };
}

function authorOf(author: VersionRecord["authors"][number], entry: EntryRecord): PassedAuthor {
  const { fullName, birthDate, sex, occupation, className, unitName, phone, email, shareHundredths, isChief, guardianName, guardianPhone } = author;
  const consents = entry.consents.filter(({ authorKey, purpose, withdrawn }) => authorKey === author.key && purpose === "PASS_ON" && !withdrawn).map(consentOf);
  return { fullName, birthDate: birthDate ?? "", sex, occupation, className, unitName, phone, email, shareHundredths, isChief, guardianName, guardianPhone, consents };
}

function consentOf({ party, personName, relation, textVersion, givenAt }: EntryRecord["consents"][number]): PassedConsent {
  return { party, personName, relation, wording: textVersion, words: keptWording(messagesFor("vi"), textVersion, "PASS_ON", party) ?? "", givenAt: givenAt.toISOString() };
}

function filesOf({ version, form, stored }: Source, code: string) {
  const files: { stored: StoredPassed; passed: PassedEntry["files"][number] }[] = [];
  const left: PassedEntry["left"] = [];
  for (const { fileId, partKey, name, caption } of version.files) {
    const file = fileId === null ? undefined : stored.get(fileId);
    const leave = (reason: PassedEntry["left"][number]["reason"]) => void left.push({ partKey, name: cleanFileName(name), reason });
    if (!isPassed(form, partKey)) leave("secretariat");
    else if (!file) leave("missing");
    else {
      const bytes = CLEANED.includes(file.family) ? file.variants.find(({ kind }) => kind === "CLEAN") : file;
      if (!bytes) {
        leave("unclean");
        continue;
      }
      const saved = cleanFileName(nameFor(name, file.mime, bytes.mime));
      const path = filePath(code, files.length + 1, saved);
      files.push({ stored: { path, storageName: bytes.storageName, size: bytes.size }, passed: { path, partKey, name: saved, caption } });
    }
  }
  return { files, left };
}

const EXTENSIONS: Readonly<Record<string, string>> = { "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "video/mp4": "mp4", "video/webm": "webm" };

/** A copy that became another kind of picture or film is named as what it is. */
function nameFor(name: string, from: string, to: string): string {
  const extension = EXTENSIONS[to];
  if (from === to || extension === undefined) return name;
  const own = extensionOf(name);
  return `${own === "" ? name : name.slice(0, -own.length - 1)}.${extension}`;
}
