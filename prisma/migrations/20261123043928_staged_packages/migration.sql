-- AlterEnum
ALTER TYPE "ConsentMethod" ADD VALUE 'PACKAGE';

-- AlterTable
ALTER TABLE "ReceivedPackage" ADD COLUMN     "fromEdition" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "StagedPackage" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "storageName" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "uploadedById" TEXT NOT NULL,
    "uploadedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StagedPackage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "StagedPackage_storageName_key" ON "StagedPackage"("storageName");

-- CreateIndex
CREATE INDEX "StagedPackage_editionId_idx" ON "StagedPackage"("editionId");

-- AddForeignKey
ALTER TABLE "StagedPackage" ADD CONSTRAINT "StagedPackage_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
