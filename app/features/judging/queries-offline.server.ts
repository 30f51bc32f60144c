import { loadableSheets, type LoadableSheet } from "~/data/loadable-sheets.server";
import type { Actor } from "~/domain/access/roles";
import type { Services } from "~/features/services";

/** What the page needs to offer entries for loading onto the device. One statement. */
export function sheetsForDevice({ db }: Pick<Services, "db">, actor: Actor, now: Date): Promise<LoadableSheet[]> {
  return loadableSheets(db, actor.userId, now);
}
