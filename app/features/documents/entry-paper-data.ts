import type { EntryForm, EntryRecord } from "~/data/entries.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { PaperFile } from "~/data/paper-files.server";
import { dayInVietnam, isMinorOn } from "~/domain/entry/ages";
import { printed } from "~/i18n/vi/printed";

/** What the papers of one entry are made of: one version of it as its reader may see it. */
export interface EntryPaperData {
  entry: Pick<EntryRecord, "id" | "code" | "submittedAt" | "screening">;
  version: VersionRecord;
  form: EntryForm;
  /** stored files of the version by id */
  files: ReadonlyMap<string, PaperFile>;
}

export function fieldNameOf({ form, version }: EntryPaperData): string {
  return form.fields.find((field) => field.id === version.fieldId)?.name ?? "";
}

/** A draft says so on every page. */
export function markOf({ version }: EntryPaperData): { mark?: string } {
  return version.state === "DRAFT" ? { mark: printed.draftMark } : {};
}

/** Whether a guardian has to sign beside the authors. */
export function hasMinors({ version }: EntryPaperData): boolean {
  const day = dayInVietnam(version.savedAt);
  return version.authors.some(({ birthDate }) => birthDate !== null && isMinorOn(birthDate, day));
}
