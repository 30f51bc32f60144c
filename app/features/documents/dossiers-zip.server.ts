import { logAccess } from "~/data/access-log.server";
import type { EditionRow } from "~/data/editions.server";
import { dossierTotals, submittedEntryIds } from "~/data/paper-files.server";
import { cleanFileName } from "~/domain/files/names";
import { csvText } from "~/features/results/result-file";
import type { Services } from "~/features/services";
import { formatsFor } from "~/i18n/formats";
import { printed } from "~/i18n/vi/printed";
import { screening } from "~/i18n/vi/screening";
import { renderPdf } from "~/platform/render/render.server";
import { dossierPaper } from "./dossier.server";
import { type EntryPaperData, fieldNameOf } from "./entry-paper-data";
import { submittedEntries } from "./submitted-entries.server";
import { type ZipFile, zipOf, type ZipProgress } from "./zip-download.server";

type WithFiles = Pick<Services, "db" | "files">;

const texts = printed.archive;
const formats = formatsFor("vi");
/** Folders named after parts stay short: Windows counts the whole path. */
const MOST_FOLDER_CHARACTERS = 40;

export interface ZipRequest {
  edition: Pick<EditionRow, "id">;
  /** who gets it; noted for every entry in it before the first byte leaves */
  userId: string;
  now: Date;
  /** called when an entry is complete in the zip */
  onProgress?: (progress: ZipProgress) => void;
}

/**
 * The dossiers of all submitted entries of an edition as one zip, made while it is read: a folder an entry, in it the dossier as PDF and
 * its files as they came, and a list of all at the end. Withdrawn entries and drafts are left out, and
 * entries in which whoever gets it has an interest. Only one entry is in memory at a
 * time, files not at all; nothing is made ahead of a slow reader, and a reader who leaves stops it.
 */
export async function dossiersZip(services: WithFiles, request: ZipRequest): Promise<ReadableStream<Uint8Array>> {
  const { edition, userId, now } = request;
  const ids = await submittedEntryIds(services.db.prisma, edition.id, userId);
  await logAccess(services.db.prisma, { userId, entryIds: ids, what: "export", at: now });
  return zipOf(zipFiles(services, request, ids));
}

/** What the zip of an edition will hold, for its page. */
export function dossiersPage({ db }: Pick<Services, "db">, edition: Pick<EditionRow, "id">, viewerId: string): ReturnType<typeof dossierTotals> {
  return dossierTotals(db.prisma, edition.id, viewerId);
}

async function* zipFiles(services: WithFiles, { edition, now, onProgress }: ZipRequest, ids: readonly string[]): AsyncGenerator<ZipFile> {
  const rows: (readonly (string | number)[])[] = [texts.columns];
  onProgress?.({ done: 0, entries: ids.length });
  for await (const data of submittedEntries(services, edition, ids)) {
    yield* filesOfEntry(services, data);
    rows.push(rowOf(data));
    onProgress?.({ done: rows.length - 1, entries: ids.length });
  }
  yield { name: texts.index, input: csvText(rows), lastModified: now };
  onProgress?.({ done: ids.length, entries: ids.length });
}

async function* filesOfEntry(services: WithFiles, data: EntryPaperData): AsyncGenerator<ZipFile> {
  const { version } = data;
  const folder = data.entry.code ?? data.entry.id;
  const lastModified = version.submittedAt ?? version.savedAt;
  yield { name: `${folder}/${printed.fileName.dossier}.pdf`, input: await renderPdf(await dossierPaper(services, data, "none")), lastModified };
  const missing: string[] = [];
  for (const [index, file] of version.files.entries()) {
    const stored = file.fileId === null ? undefined : data.files.get(file.fileId);
    const bytes = stored && (await services.files.open(stored.storageName).catch(() => null));
    if (!stored || !bytes) {
      missing.push(texts.missingLine(file.name));
      continue;
    }
    try {
      yield { name: `${folder}/${texts.files}/${partFolder(data, file.partKey)}/${index + 1}-${cleanFileName(file.name)}`, input: bytes, lastModified, size: stored.size };
    } finally {
      bytes.destroy();
    }
  }
  if (missing.length > 0) yield { name: `${folder}/${texts.missing}`, input: `\uFEFF${missing.join("\r\n")}\r\n`, lastModified };
}

function partFolder({ form }: EntryPaperData, partKey: string): string {
  const label = form.parts.find((part) => part.key === partKey)?.label ?? partKey;
  return cleanFileName([...cleanFileName(label.replaceAll("/", "-"))].slice(0, MOST_FOLDER_CHARACTERS).join(""));
}

function rowOf(data: EntryPaperData): (string | number)[] {
  const { entry, version } = data;
  const here = version.files.filter((file) => file.fileId !== null).length;
  return [
    entry.code ?? "",
    version.title,
    fieldNameOf(data),
    version.unitName,
    version.authors.map((author) => author.fullName).join("; "),
    screening.state[entry.screening],
    version.submittedAt ? formats.dateTime(version.submittedAt) : "",
    here,
    version.files.length - here,
  ];
}
