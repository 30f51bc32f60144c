import { logAccess } from "~/data/access-log.server";
import type { EditionRow } from "~/data/editions.server";
import { type EntryRecord, readEntries } from "~/data/entries.server";
import { awardedEntries, nominationsOf, sentPackages } from "~/data/nominations.server";
import { publishedDecisionOf } from "~/data/results.server";
import type { Actor } from "~/domain/access/roles";
import { dayInVietnam } from "~/domain/entry/ages";
import { type ConsentParty, partiesMissing } from "~/domain/entry/consent";
import type { Services } from "~/features/services";
import { fingerprintOf, loadSigner } from "~/platform/signing/signer.server";

/** Who still has to agree that a dossier is handed on. */
export interface MissingConsent {
  author: string;
  parties: readonly ConsentParty[];
}

/**
 * The nominations of an edition with who still has to agree, and the awarded entries that may be nominated, best first; without entries
 * the viewer has an interest in. Showing names is noted. Six statements.
 */
export async function nominationsPage({ db, config }: Pick<Services, "db" | "config">, { actor, edition, now }: { actor: Actor; edition: EditionRow; now: Date }) {
  const { prisma } = db;
  const [nominated, awarded, sent, published, signer] = await Promise.all([
    nominationsOf(prisma, edition.id, actor.userId),
    awardedEntries(prisma, edition.id, actor.userId),
    sentPackages(prisma, edition.id, actor.userId),
    publishedDecisionOf(prisma, edition.id),
    loadSigner(config),
  ]);
  const entries = new Map((await readEntries(prisma, nominated.map(({ entryId }) => entryId))).map((entry) => [entry.id, entry]));
  const rows = nominated.map(({ authors: _authors, ...row }) => ({ ...row, missing: missingOf(entries.get(row.entryId), edition, now) }));
  await logAccess(prisma, { userId: actor.userId, entryIds: rows.flatMap(({ entryId, missing }) => (missing.length > 0 ? [entryId] : [])), what: "authors", at: now });
  const standing = new Set(nominated.map(({ entryId }) => entryId));
  return {
    rows,
    awarded: awarded.filter(({ entryId }) => !standing.has(entryId)),
    sent,
    isPublished: published !== null,
    ready: rows.filter(({ award, missing }) => award !== null && missing.length === 0).length,
    fingerprint: fingerprintOf(signer.publicKey),
    recipient: sent[0]?.recipient ?? "",
  };
}

export type NominationsView = Awaited<ReturnType<typeof nominationsPage>>;

function missingOf(entry: EntryRecord | undefined, { selfConsentFrom: selfFrom }: EditionRow, now: Date): MissingConsent[] {
  return (entry?.submitted?.authors ?? []).flatMap(({ key, fullName, birthDate }) => {
    const given = entry?.consents.filter(({ authorKey }) => authorKey === key) ?? [];
    const parties = partiesMissing(birthDate, "PASS_ON", given, { day: dayInVietnam(now), selfFrom });
    return parties.length > 0 ? [{ author: fullName, parties }] : [];
  });
}
