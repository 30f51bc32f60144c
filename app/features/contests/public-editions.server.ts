import type { Database } from "~/data/client.server";
import { announcedEditions, type ListedEdition } from "~/data/editions-lists.server";
import { phaseAt, type Phase } from "~/domain/contest/phases";

export interface PublicEdition extends ListedEdition {
  phase: Phase;
}

/** Announced editions with their phase at `now`, newest first. Drafts are never among them. */
export async function listPublicEditions(db: Database, now: Date, page?: { offset: number; limit: number }): Promise<PublicEdition[]> {
  const editions = await announcedEditions(db, now, page);
  return editions.map((edition) => ({ ...edition, phase: phaseAt(edition, now) }));
}
