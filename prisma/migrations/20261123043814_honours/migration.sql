-- AlterTable
ALTER TABLE "Commendation" ADD COLUMN     "reasonId" UUID;

-- AlterTable
ALTER TABLE "CommendationLetter" ADD COLUMN     "authorityAsSigned" JSONB,
ADD COLUMN     "opening" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "signerName" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "signerTitle" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "SpecialAwardGiven" ADD COLUMN     "revokeReasonId" UUID,
ADD COLUMN     "revokedById" TEXT,
ADD COLUMN     "voteId" UUID;

-- AddForeignKey
ALTER TABLE "SpecialAwardGiven" ADD CONSTRAINT "SpecialAwardGiven_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "Vote"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What public lists show of these, beside the rows themselves.
CREATE CONSTRAINT TRIGGER "CommendationLetter_public" AFTER UPDATE OR DELETE ON "CommendationLetter" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "CommendationAuthority_public" AFTER UPDATE OR DELETE ON "CommendationAuthority" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Unit_public" AFTER UPDATE ON "Unit" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."name" IS DISTINCT FROM NEW."name" OR OLD."mergedIntoId" IS DISTINCT FROM NEW."mergedIntoId")
  EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "ErasableText_public" AFTER UPDATE ON "ErasableText" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."erasedAt" IS DISTINCT FROM NEW."erasedAt" OR OLD."text" IS DISTINCT FROM NEW."text")
  EXECUTE FUNCTION public_change();
