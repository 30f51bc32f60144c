import { refreshConflicts } from "~/data/conflicts-found.server";
import type { Tx } from "~/data/client.server";
import { type ConsentMethod, consentLinkByHash, type ConsentLinkRecord, giveConsents, linkAccountTo, withdrawConsents } from "~/data/consents.server";
import { type EntryRecord, lockEntry, readEntry } from "~/data/entries.server";
import { editionById } from "~/data/editions.server";
import type { VersionAuthor } from "~/data/entry-versions.server";
import { insertMembership } from "~/data/memberships.server";
import type { Actor } from "~/domain/access/roles";
import { dayInVietnam } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, type ConsentParty, type ConsentPurpose, partiesNeeded } from "~/domain/entry/consent";
import { isUuid } from "~/domain/kernel/uuid";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { hashOfToken } from "~/platform/session/one-time-token.server";
import type { Services } from "~/features/services";
import { consentTextVersion } from "./consent-texts";
import { enqueueConsentWithdrawn } from "./consent-letters.server";
import { accessEntry } from "./entry-access.server";
import type { ConsentInput } from "./schemas";

export type ConsentReason = "not_found" | "unauthenticated" | "forbidden" | "wrong_phase" | "conflict_of_interest" | "gone" | "nothing_ticked" | "birth_date_missing" | "not_asked";

type Answer = Result<{ changed: number }, ConsentReason>;

/** Whose consent it is: the author's own or the guardian's. */
interface Subject {
  authorKey: string;
  party: ConsentParty;
}

interface OwnConsent extends Subject {
  entryId: string;
  given: ConsentInput;
}

/** Consent given with the account of the author or of the guardian. */
export async function giveOwnConsent({ db }: Pick<Services, "db">, { actor, input, now }: { actor: Actor; input: OwnConsent; now: Date }): Promise<Answer> {
  return db.transact(async (tx) => {
    const own = await ownSubject(tx, actor, input, now);
    if (!own.ok) return own;
    return record(tx, { ...own.value, party: input.party, given: input.given, method: "ONLINE", actor, now });
  });
}

/** Takes back consent with the account that it belongs to; works at any time, also for one that was given by link. */
export async function withdrawOwnConsent(
  { db, config }: Pick<Services, "db" | "config">,
  { actor, input, now }: { actor: Actor; input: Subject & { entryId: string; purposes: readonly ConsentPurpose[] }; now: Date },
): Promise<Answer> {
  return db.transact(async (tx) => {
    const own = await ownSubject(tx, actor, input, now);
    if (!own.ok) return own;
    return takeBack(tx, { ...own.value, config, party: input.party, purposes: input.purposes, now });
  });
}

/** Consent given through a link, without an account; `link` ties the dossier to the account of whoever is signed in. */
export async function giveConsentByLink(
  { db }: Pick<Services, "db">,
  { token, given, actor, now }: { token: string; given: ConsentInput; actor: Actor | null; now: Date },
): Promise<Answer> {
  return db.transact(async (tx) => {
    const subject = await linkedSubject(tx, token);
    if (!subject) return refused("not_found");
    if (subject.link.expiresAt <= now) return refused("gone");
    return record(tx, { ...subject, party: subject.link.party, given, method: "LINK", actor, now });
  });
}

/** Takes back consent through the link it was asked by; such a link never expires for this. */
export async function withdrawConsentByLink(
  { db, config }: Pick<Services, "db" | "config">,
  { token, purposes, now }: { token: string; purposes: readonly ConsentPurpose[]; now: Date },
): Promise<Answer> {
  return db.transact(async (tx) => {
    const subject = await linkedSubject(tx, token);
    if (!subject) return refused("not_found");
    return takeBack(tx, { ...subject, config, party: subject.link.party, purposes, now });
  });
}

interface Found {
  entry: EntryRecord;
  author: VersionAuthor;
}

async function ownSubject(tx: Tx, actor: Actor, input: Subject & { entryId: string }, now: Date): Promise<Result<Found, ConsentReason>> {
  if (!(await lockEntry(tx, input.entryId))) return refused("not_found");
  const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.consent", now });
  if (!access.ok) return access;
  const { entry } = access.value;
  const author = authorOf(entry, input.authorKey);
  if (!author) return refused("not_found");
  const account = input.party === "SELF" ? author.userId : author.guardianUserId;
  return account === actor.userId ? ok({ entry, author }) : refused("forbidden");
}

/** What a link is about; null where there is no such link, or its author left the entry. */
export async function linkedSubject(tx: Tx, token: string): Promise<(Found & { link: ConsentLinkRecord }) | null> {
  const link = await consentLinkByHash(tx, hashOfToken(token));
  if (!link) return null;
  await lockEntry(tx, link.entryId);
  const entry = await readEntry(tx, link.entryId);
  const author = entry && authorOf(entry, link.authorKey);
  return entry && author ? { entry, author, link } : null;
}

/** The author as the newest version has them. */
export function authorOf(entry: EntryRecord, authorKey: string): VersionAuthor | null {
  if (!isUuid(authorKey)) return null;
  const find = (version: EntryRecord["draft"]) => version?.authors.find((author) => author.key === authorKey);
  return find(entry.draft) ?? find(entry.submitted) ?? null;
}

interface Recording extends Found {
  party: ConsentParty;
  given: ConsentInput;
  method: ConsentMethod;
  actor: Actor | null;
  now: Date;
}

async function record(tx: Tx, { entry, author, party, given, method, actor, now }: Recording): Promise<Answer> {
  if (author.birthDate === null) return refused("birth_date_missing");
  if (!partiesNeeded(author.birthDate, dayInVietnam(now)).includes(party)) return refused("not_asked");
  const purposes: ConsentPurpose[] = [...(given.takePart ? (["TAKE_PART"] as const) : []), ...(given.publishName ? (["PUBLISH_NAME"] as const) : [])];
  if (purposes.length === 0) return refused("nothing_ticked");
  const which = { entryId: entry.id, authorKey: author.key, party };
  const consent = { ...which, personName: given.personName, relation: given.relation ?? "", textVersion: consentTextVersion, method, givenById: actor?.userId ?? null };
  const changed = await giveConsents(tx, consent, purposes, now);
  const isOther = actor?.userId !== author.userId && actor?.userId !== author.guardianUserId;
  if (method === "LINK" && given.link && actor && isOther) await linkAccount(tx, entry, { ...which, userId: actor.userId }, now);
  return ok({ changed });
}

async function linkAccount(tx: Tx, entry: EntryRecord, which: { entryId: string; authorKey: string; party: ConsentParty; userId: string }, now: Date): Promise<void> {
  await linkAccountTo(tx, which);
  const { editionId } = entry;
  await insertMembership(tx, { userId: which.userId, role: which.party === "SELF" ? "ENTRANT" : "GUARDIAN", editionId, unitId: null }, now);
  const edition = await editionById(tx, editionId);
  if (entry.submitted && edition && !edition.publishedAt) await refreshConflicts(tx, { editionId, entryId: entry.id, now });
}

interface TakingBack extends Found {
  config: Services["config"];
  party: ConsentParty;
  purposes: readonly ConsentPurpose[];
  now: Date;
}

/** Without consent to take part nothing may be published either, so that goes with it. */
async function takeBack(tx: Tx, { config, entry, author, party, purposes, now }: TakingBack): Promise<Answer> {
  const all = purposes.includes("TAKE_PART") ? CONSENT_PURPOSES : purposes;
  if (all.length === 0) return refused("nothing_ticked");
  const changed = await withdrawConsents(tx, { entryId: entry.id, authorKey: author.key, party, purposes: all }, now);
  if (changed > 0 && all.includes("TAKE_PART")) await enqueueConsentWithdrawn(tx, { config, entry, authorName: author.fullName, now });
  return ok({ changed });
}
