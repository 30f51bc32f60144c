-- CreateEnum
CREATE TYPE "PartKind" AS ENUM ('TEXT', 'CHOICE', 'TABLE', 'FILE');

-- CreateEnum
CREATE TYPE "FileFamily" AS ENUM ('PHOTO', 'PDF', 'DOCUMENT', 'VIDEO');

-- CreateEnum
CREATE TYPE "EntryChannel" AS ENUM ('ONLINE', 'ASSISTED', 'WORKBOOK', 'PAPER');

-- CreateEnum
CREATE TYPE "FileStore" AS ENUM ('LOCAL', 'S3', 'HOSTED');

-- CreateEnum
CREATE TYPE "FileProcessing" AS ENUM ('PENDING', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "VariantKind" AS ENUM ('CLEAN', 'THUMBNAIL', 'FIRST_PAGE');

-- CreateEnum
CREATE TYPE "UploadState" AS ENUM ('REGISTERED', 'RECEIVED', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "DuplicateJudgement" AS ENUM ('SAME', 'DIFFERENT');

-- CreateEnum
CREATE TYPE "PhysicalMoveKind" AS ENUM ('RECEIVED', 'MOVED', 'RETURNED');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ConsentPurpose" ADD VALUE 'PUBLISH_MEDIA';
ALTER TYPE "ConsentPurpose" ADD VALUE 'PASS_ON';

-- AlterTable
ALTER TABLE "Consent" ADD COLUMN     "scanFileId" UUID;

-- AlterTable
ALTER TABLE "DossierPart" ADD COLUMN     "acceptsLink" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "families" "FileFamily"[],
ADD COLUMN     "forJudges" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "kind" "PartKind" NOT NULL DEFAULT 'TEXT',
ADD COLUMN     "maxFileBytes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "maxFiles" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "options" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "publishable" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "why" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "Edition" ADD COLUMN     "commitmentText" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "entryMaxBytes" BIGINT NOT NULL DEFAULT 1073741824,
ADD COLUMN     "filesDueHours" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "selfConsentFrom" INTEGER NOT NULL DEFAULT 18,
ADD COLUMN     "summaryLength" INTEGER NOT NULL DEFAULT 2000,
ADD COLUMN     "totalMaxBytes" BIGINT;

-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "channel" "EntryChannel" NOT NULL DEFAULT 'ONLINE',
ADD COLUMN     "checkedAt" TIMESTAMPTZ(3),
ADD COLUMN     "checkedById" TEXT,
ADD COLUMN     "filesDueAt" TIMESTAMPTZ(3),
ADD COLUMN     "postmarkedOn" DATE;

-- AlterTable
ALTER TABLE "EntryVersion" ADD COLUMN     "commitmentVersion" TEXT,
ADD COLUMN     "committedAt" TIMESTAMPTZ(3),
ADD COLUMN     "committedById" TEXT;

-- CreateTable
CREATE TABLE "EntryFile" (
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "key" UUID NOT NULL,
    "partKey" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "caption" TEXT NOT NULL DEFAULT '',
    "size" INTEGER NOT NULL,
    "sha256" TEXT,
    "fileId" UUID,
    "problem" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "EntryFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "store" "FileStore" NOT NULL,
    "storageName" TEXT NOT NULL,
    "uploadKey" TEXT,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "family" "FileFamily" NOT NULL,
    "mime" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "seconds" DOUBLE PRECISION,
    "pages" INTEGER,
    "playable" BOOLEAN NOT NULL DEFAULT true,
    "processing" "FileProcessing" NOT NULL DEFAULT 'PENDING',
    "problem" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "perceptualHash" BIGINT,
    "uploadedById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FileVariant" (
    "fileId" UUID NOT NULL,
    "kind" "VariantKind" NOT NULL,
    "storageName" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,

    CONSTRAINT "FileVariant_pkey" PRIMARY KEY ("fileId","kind")
);

-- CreateTable
CREATE TABLE "FileText" (
    "fileId" UUID NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "FileText_pkey" PRIMARY KEY ("fileId")
);

-- CreateTable
CREATE TABLE "Upload" (
    "key" TEXT NOT NULL,
    "state" "UploadState" NOT NULL DEFAULT 'REGISTERED',
    "storageName" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "entryId" UUID,
    "fileKey" UUID,
    "slug" TEXT NOT NULL,
    "metadata" JSONB NOT NULL,
    "callbackUrl" TEXT NOT NULL,
    "awaitServerData" BOOLEAN NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT,
    "answer" JSONB,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "AuthorConfirmation" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "authorKey" UUID NOT NULL,
    "party" "ConsentParty" NOT NULL,
    "personName" TEXT NOT NULL,
    "contentHash" TEXT NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AuthorConfirmation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScreeningRemark" (
    "actId" UUID NOT NULL,
    "partKey" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "ScreeningRemark_pkey" PRIMARY KEY ("actId","partKey")
);

-- CreateTable
CREATE TABLE "EntryPrint" (
    "entryId" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "bands" INTEGER[],
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EntryPrint_pkey" PRIMARY KEY ("entryId")
);

-- CreateTable
CREATE TABLE "DuplicateVerdict" (
    "entryId" UUID NOT NULL,
    "otherEntryId" UUID NOT NULL,
    "judgement" "DuplicateJudgement" NOT NULL,
    "noteId" UUID,
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DuplicateVerdict_pkey" PRIMARY KEY ("entryId","otherEntryId")
);

-- CreateTable
CREATE TABLE "PhysicalThing" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "place" TEXT NOT NULL DEFAULT '',
    "photoFileId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PhysicalThing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PhysicalMove" (
    "id" UUID NOT NULL,
    "thingId" UUID NOT NULL,
    "kind" "PhysicalMoveKind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "personName" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "condition" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "actorId" TEXT NOT NULL,

    CONSTRAINT "PhysicalMove_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "EntryFile_fileId_idx" ON "EntryFile"("fileId");

-- CreateIndex
CREATE INDEX "EntryFile_key_idx" ON "EntryFile"("key");

-- CreateIndex
CREATE UNIQUE INDEX "EntryFile_versionId_key_key" ON "EntryFile"("versionId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "StoredFile_storageName_key" ON "StoredFile"("storageName");

-- CreateIndex
CREATE UNIQUE INDEX "StoredFile_uploadKey_key" ON "StoredFile"("uploadKey");

-- CreateIndex
CREATE INDEX "StoredFile_editionId_idx" ON "StoredFile"("editionId");

-- CreateIndex
CREATE INDEX "StoredFile_sha256_idx" ON "StoredFile"("sha256");

-- CreateIndex
CREATE INDEX "StoredFile_processing_idx" ON "StoredFile"("processing");

-- CreateIndex
CREATE UNIQUE INDEX "FileVariant_storageName_key" ON "FileVariant"("storageName");

-- CreateIndex
CREATE UNIQUE INDEX "Upload_storageName_key" ON "Upload"("storageName");

-- CreateIndex
CREATE INDEX "Upload_state_expiresAt_idx" ON "Upload"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "Upload_userId_state_idx" ON "Upload"("userId", "state");

-- CreateIndex
CREATE INDEX "Upload_entryId_idx" ON "Upload"("entryId");

-- CreateIndex
CREATE INDEX "AuthorConfirmation_entryId_idx" ON "AuthorConfirmation"("entryId");

-- CreateIndex
CREATE INDEX "EntryPrint_editionId_idx" ON "EntryPrint"("editionId");

-- CreateIndex
CREATE INDEX "DuplicateVerdict_otherEntryId_idx" ON "DuplicateVerdict"("otherEntryId");

-- CreateIndex
CREATE INDEX "PhysicalThing_entryId_idx" ON "PhysicalThing"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "PhysicalThing_editionId_code_key" ON "PhysicalThing"("editionId", "code");

-- CreateIndex
CREATE INDEX "PhysicalMove_thingId_idx" ON "PhysicalMove"("thingId");

-- AddForeignKey
ALTER TABLE "EntryFile" ADD CONSTRAINT "EntryFile_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "EntryVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryFile" ADD CONSTRAINT "EntryFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileVariant" ADD CONSTRAINT "FileVariant_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FileText" ADD CONSTRAINT "FileText_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuthorConfirmation" ADD CONSTRAINT "AuthorConfirmation_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_scanFileId_fkey" FOREIGN KEY ("scanFileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScreeningRemark" ADD CONSTRAINT "ScreeningRemark_actId_fkey" FOREIGN KEY ("actId") REFERENCES "ScreeningAct"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryPrint" ADD CONSTRAINT "EntryPrint_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DuplicateVerdict" ADD CONSTRAINT "DuplicateVerdict_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhysicalThing" ADD CONSTRAINT "PhysicalThing_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhysicalThing" ADD CONSTRAINT "PhysicalThing_photoFileId_fkey" FOREIGN KEY ("photoFileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PhysicalMove" ADD CONSTRAINT "PhysicalMove_thingId_fkey" FOREIGN KEY ("thingId") REFERENCES "PhysicalThing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- by hand: what Prisma cannot say

CREATE INDEX "EntryPrint_bands" ON "EntryPrint" USING gin ("bands");
ALTER TABLE "DuplicateVerdict" ADD CONSTRAINT "DuplicateVerdict_one_direction" CHECK ("entryId" < "otherEntryId");
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_dossier_limits" CHECK ("selfConsentFrom" BETWEEN 16 AND 18 AND "filesDueHours" BETWEEN 0 AND 720 AND "entryMaxBytes" >= 0 AND "summaryLength" > 0);
ALTER TABLE "EntryFile" ADD CONSTRAINT "EntryFile_declared" CHECK ("size" > 0 AND ("sha256" IS NULL OR "sha256" ~ '^[0-9a-f]{64}$'));
ALTER TABLE "StoredFile" ADD CONSTRAINT "StoredFile_counted" CHECK ("size" > 0 AND "sha256" ~ '^[0-9a-f]{64}$');
