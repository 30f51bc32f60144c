import type { ContestKind } from "./edition-draft";

/** First segments below /ban-to-chuc/ that belong to pages of the system; no edition may be called so. */
export const RESERVED_SLUGS: readonly string[] = ["don-vi", "nguoi-dung", "thu-di", "cuoc-thi-moi", "mau-nhap.xlsx", "mau-nhap"];

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const CODE_PREFIX = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/;
const LONGEST_SLUG = 80;
const LONGEST_PREFIX = 24;

export type NameFault = "malformed" | "reserved" | "too_long";

/** Why a text cannot be the address of an edition; null where it can. */
export function slugFault(slug: string): NameFault | null {
  if (RESERVED_SLUGS.includes(slug.toLowerCase())) return "reserved";
  if (slug.length > LONGEST_SLUG) return "too_long";
  return SLUG.test(slug) ? null : "malformed";
}

/** Why a text cannot begin the codes of an edition's entries; null where it can. */
export function codePrefixFault(prefix: string): NameFault | null {
  if (prefix.length > LONGEST_PREFIX) return "too_long";
  return CODE_PREFIX.test(prefix) ? null : "malformed";
}

/** Vietnamese text as an address writes it: "Xã Cẩm Bình" gives "xa-cam-binh". */
export function slugify(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mn}+/gu, "")
    .replace(/[đĐ]/g, "d")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** First letters of the words, for codes: "Xã Cẩm Bình" gives "XCB". */
export function initials(text: string): string {
  return slugify(text)
    .split("-")
    .map((word) => word.slice(0, 1))
    .join("")
    .toUpperCase();
}

const SLUG_BASE: Readonly<Record<ContestKind, string>> = { TECHNICAL: "sang-tao-ky-thuat", YOUTH: "sang-tao-thanh-thieu-nien" };
const PREFIX_BASE: Readonly<Record<ContestKind, string>> = { TECHNICAL: "STKT", YOUTH: "TTNND" };

export interface EditionName {
  slug: string;
  codePrefix: string;
}

/**
 * Addresses and code prefixes an edition may get, the plainest first; the host's name is added where
 * another host has an edition of the same number, a counter where even that is taken.
 */
export function* editionNames(edition: { kind: ContestKind; number: number; hostName: string }): Generator<EditionName> {
  const slug = `${SLUG_BASE[edition.kind]}-${edition.number}`;
  const codePrefix = `${PREFIX_BASE[edition.kind]}-${edition.number}`;
  yield { slug, codePrefix };
  const host = { slug: slugify(edition.hostName).slice(0, 40).replace(/-+$/, ""), initials: initials(edition.hostName).slice(0, 8) };
  const hosted = host.slug ? { slug: `${slug}-${host.slug}`, codePrefix: `${codePrefix}-${host.initials}` } : { slug, codePrefix };
  if (host.slug) yield hosted;
  for (let count = 2; ; count += 1) yield { slug: `${hosted.slug}-${count}`, codePrefix: `${hosted.codePrefix}-${count}` };
}

/** A code for a thing that has a name only: "Tính mới" gives "TINH-MOI"; made unique among `taken`. */
export function codeFromName(name: string, taken: readonly string[]): string {
  const base = slugify(name).toUpperCase().slice(0, 20).replace(/-+$/, "") || "X";
  let code = base;
  for (let count = 2; taken.includes(code); count += 1) code = `${base}-${count}`;
  return code;
}
