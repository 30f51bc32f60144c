// @ts-check
import { readFile, writeFile } from "node:fs/promises";
import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, PDFRef, PDFStream } from "@cantoo/pdf-lib";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { Refusal } from "./refusal.mjs";

/** @typedef {import("./work").Work} Work */
/** @typedef {import("@cantoo/pdf-lib").PDFObject} PDFObject */

const MOST_PAGES_READ = 300;
/** What a PDF may do by itself, or do to the reader's machine. Going to a page or a web address is left. */
const ACTIONS = new Set(["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/GoToE"]);
const name = PDFName.of;

/** Opens it as browsers do, and looks for what would act. @param {Work} work */
export async function inspectPdf({ path }) {
  const pages = await withPdfium(path, async (document) => document.getPageCount());
  if (pages === 0) throw new Refusal("pdf_broken");
  const document = await loadPdf(path);
  for (const dictionary of dictionariesIn(reachable(document).values())) {
    const action = dictionary.lookup(name("S"));
    if (dictionary.has(name("JS")) || dictionary.has(name("JavaScript"))) throw new Refusal("pdf_active");
    if (action instanceof PDFName && ACTIONS.has(action.asString())) throw new Refusal("pdf_active");
  }
  return { pages };
}

/** Its first page as pixels, and its words. @param {Work} work @returns {Promise<import("./work").ReadPdf>} */
export async function readPdf({ path, mostCharacters, mostWidth }) {
  return withPdfium(path, async (document) => {
    const pages = document.getPageCount();
    const first = document.getPage(0);
    const { originalWidth, originalHeight } = first.getOriginalSize();
    const scale = Math.min(mostWidth / Math.max(originalWidth, 1), (mostWidth * 2) / Math.max(originalHeight, 1));
    const { data, width, height } = await first.render({ scale, render: async (page) => page.data });
    let text = "";
    for (let index = 0; index < Math.min(pages, MOST_PAGES_READ) && text.length < mostCharacters; index += 1) text += `${document.getPage(index).getText()}\n`;
    return { pages, text, picture: { data, width, height } };
  });
}

/** Writes a copy without names, dates, programs, attached files and metadata of any object. @param {Work} work */
export async function cleanPdf({ path, target }) {
  const document = await loadPdf(path);
  const { context, catalog } = document;
  context.trailerInfo.Info = undefined;
  const names = catalog.lookup(name("Names"));
  if (names instanceof PDFDict) for (const key of ["EmbeddedFiles", "JavaScript"]) names.delete(name(key));
  for (const key of ["OpenAction", "AF", "Collection", "Perms"]) catalog.delete(name(key));
  for (const dictionary of dictionariesIn(reachable(document).values())) {
    for (const key of ["Metadata", "PieceInfo", "LastModified", "AA"]) dictionary.delete(name(key));
    if (isComment(dictionary)) for (const key of ["T", "CreationDate", "M"]) dictionary.delete(name(key));
  }
  const kept = reachable(document);
  for (const [reference] of context.enumerateIndirectObjects()) if (!kept.has(reference)) context.delete(reference);
  await writeFile(target, await document.save({ updateFieldAppearances: false, addDefaultPage: false }), { mode: 0o600 });
  return {};
}

/** A note on a page, which names who wrote it; fields of forms have a `T` too, their own name. @param {PDFDict} dictionary */
function isComment(dictionary) {
  return dictionary.lookup(name("Subtype")) instanceof PDFName && dictionary.has(name("Rect")) && !dictionary.has(name("FT")) && !dictionary.has(name("Parent"));
}

/** @param {string} path */
async function loadPdf(path) {
  try {
    return await PDFDocument.load(await readFile(path), { updateMetadata: false });
  } catch (error) {
    throw new Refusal(error instanceof EncryptedPDFError ? "pdf_encrypted" : "pdf_broken");
  }
}

/** What the catalog leads to. Objects of earlier states of the file, which no reader shows, are not among them.
 * @param {PDFDocument} document */
function reachable({ context }) {
  /** @type {Map<PDFRef, PDFObject>} */
  const found = new Map();
  /** @type {(PDFObject | undefined)[]} */
  const waiting = [context.trailerInfo.Root];
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (object instanceof PDFRef) {
      const target = found.has(object) ? undefined : context.lookup(object);
      if (target) {
        found.set(object, target);
        waiting.push(target);
      }
    } else if (object instanceof PDFArray) waiting.push(...object.asArray());
    else if (object instanceof PDFStream) waiting.push(object.dict);
    else if (object instanceof PDFDict) waiting.push(...object.values());
  }
  return found;
}

/** All dictionaries among these objects and inside them. @param {Iterable<PDFObject>} objects */
function* dictionariesIn(objects) {
  const waiting = [...objects];
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (object instanceof PDFArray) waiting.push(...object.asArray());
    else if (object instanceof PDFStream) waiting.push(object.dict);
    else if (object instanceof PDFDict) {
      yield object;
      waiting.push(...object.values());
    }
  }
}

/** @template T @param {string} path @param {(document: import("@hyzyla/pdfium").PDFiumDocument) => Promise<T>} work */
async function withPdfium(path, work) {
  const library = await PDFiumLibrary.init();
  const bytes = await readFile(path);
  const document = await library.loadDocument(bytes).catch((/** @type {unknown} */ error) => {
    throw new Refusal(/password|security/i.test(String(error)) ? "pdf_encrypted" : "pdf_broken");
  });
  return work(document);
}
