import type { Reader } from "~/data/editions.server";

/** What of an entry somebody looked at: the whole dossier, one file of it, or a list or paper with personal data. */
export type Looked = "dossier" | "authors" | "export" | "file";

/** Notes that a member of staff looked at personal data of these entries; one statement. */
export async function logAccess(reader: Reader, access: { userId: string; entryIds: readonly string[]; what: Looked; at: Date }): Promise<void> {
  const { userId, entryIds, what, at } = access;
  if (entryIds.length === 0) return;
  await reader.accessLog.createMany({ data: entryIds.map((entryId) => ({ userId, entryId, what, at })) });
}
