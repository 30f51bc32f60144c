-- AlterTable
ALTER TABLE "Commendation" ADD COLUMN     "code" TEXT;

-- AlterTable
ALTER TABLE "CommendationAuthority" ADD COLUMN     "withEmblem" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "CommendationLetter" ADD COLUMN     "emblemFileId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "Commendation_code_key" ON "Commendation"("code");

-- AddForeignKey
ALTER TABLE "CommendationLetter" ADD CONSTRAINT "CommendationLetter_emblemFileId_fkey" FOREIGN KEY ("emblemFileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;
