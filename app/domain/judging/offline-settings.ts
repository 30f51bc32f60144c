import type { SaveRefusal } from "./sheet-save";

/** Why this device keeps nothing. */
export type KeepingProblem = "insecure" | "shared" | "failed";

/** What pages of judges tell these scripts; rendered by the server (features/judging/components/offline-settings). */
export interface OfflineSettings {
  userId: string;
  saveUrl: string;
  /** where one signs in */
  signIn: string;
  /** true on a device used by many: it keeps nothing */
  isShared: boolean;
  /** `/cham-thi` in the language of the page */
  home: string;
  /** the page that stands in for pages that were not loaded */
  fallback: string;
  /** address of the service worker */
  worker: string;
  /** what the worker says where it cannot know whose copy it may show */
  lockedText: string;
  /** what it says where a form other than a save of a sheet did not get through */
  notSent: NotSentTexts;
  texts: OfflineTexts;
}

/** The page in place of the answer to a form that did not get through. */
export type NotSentTexts = Record<"lang" | "title" | "text" | "again" | "back", string>;

/** Words; `%s` stands for a number, a time or a name. */
export interface OfflineTexts {
  locale: string;
  fromDevice: string;
  notKept: Record<KeepingProblem, string>;
  late: string;
  conflict: Record<"title" | "lead" | "field" | "mine" | "stored" | "useMine" | "useStored" | "useChosen" | "remarkOn" | "remark" | "note" | "empty" | "locked", string>;
  refused: Record<"title" | "kept" | "copy" | "copied" | "forget" | "ask", string>;
  reasons: Record<SaveRefusal, string>;
  leaving: string;
  copy: CopyTexts;
}

export type CopyTexts = Record<
  | ("start" | "look" | "looking" | "load" | "loading" | "cancel" | "cancelled" | "doneAt" | "none" | "older" | "remove" | "removeAsk" | "pages" | "pictures" | "papers" | "videos")
  | ("noFiles" | "closed" | "upToDate" | "room" | "noRoom" | "persisted" | "evictable" | "failed" | "partly" | "waiting" | "signedOut" | "toDecide" | "sheet" | "onDevice" | "faulty" | "conflict" | "refused" | "late"),
  string
> & { unsupported: Record<KeepingProblem, string> };
