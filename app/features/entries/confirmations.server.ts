import { type ConfirmationRecord, confirmationsOf, insertConfirmation } from "~/data/confirmations.server";
import type { Tx } from "~/data/client.server";
import { type EntryRecord, lockEntry } from "~/data/entries.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { asksConfirmation, type ConfirmationState, confirmationOf } from "~/domain/entry/confirmation";
import type { ConsentParty } from "~/domain/entry/consent";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { enqueueLetterTo } from "~/features/notifications/letters.server";
import type { Services } from "~/features/services";
import { authorOf, linkedSubject } from "./consents.server";
import { accessEntry } from "./entry-access.server";
import type { ConfirmInput } from "./schemas";
import { contentHash } from "./submit-entry.server";

/** Name of this letter in the outbox. */
export const AUTHOR_REMARKED = "authorRemarked";

export type ConfirmReason = Denial | "not_found" | "gone" | "not_asked" | "version_conflict";

/** What was filed in the authors' name: the version that counts, before the first submission the draft. */
export const filedVersion = (entry: Pick<EntryRecord, "submitted" | "draft">): VersionRecord | null => entry.submitted ?? entry.draft;

/** What one author, or the author's guardian, reads of it: its texts without the private data of the other authors; no files, no links in their place. */
export function filedFor(version: VersionRecord, authorKey: string, formParts: readonly { key: string; kind: string }[]): VersionRecord {
  const hidden = { birthDate: null, phone: "", address: "", email: "", guardianName: "", guardianPhone: "", userId: null, guardianUserId: null };
  const ofFiles = new Set(formParts.filter((part) => part.kind === "FILE").map((part) => part.key));
  const parts = Object.fromEntries(Object.entries(version.parts).filter(([key]) => !ofFiles.has(key)));
  return { ...version, parts, files: [], unreadable: {}, supervisorPhone: "", authors: version.authors.map((author) => (author.key === authorKey ? author : { ...author, ...hidden })) };
}

export interface AuthorConfirmationView {
  state: ConfirmationState;
  /** all answers, oldest first; `isCurrent`: to what is filed now */
  answers: { party: ConsentParty; personName: string; at: Date; remark: string; isCurrent: boolean }[];
}

/** Where each author's confirmation stands, by the author's key; null for entries whose authors filed themselves. */
export function confirmationViews(entry: EntryRecord, given: readonly ConfirmationRecord[]): Record<string, AuthorConfirmationView> | null {
  const version = filedVersion(entry);
  if (!asksConfirmation(entry) || !version) return null;
  const current = contentHash(version);
  const viewOf = (key: string): AuthorConfirmationView => ({
    state: confirmationOf(key, given, current),
    answers: given.filter((one) => one.authorKey === key).map(({ party, personName, at, remark, contentHash: hash }) => ({ party, personName, at, remark, isCurrent: hash === current })),
  });
  return Object.fromEntries(version.authors.map((author) => [author.key, viewOf(author.key)]));
}

interface Answering {
  config: Services["config"];
  entry: EntryRecord;
  authorKey: string;
  party: ConsentParty;
  input: ConfirmInput;
  now: Date;
}

/** Confirms by the link that was handed over what was filed in an author's name, or says what should be corrected. */
export async function confirmByLink(
  { db, config }: Pick<Services, "db" | "config">,
  { token, input, now }: { token: string; input: ConfirmInput; now: Date },
): Promise<Result<null, ConfirmReason>> {
  return db.transact(async (tx) => {
    const subject = await linkedSubject(tx, token, now);
    if (!subject) return refused("not_found");
    const { entry, link } = subject;
    if (link.expiresAt <= now) return refused("gone");
    return recordConfirmation(tx, { config, entry, authorKey: link.authorKey, party: link.party, input, now });
  });
}

/** The same with the account of the author or of the guardian. */
export async function confirmWithAccount(
  { db, config }: Pick<Services, "db" | "config">,
  { actor, about, input, now }: { actor: Actor; about: { entryId: string; authorKey: string; party: ConsentParty }; input: ConfirmInput; now: Date },
): Promise<Result<null, ConfirmReason>> {
  return db.transact(async (tx) => {
    if (!(await lockEntry(tx, about.entryId))) return refused("not_found");
    const access = await accessEntry(tx, { actor, entryId: about.entryId, action: "entry.consent", now });
    if (!access.ok) return access;
    const { entry } = access.value;
    const author = authorOf(entry, about.authorKey);
    if (!author) return refused("not_found");
    if ((about.party === "SELF" ? author.userId : author.guardianUserId) !== actor.userId) return refused("forbidden");
    return recordConfirmation(tx, { config, entry, authorKey: author.key, party: about.party, input, now });
  });
}

/** Records the answer to the content that was shown; over content that changed meanwhile it is refused, the same answer again is one. */
async function recordConfirmation(tx: Tx, { config, entry, authorKey, party, input, now }: Answering): Promise<Result<null, ConfirmReason>> {
  const version = filedVersion(entry);
  if (!asksConfirmation(entry) || !version?.authors.some((author) => author.key === authorKey)) return refused("not_asked");
  const hash = contentHash(version);
  if (hash !== input.seen) return refused("version_conflict");
  const last = (await confirmationsOf(tx, entry.id)).findLast((one) => one.authorKey === authorKey && one.party === party);
  if (last?.contentHash === hash && last.remark === input.remark) return ok(null);
  await insertConfirmation(tx, entry.id, { authorKey, party, personName: input.personName, contentHash: hash, remark: input.remark, at: now });
  if (input.remark !== "") await tellOfRemark(tx, { config, entry, title: version.title, now });
  return ok(null);
}

/** Tells whoever filed the entry that an author would have something corrected; the remark itself stands on the page. */
async function tellOfRemark(tx: Tx, { config, entry, title, now }: Pick<Answering, "config" | "entry" | "now"> & { title: string }): Promise<void> {
  await enqueueLetterTo(tx, entry.ownerId, { template: AUTHOR_REMARKED, editionId: entry.editionId, now }, (locale) => {
    const { letter } = messagesFor(locale).assisted;
    return { subject: letter.subject(entry.code ?? title), paragraphs: letter.paragraphs(title), link: config.publicUrl + withLocale(paths.entryConsents(entry.id), locale) };
  });
}
