import { contactsOf } from "~/data/person-contacts.server";
import { ownEntryIds, readEntries, readEntryForms, relationsOf } from "~/data/entries.server";
import { rolesInFull } from "~/data/memberships.server";
import type { VersionRecord } from "~/data/entry-versions.server";
import type { Actor } from "~/domain/access/roles";
import { retentionOf } from "~/features/entries/draft-retention";
import { forViewer } from "~/features/entries/queries.server";
import type { Services } from "~/features/services";

const MOST_ENTRIES = 1_000;
const MOST_LETTERS = 10_000;

/**
 * All that is kept about a person with an account, as data to take away: account, contacts the secretariat noted, roles, entries with the consents, letters. Of other
 * authors only what everybody of the entry knows of each other; a guardian reads the own child's data whole, and nothing that carries
 * everybody's signatures. A draft whose time is over is not kept any more. As many statements whatever the number of entries.
 */
export async function ownData({ db }: Pick<Services, "db">, { actor, now }: { actor: Actor; now: Date }) {
  const { prisma } = db;
  const { userId } = actor;
  const { ids } = await ownEntryIds(prisma, { userId, unitIds: [] }, { offset: 0, limit: MOST_ENTRIES });
  const [account, roles, entries, letters, contacts] = await Promise.all([
    prisma.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true, email: true, phone: true, locale: true, createdAt: true } }),
    rolesInFull(db, userId),
    readEntries(prisma, ids),
    prisma.outboxMessage.findMany({ where: { userId }, select: { subject: true, createdAt: true, sentAt: true }, orderBy: { createdAt: "asc" }, take: MOST_LETTERS }),
    contactsOf(prisma, userId),
  ]);
  const forms = await readEntryForms(prisma, [...new Set(entries.map(({ editionId }) => editionId))]);
  const kept = entries.flatMap((entry) => {
    const form = forms.get(entry.editionId);
    return form && !retentionOf(entry, form.edition, now)?.isOver ? [{ entry, form }] : [];
  });
  return {
    madeAt: now,
    account,
    contacts,
    roles,
    entries: kept.map(({ entry, form }) => {
      const { id, code, state, createdAt, submittedAt, withdrawnAt, consents, draft, submitted } = entry;
      const isWhole = entry.ownerId === userId;
      const mine = new Set([draft, submitted].flatMap((version) => (version?.authors ?? []).filter((author) => isWhole || author.userId === userId || author.guardianUserId === userId).map((author) => author.key)));
      const as = relationsOf(entry, actor);
      const guardianId = as.every((relation) => relation === "guardian") ? userId : null;
      const content = (version: VersionRecord | null) => {
        const shown = forViewer(version, guardianId, form.parts);
        return shown && contentFor(shown, mine);
      };
      const own = consents.filter((consent) => mine.has(consent.authorKey));
      return {
        id, code, state, createdAt, submittedAt, withdrawnAt, as, draft: content(draft), submitted: content(submitted),
        consents: own.map(({ authorKey, purpose, party, personName, relation, textVersion, method, givenAt, withdrawnAt: back }) => ({ authorKey, purpose, party, personName, relation, textVersion, method, givenAt, withdrawnAt: back })),
      };
    }),
    letters,
  };
}

function contentFor({ title, summary, parts, ownerKind, ownerName, unitName, createdYear, createdMonth, eligibilityNote, supervisorName, supervisorUnitName, savedAt, submittedAt, authors }: VersionRecord, mine: ReadonlySet<string>) {
  return {
    title, summary, parts, ownerKind, ownerName, unitName, createdYear, createdMonth, eligibilityNote, supervisorName, supervisorUnitName, savedAt, submittedAt,
    authors: authors.map((author) => {
      const { key, fullName, unitName: unit, isChief, shareHundredths } = author;
      if (!mine.has(key)) return { key, fullName, unitName: unit, isChief, shareHundredths };
      const { birthDate, sex, occupation, className, phone, address, email, guardianName, guardianPhone } = author;
      return { key, fullName, unitName: unit, isChief, shareHundredths, birthDate, sex, occupation, className, phone, address, email, guardianName, guardianPhone };
    }),
  };
}
