import { editionBySlug, type EditionRow } from "~/data/editions.server";
import { can, type Denial } from "~/domain/access/can";
import { isStaff, type Actor } from "~/domain/access/roles";
import { phaseAt, type Phase } from "~/domain/contest/phases";
import { ok, refused, type Result } from "~/domain/kernel/result";
import type { Services } from "~/features/services";

/** The edition for whoever may import into it: its staff, and schools with an account in it. For all others it doesn't exist here. */
export async function accessImport(
  { db }: Pick<Services, "db">,
  { actor, slug, now }: { actor: Actor; slug: string; now: Date },
): Promise<Result<{ edition: EditionRow; phase: Phase; isSchool: boolean }, Denial | "not_found">> {
  const edition = await editionBySlug(db.prisma, slug);
  if (!edition) return refused("not_found");
  const phase = phaseAt(edition, now);
  const decision = can(actor, "entry.import", { editionId: edition.id, phase });
  const isMember = isStaff(actor, edition.id);
  if (!decision.allowed) return refused(decision.reason === "forbidden" && !isMember ? "not_found" : decision.reason);
  return ok({ edition, phase, isSchool: !isMember });
}

/** The fields of an announced edition, for the template's drop-down; none for any other address. */
export async function fieldsToOffer({ db }: Pick<Services, "db">, { slug, now }: { slug: string | null; now: Date }): Promise<string[]> {
  const edition = slug === null ? null : await editionBySlug(db.prisma, slug);
  if (!edition?.announcedAt || edition.announcedAt > now) return [];
  const fields = await db.prisma.field.findMany({ where: { editionId: edition.id }, select: { name: true }, orderBy: { position: "asc" } });
  return fields.map((field) => field.name);
}
