-- CreateTable
CREATE TABLE "PublicStamp" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "stamp" UUID NOT NULL,

    CONSTRAINT "PublicStamp_pkey" PRIMARY KEY ("id")
);

-- Whatever public pages show: a change gives a new stamp in the same transaction, so that no process shows a kept page
-- that is out of date. Deferred, so that the one row is locked for the moment of the commit only.
CREATE FUNCTION renew_public_stamp() RETURNS void LANGUAGE sql AS $$
  INSERT INTO "PublicStamp" ("id", "stamp") VALUES (1, gen_random_uuid()) ON CONFLICT ("id") DO UPDATE SET "stamp" = EXCLUDED."stamp"
$$;

CREATE FUNCTION public_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_public_stamp();
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "Edition_public_rows" AFTER INSERT OR DELETE ON "Edition" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
-- The counter of entry codes goes up with every submission and is shown nowhere.
CREATE CONSTRAINT TRIGGER "Edition_public" AFTER UPDATE ON "Edition" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN ((to_jsonb(OLD) - '{lastEntryNumber,version,updatedAt}'::text[]) IS DISTINCT FROM (to_jsonb(NEW) - '{lastEntryNumber,version,updatedAt}'::text[]))
  EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "EditionExtension_public" AFTER INSERT OR UPDATE OR DELETE ON "EditionExtension" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Field_public" AFTER INSERT OR UPDATE OR DELETE ON "Field" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Round_public" AFTER INSERT OR UPDATE OR DELETE ON "Round" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Rubric_public" AFTER INSERT OR UPDATE OR DELETE ON "Rubric" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Criterion_public" AFTER INSERT OR UPDATE OR DELETE ON "Criterion" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "PrizeTier_public" AFTER INSERT OR UPDATE OR DELETE ON "PrizeTier" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "DossierPart_public" AFTER INSERT OR UPDATE OR DELETE ON "DossierPart" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "ResultDecision_public" AFTER INSERT OR UPDATE OR DELETE ON "ResultDecision" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Award_public" AFTER INSERT OR UPDATE OR DELETE ON "Award" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();

-- Entries, their authors and consents concern the public in published editions only.
CREATE FUNCTION public_change_of_entry() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE entry uuid;
BEGIN
  CASE TG_TABLE_NAME
    WHEN 'Entry' THEN entry := OLD."id";
    WHEN 'EntryVersion' THEN entry := OLD."entryId";
    WHEN 'EntryAuthor' THEN SELECT v."entryId" INTO entry FROM "EntryVersion" v WHERE v."id" = OLD."versionId";
    WHEN 'Consent' THEN entry := CASE TG_OP WHEN 'INSERT' THEN NEW."entryId" ELSE OLD."entryId" END;
  END CASE;
  PERFORM renew_public_stamp() FROM "Entry" e JOIN "Edition" d ON d."id" = e."editionId" WHERE e."id" = entry AND d."publishedAt" IS NOT NULL;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "Entry_public" AFTER UPDATE OR DELETE ON "Entry" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change_of_entry();
CREATE CONSTRAINT TRIGGER "EntryVersion_public" AFTER UPDATE OR DELETE ON "EntryVersion" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change_of_entry();
CREATE CONSTRAINT TRIGGER "EntryAuthor_public" AFTER UPDATE OR DELETE ON "EntryAuthor" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change_of_entry();
CREATE CONSTRAINT TRIGGER "Consent_public" AFTER INSERT OR UPDATE OR DELETE ON "Consent" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change_of_entry();

-- The head of a published edition's chain stands on its result page.
CREATE FUNCTION public_change_of_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM renew_public_stamp() FROM "Edition" d WHERE d."id"::text = NEW."chain" AND d."publishedAt" IS NOT NULL;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "LedgerHead_public" AFTER INSERT OR UPDATE ON "LedgerHead" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change_of_head();
