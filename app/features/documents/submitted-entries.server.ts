import { readEntries, readEntryForm, type EntryForm, type EntryRecord } from "~/data/entries.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { EditionRow } from "~/data/editions.server";
import { readPaperFiles, submittedEntryIds } from "~/data/paper-files.server";
import type { Services } from "~/features/services";
import type { EntryPaperData } from "./entry-paper-data";

type WithDatabase = Pick<Services, "db">;

/** Entries held in memory at a time. */
const AT_ONCE = 20;

/** What papers need of each submitted entry of an edition, by code; withdrawn ones and drafts are left out. */
export async function* submittedEntries({ db }: WithDatabase, edition: Pick<EditionRow, "id">, ids?: readonly string[]): AsyncGenerator<EntryPaperData> {
  const form = await readEntryForm(db.prisma, edition.id);
  if (!form) return;
  const all = ids ?? (await submittedEntryIds(db.prisma, edition.id, null));
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const entries = await readEntries(db.prisma, all.slice(from, from + AT_ONCE));
    const versions = entries.flatMap((entry) => (entry.submitted && entry.state === "SUBMITTED" ? [{ entry, version: entry.submitted }] : []));
    const files = await readPaperFiles(db.prisma, versions.flatMap(({ version }) => fileIdsOf(version)));
    for (const { entry, version } of versions.toSorted((a, b) => ((a.entry.code ?? "") < (b.entry.code ?? "") ? -1 : 1))) yield { entry, version, form, files };
  }
}

/** What papers need of one version of an entry. */
export async function paperDataOf({ db }: WithDatabase, { entry, version, form }: { entry: EntryRecord; version: VersionRecord; form: EntryForm }): Promise<EntryPaperData> {
  return { entry, version, form, files: await readPaperFiles(db.prisma, fileIdsOf(version)) };
}

const fileIdsOf = (version: VersionRecord): string[] => version.files.flatMap(({ fileId }) => (fileId === null ? [] : [fileId]));
