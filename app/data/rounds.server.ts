import type { Reader } from "~/data/editions.server";
import type { AdmissionRule } from "~/domain/contest/rules";

/** A round as admission looks at it. */
export interface RoundOfAdmission extends AdmissionRule {
  id: string;
  code: string;
  name: string;
  endsAt: Date;
  /** of the edition: whether numbers count in each field apart */
  perField: boolean;
}

/** Who was admitted to which later round: `round` by its code with its name, `entry` by its code; of rounds without anybody, nothing. */
export function admittedOf(reader: Reader, editionId: string): Promise<{ round: string; name: string; entry: string }[]> {
  return reader.$queryRaw<{ round: string; name: string; entry: string }[]>`
    SELECT r."code" AS "round", r."name", e."code" AS "entry" FROM "RoundEntry" re JOIN "Round" r ON r."id" = re."roundId" JOIN "Entry" e ON e."id" = re."entryId"
     WHERE r."editionId" = ${editionId}::uuid AND e."code" IS NOT NULL ORDER BY r."position", r."code", e."code"`;
}

/** The rounds of an edition in their order, with whom each lets go on to the next. One statement. */
export function roundsOfAdmission(reader: Reader, editionId: string): Promise<RoundOfAdmission[]> {
  return reader.$queryRaw<RoundOfAdmission[]>`
    SELECT r."id"::text AS "id", r."code", r."name", r."endsAt", r."admitFrom", r."admitMost", ed."perField"
      FROM "Round" r JOIN "Edition" ed ON ed."id" = r."editionId" WHERE r."editionId" = ${editionId}::uuid ORDER BY r."position", r."code"`;
}
