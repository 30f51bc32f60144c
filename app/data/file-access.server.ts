import type { Database } from "~/data/client.server";
import { inConflict } from "~/data/conflicts.server";
import { IS_CORRECTED } from "~/data/corrections.server";
import { isBlindChecked } from "~/data/redactions.server";
import type { FileFamily } from "~/domain/contest/rules";
import type { EditionTimeline } from "~/domain/contest/phases";
import type { EntryStanding } from "~/domain/judging/sheet";

/** While a meeting on re-scoring is on, the round of assignment `a` goes on for its judges. */
const RESCORE_DUE = `(SELECT max(m."dueAt") FROM "Rescore" m WHERE m."entryId" = a."entryId" AND m."roundId" = a."roundId" AND m."state" = 'OPEN')`;

/** A round in which the person judges the entry. */
export interface JudgedRound {
  startsAt: Date;
  endsAt: Date;
  blind: boolean;
}

export interface AccessedVariant {
  kind: "CLEAN" | "THUMBNAIL" | "FIRST_PAGE";
  storageName: string;
  mime: string;
  size: number;
}

/** Bytes in the place of a file's own. */
export interface ReplacedBytes {
  fileId: string;
  family: FileFamily;
  isProcessed: boolean;
  variants: AccessedVariant[];
}

/** All that is asked before a byte of a file leaves: what it is, in what it stands, and how the person stands to it. */
export interface FileAccess {
  id: string;
  /** of the stored bytes */
  fileId: string;
  name: string;
  /** its place among the files of its kind in the version, from 1 */
  number: number;
  family: FileFamily;
  original: { store: "LOCAL" | "S3" | "HOSTED"; storageName: string; mime: string; size: number };
  isProcessed: boolean;
  variants: AccessedVariant[];
  /** what the edition says of its part; both false where the part is gone */
  forJudges: boolean;
  publishable: boolean;
  versionState: "DRAFT" | "SUBMITTED" | "SUPERSEDED";
  entry: EntryStanding & { id: string; ownerId: string; filedByUnitId: string | null };
  edition: EditionTimeline & { id: string };
  isAuthor: boolean;
  isGuardian: boolean;
  inConflict: boolean;
  judgedRounds: JudgedRound[];
  isAwarded: boolean;
  /** the published result is open for a correction that names the entry */
  isCorrected: boolean;
  /** the version may be seen by blind judges */
  isBlindChecked: boolean;
  /** null: they get the file itself; `bytes` null: nothing */
  redaction: { bytes: ReplacedBytes | null } | null;
}

interface Row extends EditionTimeline {
  editionId: string;
  file: Omit<FileAccess, "edition" | "judgedRounds">;
  rounds: { startsAt: string; endsAt: string; blind: boolean }[];
}

/** The words of a stored document; empty where none were read. */
export async function textOfFile(db: Database, fileId: string): Promise<string> {
  const [row] = await db.query<{ text: string }>("text_of_file", `SELECT t."text" FROM "FileText" t WHERE t."fileId" = $1::uuid`, [fileId]);
  return row?.text ?? "";
}

/** How many of its kind stand before a file `f` (stored as `s`) in its version, and itself. Says nothing of names. */
export const NUMBER_OF_FILE = `(SELECT count(*)::int FROM "EntryFile" g JOIN "StoredFile" t ON t."id" = g."fileId"
  WHERE g."versionId" = f."versionId" AND t."family" = s."family" AND (g."partKey", g."position", g."key") <= (f."partKey", f."position", f."key"))`;

/** The variants of stored file `s`. */
const VARIANTS = `(SELECT coalesce(json_agg(json_build_object('kind', x."kind", 'storageName', x."storageName", 'mime', x."mime", 'size', x."size")), '[]')
  FROM "FileVariant" x WHERE x."fileId" = s."id")`;

/** What blind judges get in the place of file `f`. */
const REDACTION = `(SELECT json_build_object('bytes', (SELECT json_build_object('fileId', s."id", 'family', s."family", 'isProcessed', s."processing" = 'DONE', 'variants', ${VARIANTS})
    FROM "StoredFile" s WHERE s."id" = k."fileId"))
  FROM "RedactedFile" k WHERE k."versionId" = f."versionId" AND k."fileKey" = f."key")`;

/** A file by the id of its row, whose bytes are here, for the person (null: a visitor); null where there is none. One statement. */
export async function fileAccess(db: Database, fileRowId: string, userId: string | null): Promise<FileAccess | null> {
  const [row] = await db.query<Row>(
    "file_access",
    `SELECT d."id"::text AS "editionId", d."announcedAt", d."opensAt", d."closesAt", d."screeningEndsAt", d."judgingEndsAt", d."publishedAt", d."finalAt",
            json_build_object('id', f."id", 'name', f."name", 'number', ${NUMBER_OF_FILE}, 'family', s."family", 'isProcessed', s."processing" = 'DONE',
              'original', json_build_object('store', s."store", 'storageName', s."storageName", 'mime', s."mime", 'size', s."size"),
              'fileId', s."id", 'variants', ${VARIANTS}, 'isBlindChecked', ${isBlindChecked("v")}, 'redaction', ${REDACTION},
              'forJudges', coalesce(p."forJudges", false), 'publishable', coalesce(p."publishable", false), 'versionState', v."state",
              'entry', json_build_object('id', e."id", 'ownerId', e."ownerId", 'filedByUnitId', e."filedByUnitId", 'state', e."state", 'screening', e."screening"),
              'isAuthor', EXISTS (SELECT 1 FROM "EntryAuthor" a JOIN "EntryVersion" w ON w."id" = a."versionId"
                                   WHERE w."entryId" = e."id" AND w."state" IN ('DRAFT', 'SUBMITTED') AND a."userId" = $2),
              'isGuardian', EXISTS (SELECT 1 FROM "EntryAuthor" a JOIN "EntryVersion" w ON w."id" = a."versionId"
                                     WHERE w."entryId" = e."id" AND w."state" IN ('DRAFT', 'SUBMITTED') AND a."guardianUserId" = $2),
              'inConflict', ${inConflict(`e."id"`, "$2")},
              'isAwarded', EXISTS (SELECT 1 FROM "Award" w WHERE w."entryId" = e."id"),
              'isCorrected', ${IS_CORRECTED(`d."id"`, `e."id"`)}) AS "file",
            (SELECT coalesce(json_agg(json_build_object('startsAt', r."startsAt", 'endsAt', greatest(r."endsAt", ${RESCORE_DUE}), 'blind', r."blind")), '[]')
               FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId" JOIN "Round" r ON r."id" = a."roundId"
              WHERE a."entryId" = e."id" AND a."state" = 'ACTIVE' AND j."userId" = $2) AS "rounds"
       FROM "EntryFile" f
       JOIN "StoredFile" s ON s."id" = f."fileId"
       JOIN "EntryVersion" v ON v."id" = f."versionId"
       JOIN "Entry" e ON e."id" = v."entryId"
       JOIN "Edition" d ON d."id" = e."editionId"
       LEFT JOIN "DossierPart" p ON p."editionId" = d."id" AND p."key" = f."partKey"
      WHERE f."id" = $1::uuid`,
    [fileRowId, userId],
  );
  if (!row) return null;
  const { file, rounds, editionId, announcedAt, opensAt, closesAt, screeningEndsAt, judgingEndsAt, publishedAt, finalAt } = row;
  return {
    ...file,
    edition: { id: editionId, announcedAt, opensAt, closesAt, screeningEndsAt, judgingEndsAt, publishedAt, finalAt },
    judgedRounds: rounds.map((round) => ({ ...round, startsAt: new Date(round.startsAt), endsAt: new Date(round.endsAt) })),
  };
}
