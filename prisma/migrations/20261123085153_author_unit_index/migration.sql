-- CreateIndex
CREATE INDEX "EntryAuthor_unitId_idx" ON "EntryAuthor"("unitId");
