/** Names of files as people gave them, made safe to show, to store and to hand back. They are never a path. */

/** Longest name kept, in characters (code points); the extension stays. */
export const MOST_NAME_CHARACTERS = 120;
const MOST_EXTENSION_CHARACTERS = 10;

/** A name that is only dots, blanks or nothing says nothing. */
export const NAMELESS = "tep";

/** Controls (C0, C1), marks that turn the direction of writing, zero-width characters, the byte order mark, lone surrogates and what is no character. */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Cn}\p{Co}\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;
/** What file systems and archives take for something else than a letter. */
const SPECIAL = /["*:<>?|]/g;

/**
 * The last part of a path in NFC, without what cannot be seen or would turn the writing round (`gpj.exe` shown as `exe.jpg`), without
 * characters that systems forbid, dots and blanks at the ends; at most 120 characters with the extension kept. Never empty.
 */
export function cleanFileName(raw: string): string {
  const last = raw.normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const plain = last.replace(INVISIBLE, "").replace(SPECIAL, "_").replace(/\s+/gu, " ");
  const trimmed = plain.replace(/^[\s.]+|[\s.]+$/gu, "");
  if (trimmed === "") return NAMELESS;
  return shortened(trimmed);
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= MOST_NAME_CHARACTERS) return name;
  const extension = extensionOf(name);
  const end = extension === "" ? [] : [".", ...extension];
  const stem = characters.slice(0, MOST_NAME_CHARACTERS - end.length).join("").replace(/[\s.]+$/u, "");
  return stem + end.join("");
}

/** The extension as written, without its dot; empty where there is none, or what follows the last dot is no extension. */
export function extensionOf(name: string): string {
  const match = /[^.]\.([\p{L}\p{N}]+)$/u.exec(name);
  const extension = match?.[1] ?? "";
  return [...extension].length <= MOST_EXTENSION_CHARACTERS ? extension : "";
}
