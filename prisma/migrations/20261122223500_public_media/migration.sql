-- Photos and films of awarded entries stand on public pages: a file that comes, changes or goes, and a copy of it, makes kept pages
-- out of date, in published editions only.
CREATE FUNCTION public_change_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE changed record;
BEGIN
  changed := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  IF TG_TABLE_NAME = 'EntryFile' THEN
    PERFORM renew_public_stamp() FROM "EntryVersion" v JOIN "Entry" e ON e."id" = v."entryId" JOIN "Edition" d ON d."id" = e."editionId"
      WHERE v."id" = changed."versionId" AND d."publishedAt" IS NOT NULL;
  ELSE
    PERFORM renew_public_stamp() FROM "EntryFile" f JOIN "EntryVersion" v ON v."id" = f."versionId" JOIN "Entry" e ON e."id" = v."entryId"
      JOIN "Edition" d ON d."id" = e."editionId" WHERE f."fileId" = changed."fileId" AND d."publishedAt" IS NOT NULL LIMIT 1;
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "EntryFile_public" AFTER INSERT OR UPDATE OR DELETE ON "EntryFile" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change_of_file();
CREATE CONSTRAINT TRIGGER "FileVariant_public" AFTER INSERT OR UPDATE OR DELETE ON "FileVariant" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change_of_file();
