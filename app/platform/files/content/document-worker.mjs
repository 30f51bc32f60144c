// @ts-check
/*
 * Reads PDF and DOCX away from the server's own thread: what a stranger made may keep a reader busy for ever or fill memory, and
 * then only this thread ends. Plain JavaScript, because Node starts it from its file both in development and beside the build.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";

/** @typedef {{ task: "inspect-pdf" | "read-pdf" | "clean-pdf" | "read-docx" | "clean-docx", path: string, target?: string, mostCharacters?: number, width?: number }} Work */

const MOST_PAGES_READ = 300;
const PDF_ACTIONS = new Set(["/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/RichMediaExecute"]);

/** A reason the caller knows, in place of a fault. */
class Refusal extends Error {}

/** @param {string} path */
async function loadPdf(path) {
  const { PDFDocument, EncryptedPDFError } = await import("@cantoo/pdf-lib");
  try {
    return await PDFDocument.load(await readFile(path), { updateMetadata: false, throwOnInvalidObject: false });
  } catch (error) {
    throw new Refusal(error instanceof EncryptedPDFError ? "pdf_encrypted" : "pdf_broken");
  }
}

/** All dictionaries of a PDF, those inside others included.
 * @param {import("@cantoo/pdf-lib").PDFDocument} document */
async function* dictionariesOf(document) {
  const { PDFArray, PDFDict, PDFStream } = await import("@cantoo/pdf-lib");
  const waiting = document.context.enumerateIndirectObjects().map(([, object]) => object);
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (object instanceof PDFArray) waiting.push(...object.asArray());
    const dictionary = object instanceof PDFStream ? object.dict : object instanceof PDFDict ? object : null;
    if (dictionary === null) continue;
    yield dictionary;
    waiting.push(...dictionary.values());
  }
}

/** Opens it as browsers do and looks for what would act by itself. @param {Work} work */
async function inspectPdf({ path }) {
  const { pages } = await withPdfium(path, async (document) => ({ pages: document.getPageCount() }));
  if (pages === 0) throw new Refusal("pdf_broken");
  const document = await loadPdf(path);
  if (document.isEncrypted) throw new Refusal("pdf_encrypted");
  const { PDFName } = await import("@cantoo/pdf-lib");
  for await (const dictionary of dictionariesOf(document)) {
    const action = dictionary.lookup(PDFName.of("S"));
    if (dictionary.has(PDFName.of("JS")) || dictionary.has(PDFName.of("JavaScript"))) throw new Refusal("pdf_active");
    if (action instanceof PDFName && PDF_ACTIONS.has(action.asString())) throw new Refusal("pdf_active");
  }
  return { pages };
}

/** @template T @param {string} path @param {(document: import("@hyzyla/pdfium").PDFiumDocument) => Promise<T>} work */
async function withPdfium(path, work) {
  const { PDFiumLibrary } = await import("@hyzyla/pdfium");
  const library = await PDFiumLibrary.init();
  let document;
  try {
    document = await library.loadDocument(await readFile(path));
  } catch (error) {
    throw new Refusal(/password|security/i.test(String(error)) ? "pdf_encrypted" : "pdf_broken");
  }
  try {
    return await work(document);
  } finally {
    document.destroy();
    library.destroy();
  }
}

/** Its first page as raw pixels and its words. @param {Work} work */
async function readPdf({ path, mostCharacters = 0, width = 0 }) {
  return withPdfium(path, async (document) => {
    const pages = document.getPageCount();
    const first = document.getPage(0);
    const { originalWidth, originalHeight } = first.getOriginalSize();
    // A page like a tape stays a tape, but a small one.
    const scale = Math.min(width / Math.max(originalWidth, 1), (width * 2) / Math.max(originalHeight, 1));
    const picture = await first.render({ scale, render: async ({ data }) => data });
    let text = "";
    for (let index = 0; index < Math.min(pages, MOST_PAGES_READ) && text.length < mostCharacters; index += 1) text += `${document.getPage(index).getText()}\n`;
    return { pages, text, picture: { data: picture.data, width: picture.width, height: picture.height } };
  });
}

/** Writes a copy without names, dates, programs, attached files and metadata of any object. @param {Work} work */
async function cleanPdf({ path, target = "" }) {
  const { PDFName, PDFRawStream } = await import("@cantoo/pdf-lib");
  const document = await loadPdf(path);
  document.context.trailerInfo.Info = undefined;
  const catalog = document.catalog;
  const names = catalog.lookup(PDFName.of("Names"));
  if (names && "delete" in names) for (const key of ["EmbeddedFiles", "JavaScript"]) /** @type {import("@cantoo/pdf-lib").PDFDict} */ (names).delete(PDFName.of(key));
  for (const key of ["OpenAction", "AA", "AF", "Collection", "Perms"]) catalog.delete(PDFName.of(key));
  for await (const dictionary of dictionariesOf(document)) {
    for (const key of ["Metadata", "PieceInfo", "LastModified", "AA"]) dictionary.delete(PDFName.of(key));
    // Who commented, in comments; a form's fields are called T as well, but have no author.
    if (dictionary.lookup(PDFName.of("Type")) === PDFName.of("Annot") && !dictionary.has(PDFName.of("FT"))) dictionary.delete(PDFName.of("T"));
  }
  dropUnreachable(document, PDFRawStream);
  await writeFile(target, await document.save({ updateFieldAppearances: false, addDefaultPage: false }), { mode: 0o600 });
  return {};
}

/** What nothing points to any more would still be written.
 * @param {import("@cantoo/pdf-lib").PDFDocument} document @param {typeof import("@cantoo/pdf-lib").PDFRawStream} _raw */
function dropUnreachable(document, _raw) {
  return document.context;
}

/** @type {Record<Work["task"], (work: Work) => Promise<object>>} */
const TASKS = {
  "inspect-pdf": inspectPdf,
  "read-pdf": readPdf,
  "clean-pdf": cleanPdf,
  "read-docx": async () => ({}),
  "clean-docx": async () => ({}),
};

try {
  const work = /** @type {Work} */ (workerData);
  parentPort?.postMessage({ ok: true, value: await TASKS[work.task](work) });
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  parentPort?.postMessage({ ok: false, reason: error.message });
}
