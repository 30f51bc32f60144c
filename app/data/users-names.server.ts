import type { Reader } from "~/data/editions.server";

/** Names of people by the id of their account. */
export async function namesOf(reader: Reader, userIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.user.findMany({ where: { id: { in: [...new Set(userIds)] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
