import { declinesOf, insertConsentLink } from "~/data/consents.server";
import type { Tx } from "~/data/client.server";
import { confirmationsOf } from "~/data/confirmations.server";
import { type EntryForm, readEntryForm, versionInHand } from "~/data/entries.server";
import type { VersionAuthor, VersionRecord } from "~/data/entry-versions.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { dayInVietnam } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, type ConsentParty, type ConsentPurpose, isAgreed, partiesNeeded } from "~/domain/entry/consent";
import { asksConfirmation } from "~/domain/entry/confirmation";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Locale } from "~/i18n/locale";
import { withLocale } from "~/i18n/locale";
import { messagesFor } from "~/i18n/messages";
import { paths } from "~/paths";
import { qrSvg } from "~/platform/qr/qr-svg.server";
import { newOneTimeToken } from "~/platform/session/one-time-token.server";
import type { Services } from "~/features/services";
import { type AuthorConfirmationView, confirmationViews, filedFor, filedVersion } from "./confirmations.server";
import { authorOf, type ConsentSubject, linkedSubject } from "./consents.server";
import { standingDeclines } from "./consent-queries.server";
import { enqueueConsentAsked } from "./consent-letters.server";
import { accessEntry } from "./entry-access.server";
import { contentHash } from "./submit-entry.server";

/** How long consent can be given by a link; taking it back by the same link stays possible. */
export const LINK_DAYS = 90;
const MS_PER_DAY = 86_400_000;

export interface MadeLink {
  authorKey: string;
  party: ConsentParty;
  /** the whole address; shown once, only its hash is kept */
  link: string;
  /** the address as QR code */
  svg: string;
  /** a message with the address, ready to be sent by whatever the family uses */
  message: string;
  /** whether it lies in the outbox as well */
  sent: boolean;
}

interface LinkRequest {
  actor: Actor;
  input: { entryId: string; authorKey: string; party: ConsentParty; send: boolean };
  locale: Locale;
  now: Date;
}

/**
 * Makes a link by which a guardian, or an author without account, is asked for consent. Everybody the entry belongs to may, a guardian
 * for the own child only: who holds a link can tie an account to the child and read its data.
 */
export async function makeConsentLink(
  { db, config }: Pick<Services, "db" | "config">,
  { actor, input, locale, now }: LinkRequest,
): Promise<Result<MadeLink, Denial | "not_found" | "birth_date_missing" | "not_asked">> {
  const { token, tokenHash } = newOneTimeToken();
  const link = config.publicUrl + withLocale(paths.consentLink(token), locale);
  const svg = await qrSvg(link);
  return db.transact(async (tx) => {
    const access = await accessEntry(tx, { actor, entryId: input.entryId, action: "entry.view", now });
    if (!access.ok) return access;
    const { entry, form, relations } = access.value;
    const author = authorOf(entry, input.authorKey);
    const mayAll = relations.some((relation) => relation !== "guardian");
    if (!author || !(mayAll || author.guardianUserId === actor.userId)) return refused("not_found");
    if (author.birthDate === null) return refused("birth_date_missing");
    if (!partiesNeeded(author.birthDate, dayInVietnam(now), form.edition.selfConsentFrom).includes(input.party)) return refused("not_asked");
    const { entryId, authorKey, party } = input;
    await insertConsentLink(tx, { tokenHash, entryId, authorKey, party, createdById: actor.userId, expiresAt: new Date(now.getTime() + LINK_DAYS * MS_PER_DAY) }, now);
    const words = messagesFor(locale);
    const title = (versionInHand(entry)?.title ?? entry.title) || words.entries.myEntries.untitled;
    const message = words.consent.link.text[party]({ authorName: author.fullName, title, edition: form.edition.title, link });
    if (input.send) {
      const isSelf = party === "SELF";
      const recipient = { name: isSelf ? author.fullName : author.guardianName, email: isSelf ? author.email : "", phone: isSelf ? author.phone : author.guardianPhone };
      await enqueueConsentAsked(tx, { editionId: entry.editionId, party, authorName: author.fullName, recipient, title, link, locale, now });
    }
    return ok({ authorKey, party, link, svg, message, sent: input.send });
  });
}

export interface ConsentLinkView {
  edition: { title: string; hostName: string; contact: string };
  entry: { title: string; code: string | null; summary: string };
  authorName: string;
  /** what the dossier holds of the author; accounts are nobody's business here */
  author: VersionAuthor;
  party: ConsentParty;
  /** the name the dossier has for whoever is asked */
  expectedName: string;
  /** null: the dossier lacks the birth date, so nobody can say who has to agree */
  asked: boolean | null;
  /** consents of this party that stand, with their date */
  standing: { purpose: ConsentPurpose; givenAt: Date; personName: string }[];
  /** purposes everybody who has to has agreed to */
  agreed: ConsentPurpose[];
  /** what was filed in the author's name, to be confirmed; null where the authors filed themselves */
  filed: FiledView | null;
  /** what this party said no to, where nothing was agreed to since */
  declined: ConsentPurpose[];
  /** a secretary who holds the paper with this link may key it in: the address of the entry's desk for papers */
  deskOf: string | null;
  isExpired: boolean;
  /** the account that is signed in may be tied to the dossier: not where it is the other party's, or tied already */
  mayTie: boolean;
}

interface FiledView {
  content: VersionRecord;
  fields: EntryForm["fields"];
  parts: EntryForm["parts"];
  kind: "TECHNICAL" | "YOUTH";
  /** names the content; travels with the answer */
  seen: string;
  confirmation: AuthorConfirmationView;
}

async function filedView(tx: Tx, { entry, author }: ConsentSubject): Promise<FiledView | null> {
  const version = filedVersion(entry);
  const confirmation = asksConfirmation(entry) ? confirmationViews(entry, await confirmationsOf(tx, entry.id))?.[author.key] : undefined;
  const form = confirmation && (await readEntryForm(tx, entry.editionId));
  if (!version || !confirmation || !form) return null;
  const content = filedFor(version, author.key, form.parts);
  return { content, fields: form.fields, parts: form.parts, kind: form.edition.kind, seen: contentHash(version), confirmation };
}

/** What the page of a consent link shows; null where there is no such link. */
export async function viewConsentLink({ db }: Pick<Services, "db">, { token, actor, now }: { token: string; actor: Actor | null; now: Date }): Promise<ConsentLinkView | null> {
  return db.transact(async (tx) => {
    const subject = await linkedSubject(tx, token, now);
    if (!subject) return null;
    const { entry, edition, author, link } = subject;
    const { title, hostName, contact, selfConsentFrom } = edition;
    const declines = (await declinesOf(tx, entry.id)).filter((no) => no.authorKey === author.key && no.party === link.party);
    const version = versionInHand(entry);
    const own = entry.consents.filter((consent) => consent.authorKey === author.key);
    const standing = own.filter((consent) => consent.party === link.party && !consent.withdrawn);
    return {
      edition: { title, hostName, contact },
      entry: { title: version?.title ?? entry.title, code: entry.code, summary: version?.summary ?? "" },
      author: { ...author, userId: null, guardianUserId: null },
      authorName: author.fullName,
      party: link.party,
      expectedName: link.party === "SELF" ? author.fullName : author.guardianName,
      asked: author.birthDate === null ? null : partiesNeeded(author.birthDate, dayInVietnam(now), selfConsentFrom).includes(link.party),
      standing: standing.map(({ purpose, givenAt, personName }) => ({ purpose, givenAt, personName })),
      agreed: CONSENT_PURPOSES.filter((purpose) => isAgreed(author.birthDate, purpose, own, selfConsentFrom)),
      declined: standingDeclines(own.filter((consent) => consent.party === link.party), declines).map((no) => no.purpose),
      deskOf: actor && can(actor, "consent.record", { editionId: entry.editionId, phase: phaseAt(edition, now) }).allowed ? entry.id : null,
      filed: await filedView(tx, subject),
      isExpired: link.expiresAt <= now,
      mayTie: actor !== null && author.userId !== actor.userId && author.guardianUserId !== actor.userId,
    };
  });
}
