import { createHash } from "node:crypto";
import { issuedFile, type NewIssuedFile } from "~/data/issued-papers.server";
import type { Reader } from "~/data/editions.server";
import type { Paper } from "~/platform/render/paper";
import { renderPdfInParts } from "~/platform/render/pdf-in-parts.server";
import { RenderError, renderDocx } from "~/platform/render/render.server";
import type { NamedPaper, PaperFormat } from "../kinds/kind";

/** Every file of a paper that is about to be issued, drawn once: from then on it is kept, whatever a later version draws. @throws RenderError */
export async function filesToKeep(paper: Paper, formats: readonly PaperFormat[]): Promise<NewIssuedFile[]> {
  const files: NewIssuedFile[] = [];
  for (const format of formats) {
    const file = await drawn(paper, format);
    if (!file) throw new RenderError("ended before it was drawn");
    const data = Uint8Array.from(file);
    files.push({ format, sha256: createHash("sha256").update(data).digest("hex"), data });
  }
  return files;
}

/** A paper as a file: an issued one byte for byte as it was issued while that is kept, every other drawn now. Null where drawing was ended. @throws RenderError */
export async function fileOf(reader: Reader, { paper, issuedId }: Pick<NamedPaper, "paper" | "issuedId">, format: PaperFormat): Promise<Uint8Array | null> {
  return (issuedId ? await issuedFile(reader, issuedId, format) : null) ?? drawn(paper, format);
}

const drawn = (paper: Paper, format: PaperFormat): Promise<Uint8Array | null> => (format === "pdf" ? renderPdfInParts(paper) : renderDocx(paper));
