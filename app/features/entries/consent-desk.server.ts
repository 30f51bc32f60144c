import { hasConflict } from "~/data/conflicts.server";
import type { Tx } from "~/data/client.server";
import { consentLinkByHash } from "~/data/consents.server";
import { editionById, type EditionRow } from "~/data/editions.server";
import { type EntryRecord, lockEntry, readEntry, relationsOf, versionInHand } from "~/data/entries.server";
import type { VersionAuthor } from "~/data/entry-versions.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import { hashOfToken } from "~/platform/session/one-time-token.server";
import { assistsAsStaff } from "./assisted-entry.server";
import { isUnconsentedDraft, retentionOf } from "./draft-retention";

export interface ConsentDesk {
  entry: EntryRecord;
  edition: EditionRow;
  authors: readonly VersionAuthor[];
}

export interface DeskRequest {
  actor: Actor;
  entryId: string;
  /** of the link on the paper */
  token: string | null;
  now: Date;
}

/**
 * The entry for somebody who may key in consents that were signed on paper, or print the form: the secretary, and the school that
 * filed it. Locked until the transaction ends. Whom it is no business of is told that it doesn't exist. Of a child's draft to which
 * no guardian agreed yet, a secretary sees nothing; whoever hands in a signed paper hands over the link printed on it, and by
 * that (`token`) just this author's consent can be recorded.
 */
export async function accessConsentDesk(tx: Tx, { actor, entryId, token, now }: DeskRequest): Promise<Result<ConsentDesk, Denial | "not_found">> {
  if (!(await lockEntry(tx, entryId))) return refused("not_found");
  const entry = await readEntry(tx, entryId);
  const edition = entry && (await editionById(tx, entry.editionId));
  if (!entry || !edition || retentionOf(entry, edition, now)?.isOver) return refused("not_found");
  const relations = relationsOf(entry, actor);
  const isOwn = relations.includes("unit") || assistsAsStaff({ entry, actor });
  if (!isOwn && !isStaff(actor, entry.editionId)) return refused("not_found");
  const isHidden = !isOwn && isUnconsentedDraft(entry, edition, now);
  const link = isHidden && token ? await consentLinkByHash(tx, hashOfToken(token)) : null;
  if (isHidden && link?.entryId !== entry.id) return refused("not_found");
  const inConflict = await hasConflict(tx, entry.id, actor.userId);
  const decision = can(actor, "consent.record", { editionId: entry.editionId, phase: phaseAt(edition, now), relations, inConflict });
  if (!decision.allowed) return refused(decision.reason);
  const authors = versionInHand(entry)?.authors ?? [];
  return ok({ entry, edition, authors: link ? authors.filter((author) => author.key === link.authorKey) : authors });
}
