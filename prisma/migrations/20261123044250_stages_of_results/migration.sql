-- DropIndex
DROP INDEX "Appeal_editionId_number_key";

-- DropIndex
DROP INDEX "Appeal_entryId_idx";

-- AlterTable
ALTER TABLE "ResultDecision" ADD COLUMN     "stoppedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "Appeal_editionId_state_idx" ON "Appeal"("editionId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_entryId_number_key" ON "Appeal"("entryId", "number");

-- An entry has one appeal that waits for an answer at a time.
CREATE UNIQUE INDEX "Appeal_one_waiting" ON "Appeal"("entryId") WHERE "state" = 'RECEIVED';
