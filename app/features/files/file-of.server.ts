import { mediaAgreed } from "~/data/consents.server";
import { editionById } from "~/data/editions.server";
import { readEntry } from "~/data/entries.server";
import { fileAccess, textOfFile, type FileAccess } from "~/data/file-access.server";
import type { Actor } from "~/domain/access/roles";
import { extensionOf } from "~/domain/files/names";
import { mayHave, mayReadName, viewerOf, type FileForm, type FileViewer } from "~/domain/files/viewing";
import { isUuid } from "~/domain/kernel/uuid";
import { retentionOf } from "~/features/entries/draft-retention";
import type { Services } from "~/features/services";
import { fileContent } from "~/i18n/vi/file-content";

/** Bytes that may be sent to whoever asked. */
export interface ServedFile {
  viewer: FileViewer;
  entryId: string;
  storageName: string;
  mime: string;
  /** words to be sent in place of stored bytes */
  text: Buffer | null;
  size: number;
  /** to save it under, with the extension of what it is */
  name: string;
}

/**
 * The bytes of a file for somebody who may have them now; null for everybody else, whether there is such a file or not. Asked anew
 * for every request, and gone with a draft whose time is over. While no clean copy is made yet, those who may have the original get
 * that. One statement, for the public two, for entries that were never submitted a few more.
 */
export async function fileOf({ db }: Pick<Services, "db">, wanted: { fileRowId: string; form: FileForm; actor: Actor | null; now: Date }): Promise<ServedFile | null> {
  const { fileRowId, form, actor, now } = wanted;
  const found = isUuid(fileRowId) ? await fileAccess(db, fileRowId, actor?.userId ?? null) : null;
  const viewer = found && viewerOf(found, actor, now);
  const file = viewer === "blind" ? forBlindJudge(found) : found;
  if (!file || !viewer || !mayHave(viewer, form)) return null;
  if (file.entry.state === "DRAFT" && (await isGone(db, file, now))) return null;
  if (viewer === "public" && !(await mediaAgreed(db.prisma, [file.entry.id])).has(file.entry.id)) return null;
  if (form === "TEXT") return wordsOf(db, file, viewer);
  const bytes = bytesOf(file, form) ?? (form === "CLEAN" && mayHave(viewer, "ORIGINAL") ? bytesOf(file, "ORIGINAL") : null);
  return bytes && { ...bytes, text: null, viewer, entryId: file.entry.id, name: savedName(file, viewer, bytes.mime) };
}

/** Nothing before the version was checked; then the file, or what was put in its place. */
function forBlindJudge(file: FileAccess | null): FileAccess | null {
  if (!file?.isBlindChecked || file.redaction === null) return file?.isBlindChecked ? file : null;
  return file.redaction.bytes && { ...file, ...file.redaction.bytes };
}

/** Pages know nothing of an unconsented draft from its last moment on, whether it is deleted yet or not; so do its files. */
async function isGone({ prisma }: Services["db"], file: FileAccess, now: Date): Promise<boolean> {
  const [entry, edition] = await Promise.all([readEntry(prisma, file.entry.id), editionById(prisma, file.edition.id)]);
  return !entry || !edition || retentionOf(entry, edition, now)?.isOver === true;
}

/** The words of a Word document, for those who have no program for it at hand. Other kinds are looked at themselves. */
async function wordsOf(db: Services["db"], file: FileAccess, viewer: FileViewer): Promise<ServedFile | null> {
  if (file.family !== "DOCUMENT" || !file.isProcessed) return null;
  const text = Buffer.from(await textOfFile(db, file.fileId));
  return { storageName: `text ${file.fileId}`, mime: TEXT, text, size: text.length, viewer, entryId: file.entry.id, name: savedName(file, viewer, TEXT) };
}

function bytesOf({ original, variants, isProcessed }: FileAccess, form: FileForm): { storageName: string; mime: string; size: number } | null {
  if (form === "ORIGINAL") return { storageName: original.storageName, mime: original.mime, size: original.size };
  const found = isProcessed ? variants.find(({ kind }) => kind === form) : undefined;
  return found ? { storageName: found.storageName, mime: found.mime, size: found.size } : null;
}

const TEXT = "text/plain; charset=utf-8";
const EXTENSIONS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg", "image/png": "png", "image/apng": "png", "image/webp": "webp", "image/avif": "avif", "image/heic": "heic", "image/heif": "heif",
  "image/heic-sequence": "heic", "image/heif-sequence": "heif", "application/pdf": "pdf", "video/mp4": "mp4", "video/x-m4v": "m4v", "video/quicktime": "mov", "video/webm": "webm", [TEXT]: "txt",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
};

/** The owner's name of the file with the extension of what is sent; for those who must not know, what it is and which one: “Ảnh 1.jpg”. */
function savedName({ name, family, number }: FileAccess, viewer: FileViewer, mime: string): string {
  const extension = EXTENSIONS[mime] ?? "bin";
  if (!mayReadName(viewer)) return `${fileContent.neutral[family](String(number))}.${extension}`;
  const own = extensionOf(name);
  const stem = own === "" ? name : name.slice(0, -own.length - 1);
  const isSame = own.toLowerCase() === extension || (extension === "jpg" && own.toLowerCase() === "jpeg");
  return isSame ? name : `${stem}.${extension}`;
}
