import { strToU8, strFromU8, unzipSync, zipSync } from "fflate";

const PROPERTIES = "docProps/core.xml";
const TEXT = "word/document.xml";
/** The earliest a zip knows; local time, as zips are written. */
const NO_TIME = new Date(1980, 0, 1);

/** The same document with one date everywhere and its pictures counted from 1, so that the same paper gives the same bytes. */
export function fixed(document: Uint8Array, at: Date): Uint8Array {
  const files = unzipSync(document);
  const edited = { ...files, [PROPERTIES]: strToU8(dated(textOf(files[PROPERTIES]), at)), [TEXT]: strToU8(counted(textOf(files[TEXT]))) };
  const inOrder = Object.fromEntries(Object.entries(edited).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return zipSync(inOrder, { mtime: NO_TIME, level: 6 });
}

const textOf = (file: Uint8Array | undefined): string => (file ? strFromU8(file) : "");

const dated = (properties: string, at: Date): string => properties.replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*/g, `$1${at.toISOString().slice(0, 19)}Z`);

/** The library counts pictures through the life of the process. */
function counted(text: string): string {
  let pictures = 0;
  return text.replace(/(<wp:docPr id=")\d+(")/g, (_, before: string, after: string) => `${before}${++pictures}${after}`);
}
