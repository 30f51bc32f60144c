import type { Draft } from "../entry/draft";
import { sliceOf } from "../entry/draft";
import { type EntryStep, partField } from "../entry/completeness";

/** Parts of an entry that every edition has; the parts of its dossier go by their own keys, which hold no `@`. */
export const GENERAL_PLACES = ["@basics", "@authors", "@summary", "@consents"] as const;
export type GeneralPlace = (typeof GENERAL_PLACES)[number];

/** What the secretary asks for in one place of an entry. */
export interface Remark {
  /** a general place or the key of a part */
  place: string;
  text: string;
}

/** A remark with whether the entrant has changed that place since, and where in the form it is answered. */
export interface OpenRemark extends Remark {
  isAnswered: boolean;
  step: EntryStep;
  field: string;
}

interface Part {
  key: string;
  kind: string;
}

/** Everything a remark may be about, in the order of the form. */
export function remarkPlaces(parts: readonly Part[]): string[] {
  const texts = parts.filter(({ kind }) => kind !== "FILE").map(({ key }) => key);
  const files = parts.filter(({ kind }) => kind === "FILE").map(({ key }) => key);
  return ["@basics", "@authors", "@summary", ...texts, ...files, "@consents"];
}

/** The step of the form and the field in it where a remark is answered. */
export function fieldOfPlace(place: string, parts: readonly Part[]): { step: EntryStep; field: string } {
  switch (place) {
    case "@basics":
      return { step: "basics", field: "title" };
    case "@authors":
      return { step: "authors", field: "authors" };
    case "@summary":
      return { step: "description", field: "summary" };
    case "@consents":
      return { step: "consents", field: "consents" };
    default:
      return { step: parts.find(({ key }) => key === place)?.kind === "FILE" ? "files" : "description", field: partField(place) };
  }
}

interface RemarkedFile {
  key: string;
  partKey: string;
  fileId: string | null;
}

export type RemarkedContent = Draft & { files: readonly RemarkedFile[] };

/**
 * Whether the entrant changed what a remark is about, since the version `before` that the secretary had read. Whether the change is
 * enough is for the secretary to say. Consents are given beside versions: one given since answers.
 */
export function isAnswered(place: string, before: RemarkedContent, after: RemarkedContent, isConsentNew: boolean): boolean {
  if (place === "@consents") return isConsentNew;
  return JSON.stringify(contentOf(place, before)) !== JSON.stringify(contentOf(place, after));
}

function contentOf(place: string, content: RemarkedContent): unknown {
  switch (place) {
    case "@basics":
    case "@authors":
      return sliceOf(content, place === "@basics" ? "basics" : "authors");
    case "@summary":
      return content.summary;
    default: {
      const files = content.files.filter(({ partKey }) => partKey === place).map(({ key, fileId }) => `${key} ${fileId ?? ""}`);
      return [content.parts[place] ?? "", files.toSorted()];
    }
  }
}

/** The supplement a due date is near: how many hours before it the entrant is reminded. */
export const REMINDER_HOURS = 48;
