import type { Reader } from "~/data/editions.server";
import { hiddenEntries } from "~/data/sheets.server";

/** Ids of the entries of an edition that the viewer has a conflict of interest with: pages are as if they did not exist. One statement. */
export async function unseenEntries(reader: Reader, viewer: { userId: string }, editionId: string): Promise<ReadonlySet<string>> {
  const hidden = await hiddenEntries(reader, viewer, editionId);
  return new Set([...hidden].flatMap(([id, why]) => (why === "conflict" ? [id] : [])));
}

/** The codes of those of them that are among these entries. */
export function codesOf(unseen: ReadonlySet<string>, entries: readonly { id: string; code: string }[]): ReadonlySet<string> {
  return new Set(entries.flatMap(({ id, code }) => (unseen.has(id) ? [code] : [])));
}
