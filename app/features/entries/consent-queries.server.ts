import { consentsOf, type ConsentRecord, type DeclineRecord, declinesOf } from "~/data/consents.server";
import { confirmationsOf } from "~/data/confirmations.server";
import { type EntryRecord, versionInHand } from "~/data/entries.server";
import type { VersionAuthor } from "~/data/entry-versions.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { dayInVietnam } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, type ConsentParty, isAgreed, type Judged, partiesMissing, partiesNeeded } from "~/domain/entry/consent";
import type { Services } from "~/features/services";
import { asksConfirmation } from "~/domain/entry/confirmation";
import { ok } from "~/domain/kernel/result";
import { confirmationViews, filedVersion } from "./confirmations.server";
import { retentionOf } from "./draft-retention";
import { accessEntry, type EntryRequest } from "./entry-access.server";
import { contentHash } from "./submit-entry.server";

/** The consents of an entry as somebody it belongs to sees them; a guardian sees those of the own children. */
export async function consentsPage({ db }: Pick<Services, "db">, request: Omit<EntryRequest, "action">) {
  const access = await accessEntry(db.prisma, { ...request, action: "entry.view" });
  if (!access.ok) return access;
  const { entry, form, phase, relations } = access.value;
  const { actor, now } = request;
  const mayAll = relations.some((relation) => relation !== "guardian");
  const judged: Judged = { day: dayInVietnam(now), selfFrom: form.edition.selfConsentFrom };
  const version = versionInHand(entry);
  const declines = await declinesOf(db.prisma, entry.id);
  const confirmations = asksConfirmation(entry) ? confirmationViews(entry, await confirmationsOf(db.prisma, entry.id)) : null;
  const filed = filedVersion(entry);
  const authors = (version?.authors ?? []).filter((author) => mayAll || author.guardianUserId === actor.userId);
  return ok({
    entry: { id: entry.id, code: entry.code, title: version?.title ?? "" },
    edition: { title: form.edition.title },
    authors: authors.map((author) => ({ ...authorConsents(entry, author, { actor, judged, declines }), confirmation: confirmations?.[author.key] ?? null })),
    /** names what is to be confirmed; null where nobody is asked to */
    seen: confirmations && filed ? contentHash(filed) : null,
    selfFrom: judged.selfFrom,
    retention: retentionOf(entry, form.edition, now),
    now,
    mayEdit: mayAll,
    mayRecord: can(actor, "consent.record", { editionId: entry.editionId, phase, relations }).allowed,
  });
}

export type AuthorConsents = ReturnType<typeof authorConsents>;

interface Seen {
  actor: Actor;
  judged: Judged;
  declines: readonly DeclineRecord[];
}

function authorConsents(entry: EntryRecord, author: VersionAuthor, { actor, judged, declines }: Seen) {
  const consents = consentsOf(entry.consents, author.key);
  return {
    key: author.key,
    name: author.fullName,
    hasBirthDate: author.birthDate !== null,
    purposes: CONSENT_PURPOSES.map((purpose) => ({
      purpose,
      isAgreed: isAgreed(author.birthDate, purpose, consents, judged.selfFrom),
      missing: partiesMissing(author.birthDate, purpose, consents, judged),
    })),
    parties: partiesNeeded(author.birthDate, judged.day, judged.selfFrom).map((party) => partyView(author, party, { consents, actor, declines: declines.filter((no) => no.authorKey === author.key) })),
  };
}

function partyView(author: VersionAuthor, party: ConsentParty, { consents, actor, declines }: Omit<Seen, "judged"> & { consents: readonly ConsentRecord[] }) {
  const own = CONSENT_PURPOSES.flatMap((purpose) => consents.filter((consent) => consent.party === party && consent.purpose === purpose));
  return {
    party,
    expectedName: party === "SELF" ? author.fullName : author.guardianName,
    /** whether the one who looks is this very person */
    isMe: (party === "SELF" ? author.userId : author.guardianUserId) === actor.userId,
    standing: own.filter((consent) => !consent.withdrawn).map(({ id, purpose, personName, givenAt, method, textVersion, scanFileId }) => ({ purpose, personName, at: givenAt, method, textVersion, scanOf: scanFileId === null ? null : id })),
    declined: standingDeclines(own, declines.filter((no) => no.party === party)),
    withdrawn: own.flatMap(({ id, purpose, personName, withdrawnAt, method, textVersion, scanFileId }) => (withdrawnAt ? [{ purpose, personName, at: withdrawnAt, method, textVersion, scanOf: scanFileId === null ? null : id }] : [])),
  };
}

/** What was said no to and not agreed to since: the last answer to each purpose. */
export function standingDeclines(consents: readonly ConsentRecord[], declines: readonly DeclineRecord[]) {
  return CONSENT_PURPOSES.flatMap((purpose) => {
    const no = declines.findLast((one) => one.purpose === purpose);
    const isOver = no === undefined || consents.some((yes) => yes.purpose === purpose && (!yes.withdrawn || yes.givenAt > no.at));
    return isOver ? [] : [{ purpose, personName: no.personName, at: no.at, method: no.method }];
  });
}
