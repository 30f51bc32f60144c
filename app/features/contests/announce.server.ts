import { announceEdition as markAnnounced, lockEdition, type EditionRow } from "~/data/editions.server";
import { editionRules } from "~/data/editions-rules.server";
import { appendToLedger } from "~/data/ledger.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { announcementGaps, type Gap } from "~/domain/contest/completeness";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";
import { ruleBook, rulesHash } from "./rules-record.server";

export type AnnounceRefusal = Denial | "not_found" | "version_conflict" | "already_done" | "incomplete";

/** What is still missing before an edition can be announced; nothing where it may be. */
export async function announcementCheck({ db }: Pick<Services, "db">, edition: EditionRow, now: Date): Promise<Gap[]> {
  return announcementGaps(ruleBook(edition, await editionRules(db.prisma, edition.id)), now);
}

/** Makes an edition public: from now on everybody sees it, its rules and its dates. Refused while something is missing. */
export async function announceEdition(
  { db }: Pick<Services, "db">,
  { actor, editionId, version, now }: { actor: Actor; editionId: string; version: number; now: Date },
): Promise<Result<null, AnnounceRefusal, { gaps?: readonly Gap[] }>> {
  return db.transact(async (tx) => {
    const edition = await lockEdition(tx, editionId);
    if (!edition || !isStaff(actor, editionId)) return refused("not_found");
    if (edition.announcedAt) return refused("already_done");
    const access = can(actor, "edition.announce", { editionId, phase: phaseAt(edition, now) });
    if (!access.allowed) return refused(access.reason);
    if (edition.version !== version) return refused("version_conflict");
    const rules = await editionRules(tx, editionId);
    const gaps = announcementGaps(ruleBook(edition, rules), now);
    if (gaps.length > 0) return refused("incomplete", { gaps });
    await markAnnounced(tx, editionId, now);
    const data = { opensAt: edition.opensAt.toISOString(), closesAt: edition.closesAt.toISOString(), rules: rulesHash(edition, rules) };
    await appendToLedger(tx, [{ type: "EDITION_ANNOUNCED", data, actor: actor.userId, at: now, editionId }]);
    return ok(null);
  });
}
