import { logAccess } from "~/data/access-log.server";
import { readEntry, relationsOf } from "~/data/entries.server";
import { editionById } from "~/data/editions.server";
import { hasConflict } from "~/data/conflicts.server";
import { can } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { isUuid } from "~/domain/kernel/uuid";
import type { Services } from "~/features/services";
import { printedConsent } from "~/i18n/vi/printed-consent";
import type { StoredBytes } from "~/platform/http/send-stored.server";
import { retentionOf } from "./draft-retention";

export interface ConsentScan extends StoredBytes {
  name: string;
}

const EXTENSIONS: Readonly<Record<string, string>> = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/heic": "heic" };

/**
 * The scan of a signed consent for those who may see it: whoever filed the entry and its authors with accounts, the guardian for the
 * own child, and staff who may inspect entries and have no conflict of interest, whose look is noted. Null for everybody else.
 */
export async function consentScan({ db, files }: Pick<Services, "db" | "files">, { actor, consentId, now }: { actor: Actor; consentId: string; now: Date }): Promise<ConsentScan | null> {
  const { prisma } = db;
  const consent = isUuid(consentId)
    ? await prisma.consent.findUnique({ where: { id: consentId }, select: { entryId: true, authorKey: true, scan: { select: { storageName: true, mime: true, size: true } } } })
    : null;
  const entry = consent?.scan ? await readEntry(prisma, consent.entryId) : null;
  const edition = entry && (await editionById(prisma, entry.editionId));
  if (!consent?.scan || !entry || !edition || retentionOf(entry, edition, now)?.isOver) return null;
  const relations = relationsOf(entry, actor);
  const isWard = [entry.draft, entry.submitted].some((version) => version?.authors.some((author) => author.key === consent.authorKey && author.guardianUserId === actor.userId));
  const isOwn = relations.some((relation) => relation !== "guardian") || isWard;
  if (!isOwn) {
    const isAllowed = can(actor, "entry.inspect", { editionId: entry.editionId, phase: phaseAt(edition, now) }).allowed;
    if (!isAllowed || (await hasConflict(prisma, entry.id, actor.userId))) return null;
    await logAccess(prisma, { userId: actor.userId, entryIds: [entry.id], what: "file", at: now });
  }
  const { storageName, mime, size } = consent.scan;
  return { name: `${printedConsent.fileName}.${EXTENSIONS[mime] ?? "bin"}`, mime, size, address: await files.signedUrl(storageName), open: () => files.open(storageName) };
}
