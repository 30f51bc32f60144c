import { fileGaps, type FileFacts, type FilePart } from "../files/entry-files";
import { type Gap, partField } from "./completeness";

/** A file stands under its key, so that a link finds it wherever it is. */
export const fileField = (key: string): string => `file-${key}`;

interface FilesAsked {
  parts: readonly FilePart[];
  files: readonly FileFacts[];
  /** the texts of the version: those of file parts are web addresses given in place of files */
  texts: Readonly<Record<string, string>>;
  filesDueHours: number;
}

/** What is missing or wrong about the files of an entry, as gaps of the step of the files. */
export function gapsOfFiles({ parts, files, texts, filesDueHours }: FilesAsked): Gap[] {
  return fileGaps(parts, files, { links: texts, filesDueHours }).map(({ partKey, fileKey, ...gap }) => ({
    step: "files",
    field: fileKey === undefined ? partField(partKey) : fileField(fileKey),
    partKey,
    ...gap,
  }));
}
