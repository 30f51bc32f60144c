/**
 * Id of the file row of the first photo of the submitted entry `e` that is published where everybody agrees, with a small copy for
 * lists; null where there is none. Whoever shows it asks `mediaAgreed` or `publishableWinners` too.
 */
export const FIRST_PICTURE = `(SELECT f."id"::text FROM "EntryVersion" v JOIN "EntryFile" f ON f."versionId" = v."id"
    JOIN "StoredFile" s ON s."id" = f."fileId" JOIN "DossierPart" p ON p."editionId" = e."editionId" AND p."key" = f."partKey"
   WHERE v."entryId" = e."id" AND v."state" = 'SUBMITTED' AND e."state" = 'SUBMITTED' AND p."publishable" AND s."family" = 'PHOTO' AND s."processing" = 'DONE' AND s."playable"
     AND (SELECT count(DISTINCT x."kind") FROM "FileVariant" x WHERE x."fileId" = s."id" AND x."kind" IN ('CLEAN', 'THUMBNAIL')) = 2
   ORDER BY p."position", f."position", f."key" LIMIT 1)`;
