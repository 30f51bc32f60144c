import type { Database, Tx } from "~/data/client.server";
import type { ContestKind } from "~/domain/contest/edition-draft";
import type { UnitKind } from "~/data/generated/enums";
import type { Day } from "~/domain/entry/ages";

export type Outcome = "awarded" | "qualified" | "notQualified";

export interface CountedAuthor {
  /** the same for the same person of the edition, as far as an account or name and day of birth tell */
  key: string;
  sex: string | null;
  birthDate: Day | null;
}

export interface CountedEntry {
  outcome: Outcome;
  field: string;
  unitKind: UnitKind | null;
  unitName: string | null;
  /** A unit was written that the register does not link. */
  unmatched: boolean;
  /** the units of the register whose name is like the unlinked one that was written */
  likely: { name: string; kind: UnitKind }[];
  authors: CountedAuthor[];
}

const PERSON = `coalesce(a."userId", norm(a."fullName") || ' ' || coalesce(to_char(a."birthDate", 'YYYY-MM-DD'), ''))`;
/** From here on a typed name may well mean the unit: units this far away are told apart by their own words. */
const MIN_LIKENESS = 0.5;
const UNMATCHED = `(v."unitId" IS NULL AND btrim(v."unitName") <> '')`;
const LIKELY = `(SELECT coalesce(json_agg(json_build_object('name', l."name", 'kind', l."kind")), '[]') FROM "Unit" l
   WHERE ${UNMATCHED} AND l."mergedIntoId" IS NULL AND (similarity(norm(l."name"), norm(v."unitName")) >= ${MIN_LIKENESS}
     OR EXISTS (SELECT 1 FROM "UnitName" n WHERE n."unitId" = l."id" AND similarity(norm(n."name"), norm(v."unitName")) >= ${MIN_LIKENESS})))`;
const OUTCOME = `CASE WHEN w."id" IS NOT NULL THEN 'awarded' WHEN e."screening" = 'QUALIFIED' THEN 'qualified' ELSE 'notQualified' END`;

/** What statistics count of an edition: every entry that was submitted and not withdrawn. One statement. */
export function countedEntries(db: Database, editionId: string): Promise<CountedEntry[]> {
  return db.query<CountedEntry>(
    "counted_entries",
    `SELECT ${OUTCOME} AS "outcome", coalesce(f."name", '') AS "field", u."kind"::text AS "unitKind", u."name" AS "unitName",
            ${UNMATCHED} AS "unmatched", ${LIKELY} AS "likely",
            (SELECT coalesce(json_agg(json_build_object('key', ${PERSON}, 'sex', a."sex", 'birthDate', to_char(a."birthDate", 'YYYY-MM-DD'))), '[]')
               FROM "EntryAuthor" a WHERE a."versionId" = v."id") AS "authors"
       FROM "Entry" e JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
       LEFT JOIN "Field" f ON f."id" = e."fieldId" LEFT JOIN "Unit" u ON u."id" = v."unitId"
       LEFT JOIN "Award" w ON w."editionId" = e."editionId" AND w."entryId" = e."id"
      WHERE e."editionId" = $1::uuid AND e."state" = 'SUBMITTED' ORDER BY e."code"`,
    [editionId],
  );
}

export interface EditionOutcome {
  slug: string;
  title: string;
  kind: ContestKind;
  number: number;
  outcome: Outcome;
  entries: number;
  people: number;
}

/** Entries, and the people behind them, by outcome in every edition of a contest that was published by `now`, newest first. One statement. */
export function outcomesOverEditions(db: Database, { kind, now }: { kind: ContestKind; now: Date }): Promise<EditionOutcome[]> {
  return db.query<EditionOutcome>(
    "outcomes_over_editions",
    `SELECT d."slug", d."title", d."kind"::text AS "kind", d."number", ${OUTCOME} AS "outcome", count(DISTINCT e."id")::int AS "entries",
            count(DISTINCT ${PERSON})::int AS "people"
       FROM "Edition" d JOIN "Entry" e ON e."editionId" = d."id" AND e."state" = 'SUBMITTED'
       JOIN "EntryVersion" v ON v."entryId" = e."id" AND v."state" = 'SUBMITTED'
       LEFT JOIN "EntryAuthor" a ON a."versionId" = v."id" LEFT JOIN "Award" w ON w."editionId" = d."id" AND w."entryId" = e."id"
      WHERE d."kind" = $1::"ContestKind" AND d."announcedAt" <= $2 AND d."publishedAt" <= $2
      GROUP BY d."id", 5 ORDER BY d."opensAt" DESC, d."number" DESC, d."slug"`,
    [kind, now],
  );
}

export interface KeptFigures {
  slug: string;
  /** as they were shown (`EditionStatistics`), with the number of their form */
  content: unknown;
}

/** The figures of editions of a contest whose private data was cleared, as they stood before. One statement. */
export function keptFigures(db: Database, kind: ContestKind): Promise<KeptFigures[]> {
  return db.query<KeptFigures>(
    "kept_figures",
    `SELECT d."slug", s."content" FROM "EditionStatistics" s JOIN "Edition" d ON d."id" = s."editionId" WHERE d."kind" = $1::"ContestKind"`,
    [kind],
  );
}

/** Keeps the figures of an edition for good. */
export async function keepFigures(tx: Tx, { editionId, content, now }: { editionId: string; content: object; now: Date }): Promise<void> {
  await tx.editionStatistics.create({ data: { editionId, content, keptAt: now } });
}
