-- AlterTable
ALTER TABLE "EntryPrint" ADD COLUMN     "source" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "ScreeningAct" ADD COLUMN     "remindedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "DuplicatePair" (
    "entryId" UUID NOT NULL,
    "otherEntryId" UUID NOT NULL,
    "textShare" INTEGER NOT NULL,
    "longest" INTEGER NOT NULL,
    "titleShare" INTEGER NOT NULL,
    "sameFiles" INTEGER NOT NULL,
    "alikePictures" INTEGER NOT NULL,
    "sharedAuthors" INTEGER NOT NULL,
    "comparedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DuplicatePair_pkey" PRIMARY KEY ("entryId","otherEntryId")
);

-- CreateIndex
CREATE INDEX "DuplicatePair_otherEntryId_idx" ON "DuplicatePair"("otherEntryId");

-- AddForeignKey
ALTER TABLE "DuplicatePair" ADD CONSTRAINT "DuplicatePair_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DuplicatePair" ADD CONSTRAINT "DuplicatePair_otherEntryId_fkey" FOREIGN KEY ("otherEntryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- by hand: what Prisma cannot say

ALTER TABLE "DuplicatePair" ADD CONSTRAINT "DuplicatePair_one_direction" CHECK ("entryId" < "otherEntryId");
-- namesakes; a hash, because a draft's title may be of any length
CREATE INDEX "Entry_namesakes" ON "Entry" USING hash (norm("title"));
-- titles that are alike
CREATE INDEX "Entry_alike_titles" ON "Entry" USING gin (norm("title") gin_trgm_ops);
