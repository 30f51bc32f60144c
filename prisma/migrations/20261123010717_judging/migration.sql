-- CreateEnum
CREATE TYPE "ContactKind" AS ENUM ('EMAIL', 'PHONE', 'ADDRESS');

-- CreateEnum
CREATE TYPE "RoundKind" AS ENUM ('SCREENING_VOTE', 'PRELIMINARY', 'FIELD_VISIT', 'FINAL', 'INTERVIEW');

-- CreateEnum
CREATE TYPE "SheetChannel" AS ENUM ('ONLINE', 'PAPER');

-- CreateEnum
CREATE TYPE "LateState" AS ENUM ('WAITING', 'ACCEPTED', 'REFUSED');

-- CreateEnum
CREATE TYPE "RescoreState" AS ENUM ('OPEN', 'CHANGED', 'KEPT');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "ConflictKind" ADD VALUE 'FORMER_UNIT';
ALTER TYPE "ConflictKind" ADD VALUE 'FAMILY';
ALTER TYPE "ConflictKind" ADD VALUE 'COAUTHOR';

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "MessageState" ADD VALUE 'HELD';
ALTER TYPE "MessageState" ADD VALUE 'DISCARDED';

-- AlterTable
ALTER TABLE "Criterion" ADD COLUMN     "bands" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "EntryAuthor" ADD COLUMN     "address" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "approvedAt" TIMESTAMPTZ(3),
ADD COLUMN     "approvedById" TEXT;

-- AlterTable
ALTER TABLE "Round" ADD COLUMN     "admitFrom" INTEGER,
ADD COLUMN     "admitMost" INTEGER,
ADD COLUMN     "judgesPerEntry" INTEGER,
ADD COLUMN     "kind" "RoundKind" NOT NULL DEFAULT 'PRELIMINARY';

-- AlterTable
ALTER TABLE "ScoreSheet" ADD COLUMN     "channel" "SheetChannel" NOT NULL DEFAULT 'ONLINE',
ADD COLUMN     "privateNote" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "remarks" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "SheetRevision" ADD COLUMN     "deviceAt" TIMESTAMPTZ(3),
ADD COLUMN     "privateNote" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "remarks" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "PersonContact" (
    "id" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" "ContactKind" NOT NULL,
    "value" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PersonContact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LateSheet" (
    "id" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,
    "deviceAt" TIMESTAMPTZ(3),
    "values" JSONB NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',
    "remarks" JSONB NOT NULL DEFAULT '{}',
    "privateNote" TEXT NOT NULL DEFAULT '',
    "state" "LateState" NOT NULL DEFAULT 'WAITING',
    "decidedById" TEXT,
    "decidedAt" TIMESTAMPTZ(3),
    "reasonId" UUID,

    CONSTRAINT "LateSheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "KeyedSheet" (
    "id" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "keyedById" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "values" JSONB NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "KeyedSheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rescore" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "state" "RescoreState" NOT NULL DEFAULT 'OPEN',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "originals" JSONB NOT NULL,
    "reasonId" UUID NOT NULL,
    "openedById" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "presentIds" TEXT[],
    "minutesId" UUID,
    "closedById" TEXT,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Rescore_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "JuryMeeting" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "panelId" UUID,
    "title" TEXT NOT NULL,
    "agenda" UUID[],
    "currentEntryId" UUID,
    "currentSince" TIMESTAMPTZ(3),
    "startedById" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "JuryMeeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PresentationSession" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "panelId" UUID NOT NULL,
    "room" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "minutesPerEntry" INTEGER NOT NULL,
    "pauseMinutes" INTEGER NOT NULL DEFAULT 0,
    "breaks" JSONB NOT NULL DEFAULT '[]',
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PresentationSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PresentationTurn" (
    "id" UUID NOT NULL,
    "sessionId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PresentationTurn_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RedactedPart" (
    "versionId" UUID NOT NULL,
    "partKey" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdById" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RedactedPart_pkey" PRIMARY KEY ("versionId","partKey")
);

-- CreateTable
CREATE TABLE "RedactedFile" (
    "versionId" UUID NOT NULL,
    "fileKey" UUID NOT NULL,
    "fileId" UUID,
    "createdById" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RedactedFile_pkey" PRIMARY KEY ("versionId","fileKey")
);

-- CreateTable
CREATE TABLE "HarmlessFinding" (
    "versionId" UUID NOT NULL,
    "finding" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HarmlessFinding_pkey" PRIMARY KEY ("versionId","finding")
);

-- CreateTable
CREATE TABLE "BlindCheck" (
    "versionId" UUID NOT NULL,
    "checkedById" TEXT NOT NULL,
    "checkedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BlindCheck_pkey" PRIMARY KEY ("versionId")
);

-- CreateIndex
CREATE UNIQUE INDEX "PersonContact_userId_kind_value_key" ON "PersonContact"("userId", "kind", "value");

-- CreateIndex
CREATE INDEX "LateSheet_assignmentId_idx" ON "LateSheet"("assignmentId");

-- CreateIndex
CREATE UNIQUE INDEX "KeyedSheet_assignmentId_keyedById_key" ON "KeyedSheet"("assignmentId", "keyedById");

-- CreateIndex
CREATE INDEX "Rescore_entryId_roundId_idx" ON "Rescore"("entryId", "roundId");

-- CreateIndex
CREATE INDEX "Rescore_editionId_state_idx" ON "Rescore"("editionId", "state");

-- CreateIndex
CREATE INDEX "JuryMeeting_editionId_idx" ON "JuryMeeting"("editionId");

-- CreateIndex
CREATE INDEX "PresentationSession_roundId_idx" ON "PresentationSession"("roundId");

-- CreateIndex
CREATE INDEX "PresentationTurn_entryId_idx" ON "PresentationTurn"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "PresentationTurn_sessionId_entryId_key" ON "PresentationTurn"("sessionId", "entryId");

-- CreateIndex
CREATE INDEX "RedactedFile_fileId_idx" ON "RedactedFile"("fileId");

-- AddForeignKey
ALTER TABLE "PersonContact" ADD CONSTRAINT "PersonContact_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LateSheet" ADD CONSTRAINT "LateSheet_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "KeyedSheet" ADD CONSTRAINT "KeyedSheet_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rescore" ADD CONSTRAINT "Rescore_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rescore" ADD CONSTRAINT "Rescore_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rescore" ADD CONSTRAINT "Rescore_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JuryMeeting" ADD CONSTRAINT "JuryMeeting_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JuryMeeting" ADD CONSTRAINT "JuryMeeting_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JuryMeeting" ADD CONSTRAINT "JuryMeeting_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "JuryMeeting" ADD CONSTRAINT "JuryMeeting_currentEntryId_fkey" FOREIGN KEY ("currentEntryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresentationSession" ADD CONSTRAINT "PresentationSession_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresentationSession" ADD CONSTRAINT "PresentationSession_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresentationSession" ADD CONSTRAINT "PresentationSession_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresentationTurn" ADD CONSTRAINT "PresentationTurn_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "PresentationSession"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PresentationTurn" ADD CONSTRAINT "PresentationTurn_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RedactedPart" ADD CONSTRAINT "RedactedPart_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "EntryVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RedactedFile" ADD CONSTRAINT "RedactedFile_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "EntryVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RedactedFile" ADD CONSTRAINT "RedactedFile_fileId_fkey" FOREIGN KEY ("fileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HarmlessFinding" ADD CONSTRAINT "HarmlessFinding_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "EntryVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BlindCheck" ADD CONSTRAINT "BlindCheck_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "EntryVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
