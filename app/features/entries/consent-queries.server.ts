import { consentsOf, type ConsentRecord } from "~/data/consents.server";
import { type EntryRecord, versionInHand } from "~/data/entries.server";
import type { VersionAuthor } from "~/data/entry-versions.server";
import type { Actor } from "~/domain/access/roles";
import { dayInVietnam } from "~/domain/entry/ages";
import { CONSENT_PURPOSES, type ConsentParty, isAgreed, partiesMissing, partiesNeeded } from "~/domain/entry/consent";
import type { Services } from "~/features/services";
import { ok } from "~/domain/kernel/result";
import { accessEntry, type EntryRequest } from "./entry-access.server";

/** The consents of an entry as somebody it belongs to sees them; a guardian sees those of the own children. */
export async function consentsPage({ db }: Pick<Services, "db">, request: Omit<EntryRequest, "action">) {
  const access = await accessEntry(db.prisma, { ...request, action: "entry.view" });
  if (!access.ok) return access;
  const { entry, form, relations } = access.value;
  const { actor, now } = request;
  const mayAll = relations.some((relation) => relation !== "guardian");
  const version = versionInHand(entry);
  const authors = (version?.authors ?? []).filter((author) => mayAll || author.guardianUserId === actor.userId);
  return ok({
    entry: { id: entry.id, code: entry.code, title: version?.title ?? "" },
    edition: { title: form.edition.title },
    authors: authors.map((author) => authorConsents(entry, author, actor, now)),
    mayEdit: mayAll,
  });
}

export type AuthorConsents = ReturnType<typeof authorConsents>;

function authorConsents(entry: EntryRecord, author: VersionAuthor, actor: Actor, now: Date) {
  const consents = consentsOf(entry.consents, author.key);
  const day = dayInVietnam(now);
  return {
    key: author.key,
    name: author.fullName,
    hasBirthDate: author.birthDate !== null,
    purposes: CONSENT_PURPOSES.map((purpose) => ({
      purpose,
      isAgreed: isAgreed(author.birthDate, purpose, consents),
      missing: partiesMissing(author.birthDate, purpose, consents, day),
    })),
    parties: partiesNeeded(author.birthDate, day).map((party) => partyView(author, party, consents, actor)),
  };
}

function partyView(author: VersionAuthor, party: ConsentParty, consents: readonly ConsentRecord[], actor: Actor) {
  const own = consents.filter((consent) => consent.party === party);
  return {
    party,
    expectedName: party === "SELF" ? author.fullName : author.guardianName,
    /** whether the one who looks is this very person */
    isMe: (party === "SELF" ? author.userId : author.guardianUserId) === actor.userId,
    standing: own.filter((consent) => !consent.withdrawn).map(({ purpose, personName, givenAt, method }) => ({ purpose, personName, at: givenAt, method })),
    withdrawn: own.flatMap(({ purpose, personName, withdrawnAt, method }) => (withdrawnAt ? [{ purpose, personName, at: withdrawnAt, method }] : [])),
  };
}
