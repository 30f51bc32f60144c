import type { Tx } from "~/data/client.server";
import { type ConsentMethod, consentLinkByHash, type ConsentLinkRecord, linkAccountTo } from "~/data/consents.server";
import { refreshConflicts } from "~/data/conflicts-found.server";
import { editionById, type EditionRow } from "~/data/editions.server";
import { type EntryRecord, lockEntry, readEntry } from "~/data/entries.server";
import type { VersionAuthor } from "~/data/entry-versions.server";
import { insertMembership } from "~/data/memberships.server";
import type { Actor } from "~/domain/access/roles";
import type { ConsentParty, ConsentPurpose } from "~/domain/entry/consent";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { hashOfToken } from "~/platform/session/one-time-token.server";
import type { Services } from "~/features/services";
import { recordAnswer, takeBack } from "./consent-records.server";
import { retentionOf } from "./draft-retention";
import { accessEntry } from "./entry-access.server";
import type { ConsentInput } from "./schemas";

export type ConsentReason = "not_found" | "unauthenticated" | "forbidden" | "wrong_phase" | "conflict_of_interest" | "gone" | "nothing_ticked" | "birth_date_missing" | "not_asked";

export type ConsentChange = Result<{ changed: number }, ConsentReason>;

/** Whose consent it is: the author's own or the guardian's. */
interface Subject {
  authorKey: string;
  party: ConsentParty;
}

interface OwnConsent extends Subject {
  entryId: string;
  given: ConsentInput;
}

type WithOutbox = Pick<Services, "db" | "config">;

/** Consent given with the account of the author or of the guardian; `declined` says no to all that is asked. */
export async function giveOwnConsent(services: WithOutbox, { actor, input, now }: { actor: Actor; input: OwnConsent; now: Date }): Promise<ConsentChange> {
  return services.db.transact(async (tx) => {
    const own = await ownSubject(tx, actor, input, now);
    if (!own.ok) return own;
    return recordAnswer(tx, { ...own.value, config: services.config, party: input.party, given: input.given, method: "ONLINE", actorId: actor.userId, now });
  });
}

/** Takes back consent with the account that it belongs to; works at any time, also for one that was given by link. */
export async function withdrawOwnConsent(
  { db, config }: WithOutbox,
  { actor, input, now }: { actor: Actor; input: Subject & { entryId: string; purposes: readonly ConsentPurpose[] }; now: Date },
): Promise<ConsentChange> {
  return db.transact(async (tx) => {
    const own = await ownSubject(tx, actor, input, now);
    if (!own.ok) return own;
    return takeBack(tx, { ...own.value, config, party: input.party, purposes: input.purposes, now });
  });
}

/** Consent given through a link, without an account; `link` ties the dossier to the account of whoever is signed in. */
export async function giveConsentByLink(
  { db, config }: WithOutbox,
  { token, given, actor, now }: { token: string; given: ConsentInput; actor: Actor | null; now: Date },
): Promise<ConsentChange> {
  return db.transact(async (tx) => {
    const subject = await linkedSubject(tx, token, now);
    if (!subject) return refused("not_found");
    if (subject.link.expiresAt <= now) return refused("gone");
    const { entry, author, link } = subject;
    const recorded = await recordAnswer(tx, { ...subject, config, party: link.party, given, method: "LINK" satisfies ConsentMethod, actorId: actor?.userId ?? null, now });
    const isOther = actor?.userId !== author.userId && actor?.userId !== author.guardianUserId;
    if (recorded.ok && given.link && actor && isOther) {
      await linkAccount(tx, entry, { entryId: entry.id, authorKey: author.key, party: link.party, userId: actor.userId }, now);
    }
    return recorded;
  });
}

/** Takes back consent through the link it was asked by; such a link never expires for this. */
export async function withdrawConsentByLink(
  { db, config }: WithOutbox,
  { token, purposes, now }: { token: string; purposes: readonly ConsentPurpose[]; now: Date },
): Promise<ConsentChange> {
  return db.transact(async (tx) => {
    const subject = await linkedSubject(tx, token, now);
    if (!subject) return refused("not_found");
    return takeBack(tx, { ...subject, config, party: subject.link.party, purposes, now });
  });
}

/** The author an answer is about, in which entry and by whose rules. */
export interface ConsentSubject {
  entry: EntryRecord;
  edition: EditionRow;
  author: VersionAuthor;
}

async function ownSubject(tx: Tx, actor: Actor, input: Subject & { entryId: string }, now: Date): Promise<Result<ConsentSubject, ConsentReason>> {
  if (!(await lockEntry(tx, input.entryId))) return refused("not_found");
  const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.consent", now });
  if (!access.ok) return access;
  const { entry, form } = access.value;
  const author = authorOf(entry, input.authorKey);
  if (!author) return refused("not_found");
  const account = input.party === "SELF" ? author.userId : author.guardianUserId;
  return account === actor.userId ? ok({ entry, edition: form.edition, author }) : refused("forbidden");
}

/** What a link is about; null where there is no such link, its author left the entry, or the draft is gone. */
export async function linkedSubject(tx: Tx, token: string, now: Date): Promise<(ConsentSubject & { link: ConsentLinkRecord }) | null> {
  const link = await consentLinkByHash(tx, hashOfToken(token));
  if (!link) return null;
  await lockEntry(tx, link.entryId);
  const entry = await readEntry(tx, link.entryId);
  const author = entry && authorOf(entry, link.authorKey);
  const edition = entry && (await editionById(tx, entry.editionId));
  if (!entry || !author || !edition || retentionOf(entry, edition, now)?.isOver) return null;
  return { entry, edition, author, link };
}

/** The author as the newest version has them. */
export function authorOf(entry: EntryRecord, authorKey: string): VersionAuthor | null {
  if (!isUuid(authorKey)) return null;
  const find = (version: EntryRecord["draft"]) => version?.authors.find((author) => author.key === authorKey);
  return find(entry.draft) ?? find(entry.submitted) ?? null;
}

async function linkAccount(tx: Tx, entry: EntryRecord, which: { entryId: string; authorKey: string; party: ConsentParty; userId: string }, now: Date): Promise<void> {
  await linkAccountTo(tx, which);
  const { editionId } = entry;
  await insertMembership(tx, { userId: which.userId, role: which.party === "SELF" ? "ENTRANT" : "GUARDIAN", editionId, unitId: null }, now);
  const edition = await editionById(tx, editionId);
  if (entry.submitted && edition && !edition.publishedAt) await refreshConflicts(tx, { editionId, entryId: entry.id, now });
}
