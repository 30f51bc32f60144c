import type { VersionFile } from "~/data/entry-files.server";
import type { PaperFile } from "~/data/paper-files.server";
import { chosenOption, readTable } from "~/domain/entry/part-values";
import { readParts } from "~/features/entries/content-lines";
import { formatsFor } from "~/i18n/formats";
import { printed } from "~/i18n/vi/printed";
import type { AttachedPdf, Block, Paper, Words } from "~/platform/render/paper";
import type { Services } from "~/features/services";
import { type EntryPaperData, markOf } from "./entry-paper-data";
import { pdfBytes, printablePicture } from "./paper-pictures.server";
import { FORM_SIZE, registrationBlocks } from "./registration-form";

const texts = printed.dossier;
const formats = formatsFor("vi");

/** Pages of attached PDFs that are printed along; what goes beyond shows its first page. */
const MOST_PAGES = 120;
const MOST_BYTES = 40 * 1024 * 1024;
const MOST_PICTURES = 40;

/** How much of the files is drawn: `all`, or `none` where the files themselves lie beside the paper. */
export type Pictures = "all" | "none";

/** The whole dossier: the form, what was written, the list of files, photos, pages of attached PDFs. */
export async function dossierPaper({ files }: Pick<Services, "files">, data: EntryPaperData, pictures: Pictures): Promise<Paper> {
  const shown = pictures === "all" ? await filesShown(files, data) : { blocks: [], attached: [] };
  return {
    title: `${data.entry.code ?? ""} ${data.version.title}`.trim(),
    at: data.version.savedAt,
    fontSize: FORM_SIZE,
    footer: printed.printedFrom(data.entry.code ?? "", data.version.title.slice(0, 90)),
    ...markOf(data),
    sections: [{ blocks: registrationBlocks(data) }, { blocks: [...descriptionBlocks(data), ...fileList(data), ...shown.blocks] }],
    attached: shown.attached,
  };
}

function descriptionBlocks({ version, form }: EntryPaperData): Block[] {
  const parts = readParts(form.parts, version.parts).flatMap((part): Block[] => [{ kind: "heading", level: "section", text: part.label }, ...partBlocks(part, version.parts[part.key] ?? "")]);
  return [
    { kind: "heading", level: "title", text: printed.registration.description[form.edition.kind].toLocaleUpperCase("vi") },
    { kind: "heading", level: "subtitle", text: version.title || printed.none },
    { kind: "heading", level: "section", text: texts.summary },
    paragraph(version.summary),
    ...parts,
    ...(version.eligibilityNote === "" ? [] : [{ kind: "heading", level: "section", text: texts.eligibilityNote } as const, paragraph(version.eligibilityNote)]),
  ];
}

const paragraph = (text: string): Block => (text === "" ? { kind: "paragraph", text: [{ text: printed.none, italic: true }] } : { kind: "paragraph", text });

function partBlocks(part: EntryPaperData["form"]["parts"][number], text: string): Block[] {
  const rows = part.kind === "TABLE" ? readTable(text, part.options) : [];
  if (rows.length > 0) {
    const columns = part.options.map(({ label }) => ({ title: label, width: 1 }));
    return [{ kind: "table", columns, rows: rows.map((row) => part.options.map(({ key }) => row[key] ?? "")) }];
  }
  return [paragraph(part.kind === "CHOICE" ? (chosenOption(text, part.options)?.label ?? text) : text)];
}

/** Every file with its name, size and SHA-256, by part: what was handed in can be told from what was not. */
function fileList({ version, form }: EntryPaperData): Block[] {
  const labels = new Map(form.parts.map((part) => [part.key, part.label]));
  const heading: Block = { kind: "heading", level: "section", text: texts.files };
  if (version.files.length === 0) return [heading, { kind: "paragraph", text: texts.noFiles }];
  const cell = (file: VersionFile): Words => [{ text: `${labels.get(file.partKey) ?? file.partKey}: `, italic: true }, { text: file.caption === "" ? file.name : `${file.name} – ${file.caption}` }];
  return [
    heading,
    {
      kind: "table",
      size: 11,
      columns: [
        { title: texts.fileColumns.number, width: 4, align: "center" },
        { title: texts.fileColumns.name, width: 38 },
        { title: texts.fileColumns.size, width: 12, align: "center" },
        { title: texts.fileColumns.hash, width: 40 },
      ],
      rows: version.files.map((file, index) => [String(index + 1), cell(file), file.fileId === null ? `${formats.fileSize(file.size)}\n(${texts.waiting})` : formats.fileSize(file.size), file.sha256 ?? texts.noHash]),
    },
  ];
}

interface Shown {
  blocks: Block[];
  attached: AttachedPdf[];
}

/** What of the files can be drawn, in their order; files that are still waited for stand in the list only. */
async function filesShown(store: Services["files"], { version, files }: EntryPaperData): Promise<Shown> {
  const blocks: Block[] = [];
  const attached: AttachedPdf[] = [];
  const left = { pages: MOST_PAGES, bytes: MOST_BYTES, pictures: MOST_PICTURES };
  for (const file of version.files) {
    const stored = file.fileId === null ? undefined : files.get(file.fileId);
    if (!stored || left.pictures === 0) continue;
    left.pictures -= 1;
    const picture = await pictureBlocks(store, file, stored);
    const pages = stored.family === "PDF" && (stored.pages ?? MOST_PAGES + 1) <= left.pages && stored.size <= left.bytes ? await pdfBytes(store, stored) : null;
    if (!pages) {
      blocks.push(...picture);
      continue;
    }
    left.pages -= stored.pages ?? 0;
    left.bytes -= stored.size;
    attached.push({ title: texts.annex(attached.length + 1, file.name), data: pages, otherwise: picture });
  }
  return { blocks: blocks.length === 0 ? [] : [{ kind: "pageBreak" }, { kind: "heading", level: "title", text: texts.pictures.toLocaleUpperCase("vi") }, ...figures(blocks)], attached };
}

/** Pictures are counted as they are printed. */
function figures(blocks: readonly Block[]): Block[] {
  let number = 0;
  return blocks.map((block) => (block.kind === "image" ? { ...block, caption: texts.figure(++number, block.caption ?? "") } : block));
}

async function pictureBlocks(store: Services["files"], file: VersionFile, stored: PaperFile): Promise<Block[]> {
  const picture = await printablePicture(store, stored);
  if (!picture) return [{ kind: "paragraph", text: texts.notPrinted(file.name), align: "left", size: FORM_SIZE - 1 }];
  return [{ kind: "image", ...picture, caption: captionOf(file, stored) }];
}

function captionOf(file: VersionFile, stored: PaperFile): string {
  if (stored.family === "VIDEO") return texts.frame(file.name);
  if (stored.family === "PDF" || stored.family === "DOCUMENT") return texts.firstPage(file.name, stored.pages);
  return file.caption === "" ? file.name : file.caption;
}
