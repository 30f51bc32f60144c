import type { Database } from "~/data/client.server";
import { blindText, isBlindChecked } from "~/data/redactions.server";
import type { FileFamily } from "~/domain/contest/rules";
import { NUMBER_OF_FILE } from "./file-access.server";

/** A file of a version with what was made of it, as lists of files need it. */
export interface ListedEntryFile {
  id: string;
  entryId: string;
  partKey: string;
  name: string;
  caption: string;
  /** in bytes: of what is here, else as declared */
  size: number;
  /** what was wrong with bytes that came and were not taken */
  refusal: string | null;
  /** null: bytes not here yet */
  stored: {
    family: FileFamily;
    number: number;
    processing: "PENDING" | "DONE" | "FAILED";
    problem: string | null;
    playable: boolean;
    width: number | null;
    height: number | null;
    seconds: number | null;
    pages: number | null;
    variants: { kind: "CLEAN" | "THUMBNAIL" | "FIRST_PAGE"; mime: string; size: number }[];
  } | null;
  forJudges: boolean;
  publishable: boolean;
  /** the entry stands: it was submitted and not withdrawn */
  isSubmitted: boolean;
  /** what blind judges get: null nothing, for the version was not checked or the file is withheld */
  blind: Pick<ListedEntryFile, "caption" | "size" | "refusal" | "stored"> | null;
}

/** A stored file, under its alias, and what was made of it. The number of another one in its place stays that of the file itself. */
const storedJson = (s: string) => `json_build_object('family', ${s}."family", 'number', ${NUMBER_OF_FILE}, 'processing', ${s}."processing", 'problem', ${s}."problem",
  'playable', ${s}."playable", 'width', ${s}."width", 'height', ${s}."height", 'seconds', ${s}."seconds", 'pages', ${s}."pages",
  'variants', (SELECT coalesce(json_agg(json_build_object('kind', x."kind", 'mime', x."mime", 'size', x."size")), '[]') FROM "FileVariant" x WHERE x."fileId" = ${s}."id"))`;

/** The row `f` as blind judges have it: with the caption without names, and other bytes where some were put in the place of its own. */
const BLIND = `CASE WHEN NOT ${isBlindChecked("v")} OR (k."versionId" IS NOT NULL AND k."fileId" IS NULL) THEN NULL ELSE json_build_object(
  'caption', ${blindText("v", `'@caption:' || f."key"`, `f."caption"`)},
  'size', coalesce((SELECT t."size" FROM "StoredFile" t WHERE t."id" = k."fileId"), s."size", f."size"), 'refusal', CASE WHEN k."fileId" IS NULL THEN f."problem" END,
  'stored', CASE WHEN k."fileId" IS NOT NULL THEN (SELECT ${storedJson("z")} FROM "StoredFile" z WHERE z."id" = k."fileId")
                 WHEN s."id" IS NOT NULL THEN ${storedJson("s")} END) END`;

/** The files of the draft or the submitted versions of these entries, in the order of the parts. One statement. */
export function filesOfEntries(db: Database, entryIds: readonly string[], state: "DRAFT" | "SUBMITTED"): Promise<ListedEntryFile[]> {
  return db.query<ListedEntryFile>(
    "files_of_entries",
    `SELECT f."id"::text AS "id", v."entryId"::text AS "entryId", f."partKey", f."name", f."caption", coalesce(s."size", f."size") AS "size", f."problem" AS "refusal",
            CASE WHEN s."id" IS NOT NULL THEN ${storedJson("s")} END AS "stored", ${BLIND} AS "blind",
            coalesce(p."forJudges", false) AS "forJudges", coalesce(p."publishable", false) AS "publishable", e."state" = 'SUBMITTED' AS "isSubmitted"
       FROM "EntryVersion" v
       JOIN "Entry" e ON e."id" = v."entryId"
       JOIN "EntryFile" f ON f."versionId" = v."id"
       LEFT JOIN "StoredFile" s ON s."id" = f."fileId"
       LEFT JOIN "DossierPart" p ON p."editionId" = e."editionId" AND p."key" = f."partKey"
       LEFT JOIN "RedactedFile" k ON k."versionId" = v."id" AND k."fileKey" = f."key"
      WHERE v."entryId" = ANY($1::uuid[]) AND v."state" = $2::"VersionState"
      ORDER BY v."entryId", p."position" NULLS LAST, f."partKey", f."position", f."key"`,
    [[...entryIds], state],
  );
}
