import type { FileFamily } from "~/domain/contest/rules";
import type { FileGapReason } from "~/domain/files/entry-files";
import type { Formats } from "~/i18n/formats";
import type { Messages } from "~/i18n/messages";
import { reasonText } from "~/i18n/reasons";

interface Words {
  messages: Messages;
  formats: Formats;
}

const FILE_GAPS = ["file_missing", "file_refused", "file_undeclared", "file_waiting", "too_many_files", "bad_link"] as const satisfies readonly FileGapReason[];

export function isFileGap(reason: string): reason is FileGapReason {
  return (FILE_GAPS as readonly string[]).includes(reason);
}

/** What is the matter with the files of a part, without the part's name. */
export function fileGapText({ messages, formats }: Words, reason: FileGapReason, { name = "", amount = 0 }: { name?: string; amount?: number }): string {
  const { gap } = messages.uploads;
  switch (reason) {
    case "file_missing":
    case "bad_link":
      return gap[reason];
    case "too_many_files":
      return gap.too_many_files(formats.integer(amount));
    default:
      return gap[reason](name);
  }
}

const MEBI = 1024 * 1024;

/** A limit as people set it: whole megabytes of 1,024 kB read `20 MB`, anything else as sizes of files do. */
export function limitText(formats: Formats, bytes: number): string {
  const megabytes = bytes / MEBI;
  if (!Number.isInteger(megabytes) || megabytes === 0) return formats.fileSize(bytes);
  return megabytes % 1024 === 0 ? `${formats.integer(megabytes / 1024)} GB` : `${formats.integer(megabytes)} MB`;
}

/** What a part takes, in one sentence: "Nhận ảnh, PDF; nhiều nhất 10 tệp, mỗi tệp đến 20 MB." */
export function limitsText({ messages, formats }: Words, part: { families: readonly FileFamily[]; maxFiles: number; maxFileBytes: number }): string {
  const { uploads } = messages;
  const kinds = formats.list(part.families.map((family) => uploads.family[family]));
  const size = limitText(formats, part.maxFileBytes);
  return part.maxFiles === 1 ? uploads.limitsOne(kinds, size) : uploads.limits(kinds, formats.integer(part.maxFiles), size);
}

/** Why bytes that came were not taken, in words; what nobody has words for is told in general. */
export function problemText(messages: Messages, problem: string): string {
  return reasonText(messages, problem, messages.uploads.reasons, messages.fileContent.reasons);
}

/** Why an act on the files of an entry was refused, in words. */
export function fileReasonText(messages: Messages, reason: string): string {
  return reasonText(messages, reason, messages.uploads.reasons, messages.fileContent.reasons, messages.entries.reasons);
}
