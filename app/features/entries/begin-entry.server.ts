import { editionBySlug } from "~/data/editions.server";
import { createDraft, showOnEntry } from "~/data/entry-versions.server";
import { insertMembership } from "~/data/memberships.server";
import { can, type Denial } from "~/domain/access/can";
import type { Actor } from "~/domain/access/roles";
import { phaseAt } from "~/domain/contest/phases";
import { addAuthor, type Draft, EMPTY_DRAFT, newAuthor } from "~/domain/entry/draft";
import { isPlaceholderAddress } from "~/domain/people/sign-in-name";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

export type BeginReason = Denial | "not_found" | "not_open" | "deadline_passed";

/** As whom a person begins: as an author, as guardian of one, helping somebody who has no account, or as secretary filing for the authors. */
export type BeginsAs = "author" | "guardian" | "helper" | "secretary";

interface BeginInput {
  /** ready-made ids of the entry and its first author */
  id: string;
  authorKey: string;
  editionSlug: string;
  as: BeginsAs;
}

/**
 * Starts an entry with an empty draft, while receipt is open (not in its grace). `id` comes from the form: sending it twice
 * gives the same entry. A school's account files for its unit, whatever `as` says.
 */
export async function beginEntry(
  { db }: Pick<Services, "db">,
  { actor, input, now }: { actor: Actor; input: BeginInput; now: Date },
): Promise<Result<{ entryId: string }, BeginReason>> {
  return db.transact(async (tx) => {
    const edition = await editionBySlug(tx, input.editionSlug);
    if (!edition?.announcedAt || edition.announcedAt > now) return refused("not_found");
    const known = await tx.entry.findUnique({ where: { id: input.id }, select: { ownerId: true, editionId: true } });
    if (known) return known.ownerId === actor.userId && known.editionId === edition.id ? ok({ entryId: input.id }) : refused("not_found");
    const phase = phaseAt(edition, now);
    if (phase === "ANNOUNCED") return refused("not_open");
    if (phase !== "OPEN") return refused("deadline_passed");
    const decision = can(actor, "entry.begin", { editionId: edition.id, phase });
    if (!decision.allowed) return refused(decision.reason);
    const isAssisting = input.as === "secretary";
    if (isAssisting) {
      const assisting = can(actor, "entry.assist", { editionId: edition.id, phase });
      if (!assisting.allowed) return refused(assisting.reason);
    }
    const unitId = isAssisting ? null : unitFiledFor(actor, edition.id);
    const channel = isAssisting || unitId !== null ? "ASSISTED" : "ONLINE";
    const created = await tx.entry.createMany({
      data: [{ id: input.id, editionId: edition.id, ownerId: actor.userId, filedByUnitId: unitId, channel, createdAt: now }],
      skipDuplicates: true,
    });
    if (created.count === 0) return ok({ entryId: input.id });
    const unit = unitId ? await tx.unit.findUnique({ where: { id: unitId }, select: { name: true } }) : null;
    const draft = firstDraft(actor, input, unit?.name ?? null);
    await createDraft(tx, draft, { entryId: input.id, actorId: actor.userId, now });
    await showOnEntry(tx, { id: input.id, code: null }, draft);
    if (unitId === null && !isAssisting) {
      const role = input.as === "guardian" ? "GUARDIAN" : "ENTRANT";
      await insertMembership(tx, { userId: actor.userId, role, editionId: edition.id, unitId: null }, now);
    }
    return ok({ entryId: input.id });
  });
}

/** The unit the actor files for in this edition; null for everybody who enters for themselves. */
export function unitFiledFor(actor: Actor, editionId: string): string | null {
  return actor.roles.find(({ role, unitId, ...held }) => role === "SCHOOL" && unitId !== null && (held.editionId === editionId || held.editionId === null))?.unitId ?? null;
}

function firstDraft(actor: Actor, { authorKey, as }: BeginInput, unitName: string | null): Draft {
  const author = newAuthor(authorKey);
  if (unitName !== null) return addAuthor({ ...EMPTY_DRAFT, unitName }, { ...author, unitName });
  const phone = actor.phone ?? "";
  if (as === "helper" || as === "secretary") return addAuthor(EMPTY_DRAFT, author);
  if (as === "guardian") return addAuthor(EMPTY_DRAFT, { ...author, guardianName: actor.name, guardianPhone: phone, guardianUserId: actor.userId });
  const email = isPlaceholderAddress(actor.email) ? "" : actor.email;
  return addAuthor(EMPTY_DRAFT, { ...author, fullName: actor.name, phone, email, userId: actor.userId });
}
