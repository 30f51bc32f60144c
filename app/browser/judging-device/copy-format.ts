/** Names of the caches the service worker and these scripts use; `browser/signed-out` knows them too. */
export const ASSETS = "cham-thi-tai-san";
export const WHO = "cham-thi-ai";

/** In `WHO`: whose copy may be shown, … */
export const CURRENT = "/hien-tai";
/** … that somebody began to sign in since, so that nobody's may be, … */
export const SIGNING_IN = "/dang-nhap-do";
/** … and what to say then. */
export const LOCKED_TEXT = "/khoa";
/** Words for a form that did not get through, as JSON. */
export const NOT_SENT = "/chua-gui";

/** Requests that carry it want the server's answer or none. */
export const FROM_SERVER = "x-tu-may-chu";

/** Where what is known of the whole copy is kept. */
export const INFO = "#tai-ve";

/** Files are kept in pieces of so many bytes, so that a film can be sought through without being decrypted whole. */
export const PIECE_BYTES = 1 << 20;

/** A page as the server sent it, its headers too: its scripts run under the very policy they came with. */
export interface KeptPage {
  kind: "page";
  html: string;
  headers: [name: string, value: string][];
  at: number;
}

export interface KeptFile {
  kind: "file";
  headers: [name: string, value: string][];
  type: string;
  size: number;
  /** tells whether it changed at the server */
  etag: string;
}

export interface CopyInfo {
  at: number;
  sheets: { path: string; title: string }[];
  /** paths of all sheets the list offered then, also of those that were not open */
  offered: string[];
  /** paths of scripts, styles, fonts and pictures that the pages need */
  assets: string[];
  /** kinds of files that were chosen */
  kinds: FileKind[];
}

export type FileKind = "pictures" | "papers" | "videos";

/** Pages and files are kept by path alone. */
export const keyOf = (url: URL): string => url.pathname.replace(/\/+$/, "") || "/";
