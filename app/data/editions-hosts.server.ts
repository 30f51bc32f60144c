import type { Database } from "~/data/client.server";
import type { Reader } from "~/data/editions.server";
import type { UnitKind } from "~/data/generated/client";

export interface HostUnit {
  id: string;
  kind: UnitKind;
  name: string;
}

/** A unit that may be named as host: one of the register that was not merged into another. */
export function openUnit(reader: Reader, id: string): Promise<HostUnit | null> {
  return reader.unit.findFirst({ where: { id, mergedIntoId: null }, select: { id: true, kind: true, name: true } });
}

const MOST_OFFERED = 1000;

/** Units to choose a host from, bodies before schools, by name. */
export function hostUnits(db: Database): Promise<HostUnit[]> {
  return db.query<HostUnit>(
    "host_units",
    `SELECT "id"::text AS "id", "kind"::text AS "kind", "name" FROM "Unit" WHERE "mergedIntoId" IS NULL
      ORDER BY "kind" = 'SCHOOL', norm("name"), "id" LIMIT $1`,
    [MOST_OFFERED],
  );
}
