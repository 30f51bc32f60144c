import type { Reader } from "~/data/editions.server";

/** Judges with running assignments in a round, by code. */
export function judgesOfRoundAtWork(reader: Reader, roundId: string): Promise<{ id: string; code: string }[]> {
  return reader.judge.findMany({ where: { assignments: { some: { roundId, state: "ACTIVE" } } }, orderBy: { code: "asc" }, select: { id: true, code: true } });
}
