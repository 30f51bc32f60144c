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

/** The title of an assigned entry as its judge may read it; "" before a blind judge may. */
export async function titleForJudge(db: Database, assignmentId: string): Promise<string> {
  const [row] = await db.query<{ title: string }>(
    "title_for_judge",
    `SELECT ${judgedTitle("e", "r")} AS "title" FROM "Assignment" a JOIN "Round" r ON r."id" = a."roundId" JOIN "Entry" e ON e."id" = a."entryId" WHERE a."id" = $1::uuid`,
    [assignmentId],
  );
  return row?.title ?? "";
}
