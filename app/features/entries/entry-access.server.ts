import { consentsOf } from "~/data/consents.server";
import type { Reader } from "~/data/editions.server";
import { type EntryForm, type EntryRecord, readEntry, readEntryForm, relationsOf } from "~/data/entries.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import type { Action, Relation } from "~/domain/access/table";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { dayInVietnam } from "~/domain/entry/ages";
import { consentGaps, type DossierRules, type Gap, gapsOf } from "~/domain/entry/completeness";
import { type Draft, factsOf } from "~/domain/entry/draft";
import { gapsOfFiles } from "~/domain/entry/file-gaps";
import type { FileFacts } from "~/domain/files/entry-files";
import type { EntryStanding } from "~/domain/entry/states";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { SIGNED_FORM } from "~/features/documents/entry-paper-files";
import { assistDenial } from "./assisted-entry.server";
import { retentionOf } from "./draft-retention";

export interface AccessedEntry {
  entry: EntryRecord;
  form: EntryForm;
  phase: Phase;
  relations: Relation[];
}

export interface EntryRequest {
  actor: Actor;
  entryId: string;
  action: Action;
  now: Date;
}

/**
 * The entry for somebody it belongs to: who began it, its authors and their guardians with accounts, the school that filed it.
 * For everybody else, staff included (they have pages of their own), it doesn't exist here (`not_found`).
 */
export async function accessEntry(reader: Reader, { actor, entryId, action, now }: EntryRequest): Promise<Result<AccessedEntry, Denial | "not_found">> {
  const entry = await readEntry(reader, entryId);
  const relations = entry ? relationsOf(entry, actor) : [];
  if (!entry || relations.length === 0) return refused("not_found");
  const form = await readEntryForm(reader, entry.editionId);
  if (!form) return refused("not_found");
  if (retentionOf(entry, form.edition, now)?.isOver) return refused("not_found");
  const phase = phaseAt(form.edition, now);
  const decision = can(actor, action, { editionId: entry.editionId, phase, relations });
  if (!decision.allowed) return refused(decision.reason);
  const denial = await assistDenial(reader, { entry, actor, action, phase });
  return denial ? refused(denial) : ok({ entry, form, phase, relations });
}

/** What the rules of receipt read of an entry. */
export function standingOf(entry: EntryRecord): EntryStanding {
  const { state, screening, supplementDueAt, createdAt, postmarkedOn } = entry;
  return { state, screening, supplementDueAt, begunAt: createdAt, postmarkedOn };
}

/** What the edition asks of a dossier on the day of `now`. */
export function dossierRulesOf({ edition, fields, parts }: EntryForm, now: Date): DossierRules {
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;
  return {
    fieldIds: fields.map((field) => field.id),
    parts,
    birthDateFrom: day(edition.birthDateFrom),
    birthDateTo: day(edition.birthDateTo),
    createdSinceYear: edition.createdSinceYear,
    maxAuthors: edition.maxAuthors,
    day: dayInVietnam(now),
    summaryLength: edition.summaryLength,
    selfFrom: edition.selfConsentFrom,
  };
}

/** A dossier on paper comes with the scan of what was signed, whatever the edition asks of the others. */
function partsAskedOf({ channel }: Pick<EntryRecord, "channel">, { parts }: Pick<EntryForm, "parts">): EntryForm["parts"] {
  return channel === "PAPER" ? parts.map((part) => (part.key === SIGNED_FORM ? { ...part, required: true } : part)) : parts;
}

/** Everything that keeps this content from being submitted now, files and consents included. */
export function gapsBeforeSubmitting({ entry, form }: Pick<AccessedEntry, "entry" | "form">, draft: Draft & { files?: readonly FileFacts[] }, now: Date): Gap[] {
  const rules = dossierRulesOf(form, now);
  const files = gapsOfFiles({ parts: partsAskedOf(entry, form), files: draft.files ?? [], texts: draft.parts, filesDueHours: form.edition.filesDueHours });
  return [...gapsOf(rules, factsOf(draft)), ...files, ...consentGaps(draft.authors, (key) => consentsOf(entry.consents, key), rules)];
}
