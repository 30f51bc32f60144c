import { randomUUID } from "node:crypto";
import type { Tx } from "~/data/client.server";
import { consentsOf } from "~/data/consents.server";
import { type EntryRecord, lockEntry, versionInHand } from "~/data/entries.server";
import { accountsByAddress, createDraft, overwriteDraft, showOnEntry, type VersionRecord } from "~/data/entry-versions.server";
import { insertMembership } from "~/data/memberships.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { type Draft, type DraftAuthor, EMPTY_DRAFT } from "~/domain/entry/draft";
import { changeRefusal, type ChangeRefusal } from "~/domain/entry/states";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import type { DraftChange } from "./draft-forms";
import { type SavedStep, stepToken } from "./draft-tokens.server";
import { accessEntry, standingOf } from "./entry-access.server";

export type SaveReason = "not_found" | Denial | ChangeRefusal | "version_conflict";

export interface SaveInput {
  entryId: string;
  step: SavedStep;
  /** the token of the content the form was filled in over */
  seen: string;
  change: DraftChange;
}

/** What a refused save still knows: what was typed, and what is stored instead (by whom and when). */
export interface Unsaved {
  typed?: Draft;
  stored?: VersionRecord;
}

/**
 * Saves one step of a draft, whatever it lacks. After the first submission this is a draft beside the version that counts.
 * A save over content that somebody else changed meanwhile is refused (`version_conflict`) and handed back beside it;
 * the very same save sent again is answered as the first one was.
 */
export async function saveDraft(
  { db }: Pick<Services, "db">,
  { actor, input, now }: { actor: Actor; input: SaveInput; now: Date },
): Promise<Result<{ draft: Draft }, SaveReason, Unsaved>> {
  return db.transact(async (tx) => {
    if (!(await lockEntry(tx, input.entryId))) return refused("not_found");
    const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.edit", now });
    if (!access.ok) return access;
    const { entry, form } = access.value;
    const stored = versionInHand(entry);
    const before: Draft = stored ?? EMPTY_DRAFT;
    const typed = input.change(before);
    const unsaved = { typed, ...(stored ? { stored } : {}) };
    const refusal = changeRefusal(form.edition, standingOf(entry), now);
    if (refusal) return refused(refusal, unsaved);
    const isUnchanged = stepToken(typed, input.step) === stepToken(before, input.step) && !accountsDiffer(before, typed);
    if (isUnchanged) return ok({ draft: typed });
    if (stepToken(before, input.step) !== input.seen) return refused("version_conflict", unsaved);
    const draft = await linkAccounts(tx, { before, after: rekeyReplaced(entry, before, typed), actor });
    const save = { entryId: entry.id, actorId: actor.userId, now };
    if (entry.draft) await overwriteDraft(tx, entry.draft.id, draft, save);
    else await createDraft(tx, draft, save);
    if (!entry.submitted) await showOnEntry(tx, entry, draft);
    await noteGuardians(tx, entry.editionId, draft, now);
    return ok({ draft });
  });
}

/**
 * Replaces what an author's row says by another person (name and birth date both changed) under a new key, because the
 * consents that hang on the old key were given for somebody else.
 */
function rekeyReplaced(entry: EntryRecord, before: Draft, after: Draft): Draft {
  const keys = new Map<string, string>();
  for (const author of after.authors) {
    const was = before.authors.find((one) => one.key === author.key);
    const isSomebodyElse = was !== undefined && was.fullName !== "" && was.fullName !== author.fullName && was.birthDate !== null && was.birthDate !== author.birthDate;
    if (isSomebodyElse && consentsOf(entry.consents, author.key).length > 0) keys.set(author.key, randomUUID());
  }
  if (keys.size === 0) return after;
  const renamed = (name: string) => [...keys].reduce((text, [from, to]) => text.replace(`author-${from}-`, `author-${to}-`), name);
  return {
    ...after,
    authors: after.authors.map((author) => ({ ...author, key: keys.get(author.key) ?? author.key })),
    unreadable: Object.fromEntries(Object.entries(after.unreadable).map(([name, text]) => [renamed(name), text])),
  };
}

const accountsDiffer = (before: Draft, after: Draft) =>
  after.authors.some((author) => {
    const was = before.authors.find((one) => one.key === author.key);
    return was?.userId !== author.userId || was.guardianUserId !== author.guardianUserId;
  });

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
