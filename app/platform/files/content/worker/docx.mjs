// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import mammoth from "mammoth";
import { withoutMetadata } from "./pictures.mjs";
import { Refusal } from "./refusal.mjs";

/** @typedef {import("./work").Work} Work */

/** Bounds of what a document may unpack to; a report with many photos has some hundred parts. */
const MOST_PARTS = 3_000;
const MOST_BYTES = 256 * 1024 * 1024;
/** Text packs well, but hardly better than this; checked from where it could hurt. */
const HIGHEST_RATIO = 120;
const RATIO_FROM_BYTES = 16 * 1024 * 1024;

const XML = /\.(xml|rels)$/i;
/** Programs, controls and documents that bring programs along. */
const ACTIVE_PART = /vbaProject|vbaData|(^|\/)activeX\/|\.(docm|dotm|xlsm|xlsb|xltm|pptm|potm|ppsm|sldm|exe|com|bat|cmd|js|vbs|ps1|msi|scr|hta|lnk)$/i;
/** Templates, frames and objects fetched from elsewhere when the document is opened. Links and pictures are not. */
const OUTSIDE_PART = /<Relationship\b(?=[^>]*TargetMode\s*=\s*["']External["'])(?=[^>]*\/(?:attachedTemplate|frame|oleObject|subDocument|package|control)["'])[^>]*>/i;
const PROGRAM_ID = /\bProgID\s*=\s*["']([^"']*)["']/gi;

/**
 * All parts, after their number and sizes were checked. A part that lies about its size is refused, or cut where that does not show.
 * @param {string} path
 */
async function partsOf(path) {
  const bytes = await readFile(path);
  let parts = 0;
  let size = 0;
  try {
    return unzipSync(bytes, {
      filter: ({ size: packed, originalSize }) => {
        parts += 1;
        // Packing hardly ever makes larger: such a part is not as long as it says.
        if (packed > originalSize * 1.01 + 64) throw new Refusal("document_bomb");
        size += originalSize;
        if (parts > MOST_PARTS || size > MOST_BYTES) throw new Refusal("document_bomb");
        if (size > RATIO_FROM_BYTES && size / bytes.length > HIGHEST_RATIO) throw new Refusal("document_bomb");
        return true;
      },
    });
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("document_broken");
  }
}

/** @param {Record<string, Uint8Array>} parts @returns {Generator<[string, string]>} */
function* textsOf(parts) {
  for (const [name, bytes] of Object.entries(parts)) if (XML.test(name)) yield [name, strFromU8(bytes)];
}

/** @param {Work} work */
export async function inspectDocx({ path }) {
  const parts = await partsOf(path);
  if (!parts["[Content_Types].xml"] || !parts["word/document.xml"]) throw new Refusal("document_broken");
  if (Object.keys(parts).some((name) => ACTIVE_PART.test(name))) throw new Refusal("document_macros");
  for (const [name, text] of textsOf(parts)) {
    if (/macroEnabled|vbaProject|activeX/i.test(name === "[Content_Types].xml" ? text : "")) throw new Refusal("document_macros");
    if (name.endsWith(".rels") && OUTSIDE_PART.test(text)) throw new Refusal("document_macros");
    // Formulas of old editors are objects too, and harmless; teachers' papers are full of them.
    for (const [, program = ""] of text.matchAll(PROGRAM_ID)) if (!/^(Equation|Word\.Document|Excel\.Sheet|Excel\.Chart|Visio\.|Paint\.Picture|MSGraph|PowerPoint\.Sl)/i.test(program)) throw new Refusal("document_macros");
  }
  await textOf(parts);
  return {};
}

/** @param {Work} work */
export async function readDocx({ path, mostCharacters }) {
  return { text: (await textOf(await partsOf(path))).slice(0, mostCharacters) };
}

/** The words, read from parts packed anew, whose sizes are true. @param {Record<string, Uint8Array>} parts */
async function textOf(parts) {
  const words = Object.fromEntries(Object.entries(parts).filter(([name]) => XML.test(name)));
  try {
    return (await mammoth.extractRawText({ buffer: Buffer.from(zipSync(words, { level: 0 })) })).value;
  } catch {
    throw new Refusal("document_broken");
  }
}

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = "http://schemas.openxmlformats.org";
/** Parts that tell who wrote it, where and with what, without their content. @type {[RegExp, string][]} */
const EMPTIED = [
  [/^docProps\/core\.xml$/i, `<cp:coreProperties xmlns:cp="${OFFICE}/package/2006/metadata/core-properties"/>`],
  [/^docProps\/app\.xml$/i, `<Properties xmlns="${OFFICE}/officeDocument/2006/extended-properties"/>`],
  [/^docProps\/custom\.xml$/i, `<Properties xmlns="${OFFICE}/officeDocument/2006/custom-properties"/>`],
  [/^word\/people\.xml$/i, '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>'],
];

/** Writes a copy whose comments, changes and pictures name nobody, no place and no device. @param {Work} work */
export async function cleanDocx({ path, target }) {
  const parts = await partsOf(path);
  const cleaned = Object.entries(parts).map(([name, bytes]) => [name, cleanPart(name, bytes)]);
  await writeFile(target, zipSync(Object.fromEntries(cleaned), { level: 6 }), { mode: 0o600 });
  return {};
}

/** @param {string} name @param {Uint8Array} bytes */
function cleanPart(name, bytes) {
  const emptied = EMPTIED.find(([part]) => part.test(name));
  if (emptied) return strToU8(HEADER + emptied[1]);
  if (!XML.test(name)) return withoutMetadata(bytes);
  if (!name.startsWith("word/")) return bytes;
  return strToU8(strFromU8(bytes).replace(/(\s(?:w|w15|w16cid):(?:author|initials|userId|providerId)\s*=\s*)(["'])[\s\S]*?\2/g, "$1$2$2"));
}
