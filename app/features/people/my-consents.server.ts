import { consentsOf } from "~/data/consents.server";
import type { Reader } from "~/data/editions.server";
import { type EntryRecord, ownEntryIds, readEntries, versionInHand } from "~/data/entries.server";
import type { Actor } from "~/domain/access/roles";
import { CONSENT_PURPOSES, type ConsentParty, type ConsentPurpose } from "~/domain/entry/consent";
import type { Services } from "~/features/services";

/** Entries a person is shown here; the rest is on the page of each entry. */
const MOST_ENTRIES = 100;

export interface MyConsent {
  entryId: string;
  title: string;
  code: string | null;
  authorKey: string;
  authorName: string;
  party: ConsentParty;
  standing: { purpose: ConsentPurpose; givenAt: Date }[];
}

/** What somebody agreed to as author or as guardian with this account, and whom they may ask. At most four statements. */
export async function myDataPage({ db }: Pick<Services, "db">, { actor }: { actor: Actor }) {
  const { ids, total } = await ownEntryIds(db.prisma, { userId: actor.userId, unitIds: [] }, { offset: 0, limit: MOST_ENTRIES });
  const [entries, editions] = await Promise.all([readEntries(db.prisma, ids), editionsConcerning(db.prisma, actor)]);
  return {
    consents: entries.flatMap((entry) => consentsIn(entry, actor)),
    more: Math.max(0, total - ids.length),
    editions: editions.map(({ slug, title }) => ({ slug, title })),
  };
}

/** Editions that keep data of the person, the newest first: where they hold a role, filed, are an author or the guardian of one. */
export function editionsConcerning(reader: Reader, { userId }: Pick<Actor, "userId">) {
  const isTheirs = { versions: { some: { authors: { some: { OR: [{ userId }, { guardianUserId: userId }] } } } } };
  return reader.edition.findMany({
    where: { announcedAt: { not: null }, OR: [{ memberships: { some: { userId, endedAt: null } } }, { entries: { some: { OR: [{ ownerId: userId }, isTheirs] } } }] },
    select: { id: true, slug: true, title: true, hostName: true },
    orderBy: { createdAt: "desc" },
    take: 100,
  });
}

function consentsIn(entry: EntryRecord, { userId }: Actor): MyConsent[] {
  const version = versionInHand(entry);
  const about = { entryId: entry.id, title: version?.title ?? entry.title, code: entry.code };
  return (version?.authors ?? []).flatMap((author) => {
    const parties: ConsentParty[] = [...(author.userId === userId ? (["SELF"] as const) : []), ...(author.guardianUserId === userId ? (["GUARDIAN"] as const) : [])];
    return parties.flatMap((party) => {
      const standing = consentsOf(entry.consents, author.key).filter((consent) => consent.party === party && !consent.withdrawn);
      if (standing.length === 0) return [];
      return [{ ...about, authorKey: author.key, authorName: author.fullName, party, standing: CONSENT_PURPOSES.flatMap((purpose) => standing.filter((one) => one.purpose === purpose).map(({ givenAt }) => ({ purpose, givenAt }))) }];
    });
  });
}
