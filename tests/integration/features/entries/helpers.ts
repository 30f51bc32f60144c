import { randomUUID } from "node:crypto";
import { readEntry, versionInHand } from "~/data/entries.server";
import type { Actor } from "~/domain/access/roles";
import type { EditionRow } from "~/data/editions.server";
import { isUuid } from "~/domain/kernel/uuid";
import type { DraftChange } from "~/features/entries/draft-forms";
import { commitmentVersion } from "~/features/entries/commitment.server";
import { type SavedStep, stepToken, versionToken } from "~/features/entries/draft-tokens.server";
import { saveDraft } from "~/features/entries/save-draft.server";
import { submitEntry } from "~/features/entries/submit-entry.server";
import { beginEntry } from "~/features/entries/begin-entry.server";
import type { TestServices } from "../../../support/services";

/** Commands as the pages send them: over what was read last. */
export function entrant({ services, clock }: TestServices) {
  const now = () => clock.now();
  const inHand = async (entryId: string) => {
    const entry = await readEntry(services.db.prisma, entryId);
    const version = entry && versionInHand(entry);
    if (!entry || !version) throw new Error("no such entry");
    return { entry, version };
  };
  return {
    inHand,
    begin: (actor: Actor, edition: EditionRow, id: string = randomUUID()) =>
      beginEntry(services, { actor, input: { id, authorKey: randomUUID(), editionSlug: edition.slug, as: "author" }, now: now() }),
    async save(actor: Actor, entryId: string, step: SavedStep, change: DraftChange, seen?: string) {
      const token = seen ?? stepToken((await inHand(entryId)).version, step, actor.userId);
      return saveDraft(services, { actor, input: { entryId, step, seen: token, change, asksAccountOf: actor.userId }, now: now() });
    },
    async submit(actor: Actor, entryId: string, version?: string, commitment?: string | null) {
      const row = !isUuid(entryId) ? null : await services.db.prisma.entry.findUnique({ where: { id: entryId }, select: { edition: { select: { commitmentText: true } } } });
      const affirmed = commitment === undefined ? commitmentVersion(row?.edition.commitmentText ?? "") : commitment;
      return submitEntry(services, { actor, input: { entryId, version: version ?? versionToken((await inHand(entryId)).version), commitment: affirmed }, now: now() });
    },
  };
}

export const reasonOf = (result: { ok: boolean; reason?: string }) => (result.ok ? "ok" : result.reason);

/** A form as a browser sends it. */
export function formWith(fields: Record<string, string | readonly string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
}
