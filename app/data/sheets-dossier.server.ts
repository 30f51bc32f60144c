import type { Database } from "~/data/client.server";
import { blindText, isBlindChecked, judgedTitle, SUMMARY_KEY, TITLE_KEY } from "~/data/redactions.server";
import type { PartRule } from "~/domain/contest/rules";

/** One part of the submitted dossier: its text, answer or rows; of files the web address given in their place. */
export interface DossierText extends Pick<PartRule, "key" | "kind" | "label" | "options"> {
  text: string;
  /** a web address was given, but could tell who the authors are: it is not shown in a blind round */
  isLinkHidden: boolean;
  /** so many of its files are withheld from blind judges */
  hiddenFiles: number;
}

/** Who stands behind an entry; never read in a blind round. */
export interface DossierPeople {
  ownerName: string;
  unitName: string;
  authors: readonly { name: string; unit: string }[];
  supervisor: string;
  supervisorUnit: string;
}

export interface JudgedDossier {
  /** false: nobody has looked yet whether it tells whose it is; then a blind judge gets nothing of it */
  isPrepared: boolean;
  title: string;
  field: string;
  summary: string;
  parts: readonly DossierText[];
  /** null in a blind round */
  people: DossierPeople | null;
}

const PEOPLE = `json_build_object('ownerName', v."ownerName", 'unitName', v."unitName",
  'supervisor', v."supervisorName", 'supervisorUnit', v."supervisorUnitName",
  'authors', coalesce((SELECT json_agg(json_build_object('name', a."fullName", 'unit', a."unitName") ORDER BY a."position")
                         FROM "EntryAuthor" a WHERE a."versionId" = v."id"), '[]'))`;

/**
 * What a judge reads of an entry: the version that counts. In a blind round nothing of authors, owner, units, supervisor or
 * guardian leaves the database, nor addresses on the web, copies without names take the place of what was submitted, and nothing at all
 * is there before the version was checked; birth dates and contacts never leave it. Only parts that the edition asks for and
 * opens to judges are shown.
 */
export async function dossierForJudge(db: Database, assignmentId: string): Promise<JudgedDossier | null> {
  const [row] = await db.query<JudgedDossier>(
    "dossier_for_judge",
    `SELECT c."open" AS "isPrepared", coalesce(f."name", '') AS "field",
            CASE WHEN NOT c."open" THEN '' WHEN r."blind" THEN ${blindText("v", `'${TITLE_KEY}'`, `v."title"`)} ELSE v."title" END AS "title",
            CASE WHEN NOT c."open" THEN '' WHEN r."blind" THEN ${blindText("v", `'${SUMMARY_KEY}'`, `v."summary"`)} ELSE v."summary" END AS "summary",
            coalesce((SELECT json_agg(json_build_object('key', p."key", 'kind', p."kind", 'label', p."label", 'options', p."options",
                                        'text', CASE WHEN NOT r."blind" THEN coalesce(v."parts"->>p."key", '') WHEN p."kind" = 'FILE' OR NOT c."open" THEN ''
                                                     ELSE ${blindText("v", `p."key"`, `coalesce(v."parts"->>p."key", '')`)} END,
                                        'isLinkHidden', r."blind" AND p."kind" = 'FILE' AND coalesce(v."parts"->>p."key", '') <> '',
                                        'hiddenFiles', CASE WHEN NOT r."blind" THEN 0 ELSE (SELECT count(*) FROM "RedactedFile" x JOIN "EntryFile" y ON y."versionId" = x."versionId" AND y."key" = x."fileKey"
                                                         WHERE x."versionId" = v."id" AND x."fileId" IS NULL AND y."partKey" = p."key") END)
                                      ORDER BY p."position", p."key")
                        FROM "DossierPart" p WHERE p."editionId" = a."editionId" AND p."forJudges"), '[]') AS "parts",
            CASE WHEN r."blind" THEN NULL ELSE ${PEOPLE} END AS "people"
       FROM "Assignment" a
       JOIN "Round" r ON r."id" = a."roundId"
       JOIN "Entry" e ON e."id" = a."entryId"
       JOIN "EntryVersion" v ON v."entryId" = a."entryId" AND v."state" = 'SUBMITTED'
       LEFT JOIN "Field" f ON f."id" = e."fieldId"
      CROSS JOIN LATERAL (SELECT NOT r."blind" OR ${isBlindChecked("v")} AS "open") c
      WHERE a."id" = $1::uuid AND a."state" = 'ACTIVE'`,
    [assignmentId],
  );
  return row ?? null;
}

/** One line of a judge's own list. */
export interface OwnAssignment {
  id: string;
  editionId: string;
  editionTitle: string;
  editionSlug: string;
  roundId: string;
  roundName: string;
  startsAt: Date;
  endsAt: Date;
  code: string | null;
  title: string;
  field: string;
  /** null: not begun */
  state: "DRAFT" | "LOCKED" | null;
  savedAt: Date | null;
}

/** All running assignments of a judge on entries that still take part, newest edition first, in the order they are scored. */
export function assignmentsOfPerson(db: Database, userId: string): Promise<OwnAssignment[]> {
  return db.query<OwnAssignment>(
    "assignments_of_person",
    `SELECT a."id"::text AS "id", ed."id"::text AS "editionId", ed."title" AS "editionTitle", ed."slug" AS "editionSlug",
            r."id"::text AS "roundId", r."name" AS "roundName", r."startsAt", r."endsAt", e."code", ${judgedTitle("e", "r")} AS "title",
            coalesce(f."name", '') AS "field", s."state"::text AS "state", s."savedAt"
       FROM "Judge" j
       JOIN "Assignment" a ON a."judgeId" = j."id" AND a."state" = 'ACTIVE'
       JOIN "Edition" ed ON ed."id" = a."editionId"
       JOIN "Round" r ON r."id" = a."roundId"
       JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'
       LEFT JOIN "Field" f ON f."id" = e."fieldId"
       LEFT JOIN "ScoreSheet" s ON s."assignmentId" = a."id"
      WHERE j."userId" = $1
      ORDER BY ed."closesAt" DESC, ed."id", r."position", e."code", a."id"`,
    [userId],
  );
}

export interface Neighbours {
  /** place in the round, from 1 */
  position: number;
  total: number;
  previous: string | null;
  next: string | null;
}

/** Where an assignment stands among the judge's own of the same round. */
export async function neighboursOf(db: Database, assignmentId: string): Promise<Neighbours | null> {
  const [row] = await db.query<Neighbours>(
    "neighbours_of_assignment",
    `SELECT * FROM (
       SELECT a."id", (row_number() OVER o)::int AS "position", (count(*) OVER ())::int AS "total",
              (lag(a."id") OVER o)::text AS "previous", (lead(a."id") OVER o)::text AS "next"
         FROM "Assignment" own
         JOIN "Assignment" a ON a."judgeId" = own."judgeId" AND a."roundId" = own."roundId" AND a."state" = 'ACTIVE'
         JOIN "Entry" e ON e."id" = a."entryId" AND e."state" = 'SUBMITTED' AND e."screening" = 'QUALIFIED'
        WHERE own."id" = $1::uuid WINDOW o AS (ORDER BY e."code", a."id")
     ) list WHERE list."id" = $1::uuid`,
    [assignmentId],
  );
  return row ?? null;
}

/** The title of an assigned entry as its judge may read it; "" before a blind judge may. */
export async function titleForJudge(db: Database, assignmentId: string): Promise<string> {
  const [row] = await db.query<{ title: string }>(
    "title_for_judge",
    `SELECT ${judgedTitle("e", "r")} AS "title" FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" JOIN "Entry" e ON e."id" = a."entryId" WHERE a."id" = $1::uuid`,
    [assignmentId],
  );
  return row?.title ?? "";
}
