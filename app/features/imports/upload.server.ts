import { deflateRawSync, inflateRawSync } from "node:zlib";

/** The largest workbook the page takes. */
export const MOST_UPLOAD_BYTES = 5_000_000;
/** The same file as text in a form that is sent back to confirm, with room for the form itself. */
const MOST_FORM_BYTES = MOST_UPLOAD_BYTES * 1.4 + 65_536;

export interface Upload {
  name: string;
  bytes: Uint8Array;
}

export type UploadReason = "too_large" | "no_file" | "empty";

/** True for a request whose form may be read into memory; browsers always tell how long it is. */
export function isReadable(request: Request): boolean {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  return Number.isFinite(length) && length <= MOST_FORM_BYTES;
}

/** The workbook of a form: the chosen file, or the one that was checked before and comes back to be imported. */
export async function uploadOf(form: FormData): Promise<Upload | UploadReason> {
  const kept = form.get("kept");
  if (typeof kept === "string" && kept !== "") return unpackKept(kept, String(form.get("name") ?? ""));
  const file = form.get("file");
  if (!(file instanceof File) || (file.size === 0 && file.name === "")) return "no_file";
  if (file.size > MOST_UPLOAD_BYTES) return "too_large";
  if (file.size === 0) return "empty";
  return { name: file.name.normalize("NFC").slice(0, 200), bytes: new Uint8Array(await file.arrayBuffer()) };
}

/** The file as a hidden field: the page that asks to confirm carries it, so that nothing is stored before. */
export function packKept({ bytes }: Upload): string {
  return deflateRawSync(bytes).toString("base64");
}

function unpackKept(kept: string, name: string): Upload | UploadReason {
  try {
    return { name, bytes: inflateRawSync(Buffer.from(kept, "base64"), { maxOutputLength: MOST_UPLOAD_BYTES }) };
  } catch {
    return "no_file";
  }
}
