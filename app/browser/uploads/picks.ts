import type { FileFamily } from "~/domain/contest/rules";
import { isHeic, isQuickTime } from "~/domain/files/families";
import { pickRefusal } from "~/domain/files/limits";
import { fill, limitText, sizeText, type Texts } from "./texts";

/** A part of the form that takes files, read from its element. */
export interface PartPlace {
  key: string;
  element: HTMLElement;
  families: readonly FileFamily[];
  maxFileBytes: number;
  takesLink: boolean;
}

export function partPlace(element: HTMLElement): PartPlace {
  const { part = "", families = "", maxBytes = "0" } = element.dataset;
  return { key: part, element, families: families.split(" ") as FileFamily[], maxFileBytes: Number(maxBytes), takesLink: "takesLink" in element.dataset };
}

/** Why a file is not even begun, in words that say what to do; null where it may. The number of files is the server's to count. */
export function refusalText(part: PartPlace, file: File, texts: Texts): string | null {
  const { families, maxFileBytes } = part;
  const refusal = pickRefusal({ families, maxFileBytes, maxFiles: 1 }, file, 0);
  if (refusal !== "file_too_large") return refusal === null ? null : `${file.name}: ${texts.reasons[refusal] ?? ""}`;
  const values = { name: file.name, size: sizeText(file.size, texts.locale), limit: limitText(maxFileBytes, texts.locale), help: tooLargeHelp(part, file, texts) };
  return fill(texts["tooLarge"], values).trim();
}

function tooLargeHelp(part: PartPlace, file: File, texts: Texts): string {
  if (file.type.startsWith("image/")) return texts["tooLargePhoto"] ?? "";
  if (!file.type.startsWith("video/")) return "";
  return part.takesLink ? `${texts["tooLargeVideo"] ?? ""} ${texts["tooLargeLink"] ?? ""}` : `${texts["tooLargeVideo"] ?? ""}.`;
}

/** What may go wrong for those who look at it later, said while it can still be helped; null where nothing is known. */
export function warningText(file: File, texts: Texts): string | null {
  if (isHeic(file.name, file.type)) return fill(texts["heic"], { name: file.name });
  return isQuickTime(file.name, file.type) ? fill(texts["quickTime"], { name: file.name }) : null;
}
