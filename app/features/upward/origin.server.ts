import { originsOf, type OriginShown } from "~/data/packages.server";
import type { Services } from "~/features/services";

/** Where an entry comes from that the contest below handed on, with what it won there; null for all others. One statement. */
export async function originOfEntry({ db }: Pick<Services, "db">, entryId: string): Promise<OriginShown | null> {
  return (await originsOf(db.prisma, [entryId]))[0] ?? null;
}
