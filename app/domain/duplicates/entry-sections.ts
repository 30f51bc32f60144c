import type { Section } from "./folded-text";

/** Key of the summary among the sections of an entry; parts of the dossier go by their own keys. */
export const SUMMARY_SECTION = "@summary";
export const fileSection = (fileId: string): string => `@file:${fileId}`;

interface EntryTexts {
  summary: string;
  parts: Readonly<Record<string, unknown>>;
  /** what the files of the version say, by id of the stored file */
  files: readonly { fileId: string; text: string }[];
}

const WEB_ADDRESS = /^https?:\/\/\S+$/i;

/** What of an entry is compared: summary, parts in the order of their keys, texts of files. Addresses of the web say nothing of their own. */
export function sectionsOf({ summary, parts, files }: EntryTexts): Section[] {
  const keys = Object.keys(parts).toSorted();
  return [
    { key: SUMMARY_SECTION, text: summary },
    ...keys.map((key) => ({ key, text: plainText(parts[key]) })),
    ...files.map(({ fileId, text }) => ({ key: fileSection(fileId), text })),
  ].filter(({ text }) => text !== "" && !WEB_ADDRESS.test(text));
}

/** The words of a part: a table is stored as rows in JSON, of which the cells are read, row by row. */
export function plainText(value: unknown): string {
  if (typeof value !== "string") return "";
  if (!value.startsWith("[")) return value;
  try {
    const rows: unknown = JSON.parse(value);
    return Array.isArray(rows) ? rows.map(cellsOf).join("\n") : value;
  } catch {
    return value;
  }
}

function cellsOf(row: unknown): string {
  if (typeof row === "string") return row;
  return typeof row === "object" && row !== null ? Object.values(row).filter((cell) => typeof cell === "string" && cell !== "").join(" · ") : "";
}
