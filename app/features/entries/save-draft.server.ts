import { randomUUID } from "node:crypto";
import type { Tx } from "~/data/client.server";
import { consentsOf } from "~/data/consents.server";
import { type EntryRecord, lockEntry, versionInHand } from "~/data/entries.server";
import { accountsByAddress, createDraft, type FieldChanges, namesOfAccounts, overwriteDraft, showOnEntry, type VersionRecord } from "~/data/entry-versions.server";
import { insertMembership } from "~/data/memberships.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { authorField } from "~/domain/entry/completeness";
import { type Draft, type DraftAuthor, EMPTY_DRAFT } from "~/domain/entry/draft";
import { authorRow, copyFields, fieldsOf } from "~/domain/entry/draft-fields";
import { type FieldConflict, mergeStep } from "~/domain/entry/merge-draft";
import { changeRefusal, type ChangeRefusal } from "~/domain/entry/states";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import type { DraftChange } from "./draft-forms";
import { markOf, parseSeen, type SavedStep } from "./draft-tokens.server";
import { accessEntry, standingOf } from "./entry-access.server";

export type SaveReason = "not_found" | Denial | ChangeRefusal | "version_conflict";

export interface SaveInput {
  entryId: string;
  step: SavedStep;
  /** marks of the fields the form was filled in over (`stepToken`) */
  seen: string;
  change: DraftChange;
  /** whose account the form asks about (`me`), null where it doesn't */
  asksAccountOf?: string | null;
}

/** A field that was changed on both sides, with who wrote what is stored. */
export interface ShownConflict extends FieldConflict {
  by: string | null;
  /** whether that was the very account that saves now, in another tab or on another device */
  isOwn: boolean;
  at: Date;
}

/** What was saved, and how the page goes on from it. */
export interface Saved {
  draft: Draft;
  /** names of the fields this save changed, in the order of the form */
  changed: string[];
  /** authors who got a new key: the old one, the new one */
  renamed: [from: string, to: string][];
  /** fields that keep what somebody else stored meanwhile, because nobody typed into them here */
  kept: string[];
}

/** What a refused save still knows: what was typed, and what is stored instead (by whom and when). */
export interface Unsaved {
  /** all that was typed, over what is stored now */
  typed?: Draft;
  stored?: VersionRecord;
  /** for `version_conflict`: the fields that were not saved; everything else was */
  conflicts?: ShownConflict[];
  kept?: string[];
}

/**
 * Saves one step of a draft, whatever it lacks. After the first submission this is a draft beside the version that counts.
 * It is merged by field with what others saved meanwhile. Where both changed the same field nothing is overwritten: the rest is
 * saved, that field is handed back (`version_conflict`) beside what is stored. The same save sent again changes nothing.
 */
export async function saveDraft(
  { db }: Pick<Services, "db">,
  { actor, input, now }: { actor: Actor; input: SaveInput; now: Date },
): Promise<Result<Saved, SaveReason, Unsaved>> {
  const saved = await db.transact(async (tx) => {
    if (!(await lockEntry(tx, input.entryId))) return refused("not_found" as SaveReason, {} as Unsaved);
    const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.edit", now });
    if (!access.ok) return access;
    const { entry, form } = access.value;
    const stored = versionInHand(entry);
    const before: Draft = stored ?? EMPTY_DRAFT;
    const typed = input.change(before);
    const refusal = changeRefusal(form.edition, standingOf(entry), now);
    if (refusal) return refused(refusal, { typed, ...(stored ? { stored } : {}) });
    const { step, asksAccountOf = null } = input;
    const { merged, conflicts } = mergeStep({ stored: before, typed, step, seen: parseSeen(input.seen), userId: asksAccountOf, markOf });
    const kept = changedFields(typed, merged, step, asksAccountOf).filter((name) => !conflicts.some((conflict) => conflict.name === name));
    const written = await write(tx, { entry, stored, before, merged, step, actor, now, asksAccountOf });
    const shown = stored ? await withAuthors(tx, stored, conflicts, actor) : [];
    return ok({ ...written, kept, typed, stored, conflicts: shown });
  });
  if (!saved.ok) return saved;
  const { typed, stored, conflicts, ...rest } = saved.value;
  if (conflicts.length === 0 || !stored) return ok(rest);
  const both = copyFields(rest.draft, typed, { step: input.step, names: conflicts.map(({ name }) => name), userId: input.asksAccountOf ?? null });
  return refused("version_conflict", { typed: withRemoved(both, typed, conflicts), stored: { ...stored, ...rest.draft, authors: rest.draft.authors.map((author) => ({ unitId: null, ...author })) }, conflicts, kept: rest.kept });
}

/** Authors who were removed elsewhere while somebody wrote about them here are shown again, to decide about. */
function withRemoved(draft: Draft, typed: Draft, conflicts: readonly FieldConflict[]): Draft {
  const isRemoved = (key: string) => conflicts.some(({ name, kind }) => kind === "removed" && name === authorRow(key));
  return { ...draft, authors: [...draft.authors, ...typed.authors.filter(({ key }) => isRemoved(key))] };
}

interface Writing {
  entry: EntryRecord;
  stored: VersionRecord | null;
  before: Draft;
  merged: Draft;
  step: SavedStep;
  actor: Actor;
  now: Date;
  asksAccountOf: string | null;
}

async function write(tx: Tx, { entry, stored, before, merged, step, actor, now, asksAccountOf }: Writing): Promise<Omit<Saved, "kept">> {
  const changed = changedFields(before, merged, step, asksAccountOf);
  const isReordered = before.authors.map(({ key }) => key).join() !== merged.authors.map(({ key }) => key).join();
  if (changed.length === 0 && !isReordered) return { draft: merged, changed, renamed: [] };
  const fieldChanges = { ...stored?.fieldChanges, ...Object.fromEntries(changed.map((name) => [name, { by: actor.userId, at: now.toISOString() }])) };
  const renamed = replacedAuthors(entry, merged, changed, fieldChanges);
  const draft = await linkAccounts(tx, { before, after: rekeyed(merged, renamed), actor });
  const save = { entryId: entry.id, actorId: actor.userId, now, fieldChanges };
  if (entry.draft) await overwriteDraft(tx, entry.draft.id, draft, save);
  else await createDraft(tx, draft, save);
  if (!entry.submitted) await showOnEntry(tx, entry, draft);
  await noteGuardians(tx, entry.editionId, draft, now);
  return { draft, changed, renamed };
}

function changedFields(before: Draft, after: Draft, step: SavedStep, userId: string | null): string[] {
  const [was, is] = [fieldsOf(before, step, userId), fieldsOf(after, step, userId)];
  return [...new Set([...Object.keys(is), ...Object.keys(was)])].filter((name) => was[name] !== is[name]);
}

/** Who wrote what is stored in these fields; where nobody is noted for a field, whoever saved the version last. */
async function withAuthors(tx: Tx, stored: VersionRecord, conflicts: readonly FieldConflict[], actor: Actor): Promise<ShownConflict[]> {
  const changes = conflicts.map((conflict) => ({ ...conflict, change: changeOf(stored.fieldChanges, conflict) ?? { by: stored.savedById, at: stored.savedAt.toISOString() } }));
  const names = await namesOfAccounts(tx, [...new Set(changes.flatMap(({ change }) => change.by ?? []))]);
  return changes.map(({ change, ...conflict }) => ({ ...conflict, by: names.get(change.by ?? "") ?? null, isOwn: change.by === actor.userId, at: new Date(change.at) }));
}

/** The last change of the field; of an author's row the last of all their fields. */
function changeOf(changes: FieldChanges, { name, kind }: FieldConflict): FieldChanges[string] | undefined {
  if (kind !== "removal") return changes[name];
  const own = Object.entries(changes).filter(([field]) => field.startsWith(name));
  return own.map(([, change]) => change).toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
}

/**
 * Authors whose row says another person than their consents were given for: name and birth date were both changed since, the last
 * of them now. Saving goes field by field, so that the two may lie in different saves. They get a new key, without consents.
 */
function replacedAuthors(entry: EntryRecord, draft: Draft, changed: readonly string[], changes: FieldChanges): [from: string, to: string][] {
  return draft.authors.flatMap(({ key }): [string, string][] => {
    const identity = [authorField(key, "fullName"), authorField(key, "birthDate")];
    const isChangedSince = (name: string, moment: Date) => changed.includes(name) || (changes[name]?.at ?? "") > moment.toISOString();
    const isReplaced = consentsOf(entry.consents, key).some(({ givenAt, recordedAt }) => identity.every((name) => isChangedSince(name, recordedAt ?? givenAt)));
    return isReplaced && identity.some((name) => changed.includes(name)) ? [[key, randomUUID()]] : [];
  });
}

function rekeyed(draft: Draft, renamed: readonly (readonly [string, string])[]): Draft {
  if (renamed.length === 0) return draft;
  const keys = new Map(renamed);
  const newName = (name: string) => renamed.reduce((text, [from, to]) => text.replace(`author-${from}-`, `author-${to}-`), name);
  return {
    ...draft,
    authors: draft.authors.map((author) => ({ ...author, key: keys.get(author.key) ?? author.key })),
    unreadable: Object.fromEntries(Object.entries(draft.unreadable).map(([name, text]) => [newName(name), text])),
  };
}

/**
 * Links authors to accounts with their verified address. Guardians are linked by themselves alone, on the consent link that was
 * handed to them or by starting the entry: a number that nobody verified must not open a child's data.
 * A link goes with the contact it was made by, unlike what people said of their own account.
 */
async function linkAccounts(tx: Tx, { before, after, actor }: { before: Draft; after: Draft; actor: Actor }): Promise<Draft> {
  const changed = after.authors.filter((author) => contactsDiffer(before.authors.find((one) => one.key === author.key), author));
  const accounts = await accountsByAddress(tx, changed.map(({ email }) => email).filter((email) => email !== ""));
  const authors = after.authors.map((author) => {
    if (!changed.includes(author)) return author;
    const was = before.authors.find((one) => one.key === author.key);
    const stays = (linked: string | null, contactsChanged: boolean) => (linked === actor.userId || !contactsChanged ? linked : null);
    return {
      ...author,
      userId: accounts.get(author.email) ?? stays(author.userId, was?.email !== author.email),
      guardianUserId: stays(author.guardianUserId, was?.guardianPhone !== author.guardianPhone),
    };
  });
  return { ...after, authors };
}

const contactsDiffer = (was: DraftAuthor | undefined, author: DraftAuthor) => !was || was.email !== author.email || was.guardianPhone !== author.guardianPhone;

/** A guardian with an account holds that role in the edition from then on. */
async function noteGuardians(tx: Tx, editionId: string, draft: Draft, now: Date): Promise<void> {
  const ids = new Set(draft.authors.flatMap((author) => (author.guardianUserId ? [author.guardianUserId] : [])));
  for (const userId of ids) await insertMembership(tx, { userId, role: "GUARDIAN", editionId, unitId: null }, now);
}
