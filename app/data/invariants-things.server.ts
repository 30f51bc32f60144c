const THING = `'PhysicalThing ' || t."id" || ' (' || t."code" || ')'`;

/** Each statement gives the rows that break the invariant, named in the column `row`. */
export const THING_INVARIANTS = {
  /** A thing belongs to the edition of its entry. */
  thing_of_edition: `SELECT ${THING} AS "row" FROM "PhysicalThing" t JOIN "Entry" e ON e."id" = t."entryId" WHERE t."editionId" <> e."editionId"`,
  /** A thing was received once, and stands somewhere until its last move gave it back. */
  thing_moves: `SELECT ${THING} AS "row" FROM "PhysicalThing" t
    WHERE (SELECT count(*) FROM "PhysicalMove" m WHERE m."thingId" = t."id" AND m."kind" = 'RECEIVED') <> 1
       OR (t."place" = '') <> ((SELECT m."kind" FROM "PhysicalMove" m WHERE m."thingId" = t."id" ORDER BY m."at" DESC, m."id" DESC LIMIT 1) = 'RETURNED')`,
} as const;
