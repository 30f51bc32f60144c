import { authorField } from "~/domain/entry/completeness";
import { type Draft, type DraftAuthor, EMPTY_DRAFT, newAuthor } from "~/domain/entry/draft";
import type { ReadEntry } from "~/domain/imports/read-entries";

interface Making {
  /** a new id for each author */
  newKey: () => string;
  /** name of the school that files: the unit where the rows give none */
  filingUnit: string;
}

/** The drafts that rows stand for, in their order. An author without a school of their own belongs to the unit of the entry. */
export function draftsOf(entries: readonly ReadEntry[], making: Making): { ref: string; draft: Draft }[] {
  return entries.map((entry) => ({ ref: entry.ref, draft: draftOf(entry, making) }));
}

function draftOf(entry: ReadEntry, { newKey, filingUnit }: Making): Draft {
  const { title, fieldId, summary, ownerKind, ownerName, created, supervisorName, supervisorPhone } = entry;
  const unitName = entry.unit || filingUnit;
  const unreadable: Record<string, string> = {};
  if (entry.supervisorPhoneTyped !== null) unreadable["supervisorPhone"] = entry.supervisorPhoneTyped;
  const authors = entry.authors.map(({ row: _row, school, share, chiefWritten: _written, unreadable: typed, ...author }): DraftAuthor => {
    const key = newKey();
    for (const [name, text] of Object.entries(typed)) unreadable[authorField(key, name)] = text;
    return { ...newAuthor(key), ...author, unitName: school || unitName, shareHundredths: share };
  });
  const month = { createdYear: created?.year ?? null, createdMonth: created?.month ?? null };
  return { ...EMPTY_DRAFT, title, fieldId, summary, ownerKind, ownerName, ...month, unitName, supervisorName, supervisorPhone, authors, unreadable };
}

/** What lists and search show of a draft. */
export function shownOf(draft: Draft) {
  const unitName = draft.unitName || (draft.authors.find((author) => author.isChief)?.unitName ?? "");
  const units = new Set([unitName, ...draft.authors.map((author) => author.unitName)]);
  const words = [draft.title, draft.ownerName, ...draft.authors.map((author) => author.fullName), ...units];
  return { title: draft.title, fieldId: draft.fieldId, unitName, searchText: words.filter((word) => word !== "").join(" ") };
}
