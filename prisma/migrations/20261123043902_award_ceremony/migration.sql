-- CreateTable
CREATE TABLE "Ceremony" (
    "editionId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3),
    "place" TEXT NOT NULL DEFAULT '',
    "step" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changedById" TEXT NOT NULL,
    "changedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Ceremony_pkey" PRIMARY KEY ("editionId")
);

-- AddForeignKey
ALTER TABLE "Ceremony" ADD CONSTRAINT "Ceremony_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- When and where it takes place stands on the public result page; how far the projector is does not.
CREATE CONSTRAINT TRIGGER "Ceremony_public_rows" AFTER INSERT OR DELETE ON "Ceremony" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Ceremony_public" AFTER UPDATE ON "Ceremony" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD."at" IS DISTINCT FROM NEW."at" OR OLD."place" IS DISTINCT FROM NEW."place")
  EXECUTE FUNCTION public_change();
