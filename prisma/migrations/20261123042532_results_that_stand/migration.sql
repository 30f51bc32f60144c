-- CreateEnum
CREATE TYPE "VoteRule" AS ENUM ('CHAIR', 'MAJORITY', 'TWO_THIRDS');

-- CreateEnum
CREATE TYPE "VoteSubject" AS ENUM ('TIE', 'QUOTA', 'SPREAD', 'SPECIAL_AWARD', 'OTHER');

-- CreateEnum
CREATE TYPE "AppealState" AS ENUM ('RECEIVED', 'ANSWERED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "AppealOutcome" AS ENUM ('UPHELD', 'PARTLY_UPHELD', 'REJECTED');

-- CreateEnum
CREATE TYPE "SpecialAwardRule" AS ENUM ('UNIT_POINTS', 'CHOSEN', 'YOUNGEST_AUTHOR', 'OLDEST_AUTHOR', 'MOST_ENTRIES_AUTHOR', 'MOST_ENTRIES_UNIT');

-- CreateEnum
CREATE TYPE "CommendationKind" AS ENUM ('COMMENDATION', 'MERIT');

-- CreateEnum
CREATE TYPE "RecipientKind" AS ENUM ('ORGANISATION', 'COLLECTIVE', 'PERSON');

-- CreateEnum
CREATE TYPE "CommendationState" AS ENUM ('PROPOSED', 'SENT', 'SIGNED', 'PUBLISHED', 'DROPPED');

-- CreateEnum
CREATE TYPE "CommitteeKind" AS ENUM ('ORGANISING', 'SECRETARIAT', 'JURY');

-- DropIndex
DROP INDEX "ResultDecision_editionId_key";

-- AlterTable
ALTER TABLE "Edition" ADD COLUMN     "appealDays" INTEGER NOT NULL DEFAULT 15,
ADD COLUMN     "judgeFee" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "privateClearedAt" TIMESTAMPTZ(3),
ADD COLUMN     "retentionMonths" INTEGER NOT NULL DEFAULT 24,
ADD COLUMN     "voteRule" "VoteRule" NOT NULL DEFAULT 'CHAIR';

-- AlterTable
ALTER TABLE "PrizeChoice" ADD COLUMN     "voteId" UUID;

-- AlterTable
ALTER TABLE "ResultDecision" ADD COLUMN     "correctionId" UUID,
ADD COLUMN     "publishAt" TIMESTAMPTZ(3),
ADD COLUMN     "scheduledById" TEXT,
ADD COLUMN     "sequence" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "RankingMeeting" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "heldAt" TIMESTAMPTZ(3) NOT NULL,
    "presentIds" TEXT[],
    "absentIds" TEXT[],
    "guestsId" UUID,
    "chairId" TEXT,
    "secretaryId" TEXT,
    "notesId" UUID,
    "openedById" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "closedById" TEXT,
    "closedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "RankingMeeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Vote" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "meetingId" UUID NOT NULL,
    "subject" "VoteSubject" NOT NULL,
    "tierId" UUID,
    "fieldId" UUID,
    "specialAwardId" UUID,
    "entryIds" UUID[],
    "quota" INTEGER,
    "questionId" UUID NOT NULL,
    "present" INTEGER NOT NULL,
    "inFavour" INTEGER NOT NULL,
    "against" INTEGER NOT NULL,
    "rule" "VoteRule" NOT NULL,
    "carried" BOOLEAN NOT NULL,
    "recordedById" TEXT NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Vote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuotaChoice" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "tierId" UUID NOT NULL,
    "quota" INTEGER NOT NULL,
    "reasonId" UUID NOT NULL,
    "voteId" UUID,
    "madeById" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "QuotaChoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResultCorrection" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "entryIds" UUID[],
    "reasonId" UUID NOT NULL,
    "openedById" TEXT NOT NULL,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "abandonedById" TEXT,
    "abandonedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ResultCorrection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "filedById" TEXT NOT NULL,
    "filedAt" TIMESTAMPTZ(3) NOT NULL,
    "groundsId" UUID NOT NULL,
    "state" "AppealState" NOT NULL DEFAULT 'RECEIVED',
    "outcome" "AppealOutcome",
    "answerId" UUID,
    "evidence" JSONB,
    "answeredById" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "correctionId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpecialAward" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "rule" "SpecialAwardRule" NOT NULL,
    "ruleText" TEXT NOT NULL DEFAULT '',
    "points" JSONB,
    "minimum" INTEGER,
    "quota" INTEGER NOT NULL DEFAULT 1,
    "money" INTEGER NOT NULL DEFAULT 0,
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "SpecialAward_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpecialAwardGiven" (
    "id" UUID NOT NULL,
    "specialAwardId" UUID NOT NULL,
    "unitId" UUID,
    "entryId" UUID,
    "authorKey" UUID,
    "recipientName" TEXT,
    "value" TEXT NOT NULL DEFAULT '',
    "reasonId" UUID,
    "madeById" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SpecialAwardGiven_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommendationAuthority" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "letterheadParent" TEXT NOT NULL DEFAULT '',
    "letterheadBody" TEXT NOT NULL,
    "signerTitle" TEXT NOT NULL,
    "signerName" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommendationAuthority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommendationLetter" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "authorityId" UUID NOT NULL,
    "number" TEXT,
    "date" DATE,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decisionNumber" TEXT,
    "decisionDate" DATE,
    "scanFileId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CommendationLetter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Commendation" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "kind" "CommendationKind" NOT NULL,
    "recipientKind" "RecipientKind" NOT NULL,
    "recipientName" TEXT NOT NULL,
    "recipientDetail" TEXT NOT NULL DEFAULT '',
    "unitId" UUID,
    "authorityId" UUID NOT NULL,
    "letterId" UUID,
    "groundsId" UUID NOT NULL,
    "mayPublish" BOOLEAN NOT NULL DEFAULT false,
    "state" "CommendationState" NOT NULL DEFAULT 'PROPOSED',
    "bookNumber" TEXT,
    "money" INTEGER NOT NULL DEFAULT 0,
    "proposedById" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Commendation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CommitteeMember" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "committee" "CommitteeKind" NOT NULL,
    "name" TEXT NOT NULL,
    "post" TEXT NOT NULL DEFAULT '',
    "role" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "userId" TEXT,
    "validFrom" DATE,
    "validTo" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "CommitteeMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PaperText" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "legalBases" TEXT,
    "texts" JSONB,
    "recipients" TEXT,
    "onBehalf" TEXT,
    "signerTitle" TEXT,
    "signerName" TEXT,
    "updatedById" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PaperText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "IssuedPaper" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "number" TEXT,
    "date" DATE,
    "content" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "issuedById" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "scanFileId" UUID,
    "revokedAt" TIMESTAMPTZ(3),
    "reasonId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "IssuedPaper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Nomination" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "nominatedById" TEXT NOT NULL,
    "nominatedAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),
    "packageId" UUID,

    CONSTRAINT "Nomination_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SentPackage" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "recipient" TEXT NOT NULL,
    "manifest" TEXT NOT NULL,
    "entryCodes" TEXT[],
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SentPackage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TrustedSender" (
    "id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "publicKey" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "trustedById" TEXT NOT NULL,
    "trustedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "TrustedSender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReceivedPackage" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "senderId" UUID NOT NULL,
    "manifest" TEXT NOT NULL,
    "fromTitle" TEXT NOT NULL,
    "receivedById" TEXT NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReceivedPackage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntryOrigin" (
    "entryId" UUID NOT NULL,
    "packageId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "awardLabel" TEXT NOT NULL DEFAULT '',
    "decision" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "EntryOrigin_pkey" PRIMARY KEY ("entryId")
);

-- CreateTable
CREATE TABLE "Erasure" (
    "id" UUID NOT NULL,
    "userId" TEXT,
    "editionId" UUID,
    "entryId" UUID,
    "authorKey" UUID,
    "reasonId" UUID NOT NULL,
    "doneById" TEXT NOT NULL,
    "doneAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "RankingMeeting_editionId_idx" ON "RankingMeeting"("editionId");

-- CreateIndex
CREATE INDEX "Vote_editionId_idx" ON "Vote"("editionId");

-- CreateIndex
CREATE INDEX "Vote_meetingId_idx" ON "Vote"("meetingId");

-- CreateIndex
CREATE INDEX "QuotaChoice_editionId_idx" ON "QuotaChoice"("editionId");

-- CreateIndex
CREATE INDEX "ResultCorrection_editionId_idx" ON "ResultCorrection"("editionId");

-- CreateIndex
CREATE INDEX "Appeal_entryId_idx" ON "Appeal"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "Appeal_editionId_number_key" ON "Appeal"("editionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "SpecialAward_editionId_code_key" ON "SpecialAward"("editionId", "code");

-- CreateIndex
CREATE INDEX "SpecialAwardGiven_specialAwardId_idx" ON "SpecialAwardGiven"("specialAwardId");

-- CreateIndex
CREATE INDEX "CommendationLetter_editionId_idx" ON "CommendationLetter"("editionId");

-- CreateIndex
CREATE INDEX "Commendation_editionId_state_idx" ON "Commendation"("editionId", "state");

-- CreateIndex
CREATE INDEX "CommitteeMember_editionId_committee_idx" ON "CommitteeMember"("editionId", "committee");

-- CreateIndex
CREATE UNIQUE INDEX "PaperText_editionId_kind_key" ON "PaperText"("editionId", "kind");

-- CreateIndex
CREATE INDEX "IssuedPaper_editionId_kind_idx" ON "IssuedPaper"("editionId", "kind");

-- CreateIndex
CREATE INDEX "Nomination_editionId_idx" ON "Nomination"("editionId");

-- CreateIndex
CREATE INDEX "SentPackage_editionId_idx" ON "SentPackage"("editionId");

-- CreateIndex
CREATE UNIQUE INDEX "TrustedSender_fingerprint_key" ON "TrustedSender"("fingerprint");

-- CreateIndex
CREATE INDEX "ReceivedPackage_editionId_idx" ON "ReceivedPackage"("editionId");

-- CreateIndex
CREATE UNIQUE INDEX "EntryOrigin_packageId_code_key" ON "EntryOrigin"("packageId", "code");

-- CreateIndex
CREATE INDEX "Erasure_entryId_idx" ON "Erasure"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "ResultDecision_correctionId_key" ON "ResultDecision"("correctionId");

-- CreateIndex
CREATE UNIQUE INDEX "ResultDecision_editionId_sequence_key" ON "ResultDecision"("editionId", "sequence");

-- AddForeignKey
ALTER TABLE "RankingMeeting" ADD CONSTRAINT "RankingMeeting_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_meetingId_fkey" FOREIGN KEY ("meetingId") REFERENCES "RankingMeeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_tierId_fkey" FOREIGN KEY ("tierId") REFERENCES "PrizeTier"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "Field"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_specialAwardId_fkey" FOREIGN KEY ("specialAwardId") REFERENCES "SpecialAward"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrizeChoice" ADD CONSTRAINT "PrizeChoice_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "Vote"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuotaChoice" ADD CONSTRAINT "QuotaChoice_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuotaChoice" ADD CONSTRAINT "QuotaChoice_tierId_fkey" FOREIGN KEY ("tierId") REFERENCES "PrizeTier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuotaChoice" ADD CONSTRAINT "QuotaChoice_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "Vote"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_correctionId_fkey" FOREIGN KEY ("correctionId") REFERENCES "ResultCorrection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultCorrection" ADD CONSTRAINT "ResultCorrection_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_correctionId_fkey" FOREIGN KEY ("correctionId") REFERENCES "ResultCorrection"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpecialAward" ADD CONSTRAINT "SpecialAward_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpecialAwardGiven" ADD CONSTRAINT "SpecialAwardGiven_specialAwardId_fkey" FOREIGN KEY ("specialAwardId") REFERENCES "SpecialAward"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpecialAwardGiven" ADD CONSTRAINT "SpecialAwardGiven_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpecialAwardGiven" ADD CONSTRAINT "SpecialAwardGiven_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommendationLetter" ADD CONSTRAINT "CommendationLetter_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommendationLetter" ADD CONSTRAINT "CommendationLetter_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "CommendationAuthority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommendationLetter" ADD CONSTRAINT "CommendationLetter_scanFileId_fkey" FOREIGN KEY ("scanFileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commendation" ADD CONSTRAINT "Commendation_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commendation" ADD CONSTRAINT "Commendation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commendation" ADD CONSTRAINT "Commendation_authorityId_fkey" FOREIGN KEY ("authorityId") REFERENCES "CommendationAuthority"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Commendation" ADD CONSTRAINT "Commendation_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "CommendationLetter"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommitteeMember" ADD CONSTRAINT "CommitteeMember_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PaperText" ADD CONSTRAINT "PaperText_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssuedPaper" ADD CONSTRAINT "IssuedPaper_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "IssuedPaper" ADD CONSTRAINT "IssuedPaper_scanFileId_fkey" FOREIGN KEY ("scanFileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nomination" ADD CONSTRAINT "Nomination_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "SentPackage"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SentPackage" ADD CONSTRAINT "SentPackage_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceivedPackage" ADD CONSTRAINT "ReceivedPackage_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReceivedPackage" ADD CONSTRAINT "ReceivedPackage_senderId_fkey" FOREIGN KEY ("senderId") REFERENCES "TrustedSender"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryOrigin" ADD CONSTRAINT "EntryOrigin_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryOrigin" ADD CONSTRAINT "EntryOrigin_packageId_fkey" FOREIGN KEY ("packageId") REFERENCES "ReceivedPackage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One result or correction of an edition is on its way at a time.
CREATE UNIQUE INDEX "ResultDecision_one_on_its_way" ON "ResultDecision"("editionId") WHERE "state" <> 'PUBLISHED';

-- An author is awarded a special award once, a unit once.
CREATE UNIQUE INDEX "SpecialAwardGiven_unit" ON "SpecialAwardGiven"("specialAwardId", "unitId") WHERE "revokedAt" IS NULL AND "unitId" IS NOT NULL;
CREATE UNIQUE INDEX "SpecialAwardGiven_author" ON "SpecialAwardGiven"("specialAwardId", "entryId", "authorKey") WHERE "revokedAt" IS NULL AND "authorKey" IS NOT NULL;

-- An entry is nominated once.
CREATE UNIQUE INDEX "Nomination_entry" ON "Nomination"("entryId") WHERE "withdrawnAt" IS NULL;

-- What public pages show of these.
CREATE CONSTRAINT TRIGGER "SpecialAward_public" AFTER INSERT OR UPDATE OR DELETE ON "SpecialAward" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "SpecialAwardGiven_public" AFTER INSERT OR UPDATE OR DELETE ON "SpecialAwardGiven" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "Commendation_public" AFTER INSERT OR UPDATE OR DELETE ON "Commendation" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
CREATE CONSTRAINT TRIGGER "IssuedPaper_public" AFTER INSERT OR UPDATE OR DELETE ON "IssuedPaper" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public_change();
