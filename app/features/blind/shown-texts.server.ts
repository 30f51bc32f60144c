import type { BlindDossier, BlindFile, ReadBytes } from "~/data/blind-dossiers.server";
import { chainFunctions } from "~/data/ledger.server";
import { captionKey, SUMMARY_KEY, TITLE_KEY } from "~/data/redactions.server";
import { findNames, prepareSearch } from "~/domain/blind/find-names";
import type { FindingKind, Section } from "~/domain/blind/identity";
import { nameFindings } from "~/domain/blind/passages";
import { readTable } from "~/domain/entry/part-values";

/** A text as blind judges would see it now; `partKey` names what a copy takes the place of. */
export interface ShownText extends Section {
  partKey: string;
}

export const fileKeyOf = (key: string): string => `@file:${key}`;
/** Key of a cell of a table: its row from 0 and its column. */
export const cellKey = (partKey: string, row: number, column: string): string => `${partKey}#${row}.${column}`;

/** The text that stands for a part now: the copy without names, else what was submitted. */
export const currentText = ({ redactedParts }: Pick<BlindDossier, "redactedParts">, partKey: string, original: string): string => redactedParts[partKey] ?? original;

/** The bytes blind judges would get: those that take the place, none where the file is withheld. */
export const shownBytes = ({ stored, redaction }: Pick<BlindFile, "stored" | "redaction">): ReadBytes | null => (redaction ? redaction.stored : stored);

/** Every text of an entry that a blind judge would see. Addresses on the web given in the place of files, and names of files, are not among them. */
export function shownTexts(dossier: BlindDossier): ShownText[] {
  const { title, summary, parts, rules, files } = dossier;
  const plain = (partKey: string, original: string): ShownText => ({ key: partKey, partKey, text: currentText(dossier, partKey, original) });
  const texts = rules.flatMap(({ key, kind, options }): ShownText[] => {
    const text = currentText(dossier, key, parts[key] ?? "");
    if (kind === "TEXT") return [{ key, partKey: key, text }];
    if (kind !== "TABLE") return [];
    return readTable(text, options).flatMap((row, at) => Object.entries(row).map(([column, cell]) => ({ key: cellKey(key, at, column), partKey: key, text: cell })));
  });
  const ofFiles = files.flatMap((file): ShownText[] => {
    const bytes = shownBytes(file);
    if (bytes === null) return [];
    const key = fileKeyOf(file.key);
    return [plain(captionKey(file.key), file.caption), { key, partKey: key, text: bytes.text }];
  });
  return [plain(TITLE_KEY, title), plain(SUMMARY_KEY, summary), ...texts, ...ofFiles].filter(({ text }) => text !== "");
}

/** Something found, under a name that is the same as long as what was found and the words around it are. */
export interface NamedFinding {
  name: string;
  kind: FindingKind;
  section: string;
  partKey: string;
  start: number;
  end: number;
  isHarmless: boolean;
}

/** All that tells whose the entry is in what blind judges would see, and scans nobody can search. */
export function findingsOf(dossier: BlindDossier): NamedFinding[] {
  const texts = shownTexts(dossier);
  const parts = new Map(texts.map(({ key, partKey }) => [key, partKey]));
  const found = [...findNames(prepareSearch(dossier.identity), texts), ...unreadable(dossier)];
  const names = nameFindings(found, texts);
  const harmless = new Set(dossier.harmless);
  return found.map(({ kind, section, start, end }, index) => {
    const name = chainFunctions.sha256Hex(names[index] ?? "");
    return { name, kind, section, partKey: parts.get(section) ?? section, start, end, isHarmless: harmless.has(name) };
  });
}

/** Papers without a word in them: scanned pages, which only people can read. What somebody put in the place of a file was looked at. */
function unreadable({ files }: BlindDossier) {
  return files.flatMap(({ key, stored, redaction }) =>
    redaction === null && stored?.processing === "DONE" && (stored.family === "PDF" || stored.family === "DOCUMENT") && stored.text.trim() === ""
      ? [{ kind: "UNREADABLE" as const, section: fileKeyOf(key), start: 0, end: 0 }]
      : [],
  );
}

/** Files whose words are still being read. */
export const waitingFiles = ({ files }: BlindDossier): number => files.filter((file) => shownBytes(file)?.processing === "PENDING").length;
