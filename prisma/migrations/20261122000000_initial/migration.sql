-- CreateEnum
CREATE TYPE "Role" AS ENUM ('ADMINISTRATOR', 'ORGANISER', 'SECRETARY', 'CHAIR', 'JUDGE', 'SCHOOL', 'ENTRANT', 'GUARDIAN');

-- CreateEnum
CREATE TYPE "UnitKind" AS ENUM ('SCHOOL', 'COMMUNE', 'DISTRICT', 'PROVINCE', 'CLUSTER', 'MEMBER_ASSOCIATION', 'COMMITTEE', 'ENTERPRISE', 'OTHER');

-- CreateEnum
CREATE TYPE "ContestKind" AS ENUM ('TECHNICAL', 'YOUTH');

-- CreateEnum
CREATE TYPE "HostLevel" AS ENUM ('SCHOOL', 'COMMUNE', 'CLUSTER', 'FORMER_DISTRICT', 'PROVINCE');

-- CreateEnum
CREATE TYPE "EntryState" AS ENUM ('DRAFT', 'SUBMITTED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "ScreeningState" AS ENUM ('RECEIVED', 'NEEDS_SUPPLEMENT', 'QUALIFIED', 'REJECTED');

-- CreateEnum
CREATE TYPE "OwnerKind" AS ENUM ('INDIVIDUAL', 'GROUP', 'ORGANISATION');

-- CreateEnum
CREATE TYPE "VersionState" AS ENUM ('DRAFT', 'SUBMITTED', 'SUPERSEDED');

-- CreateEnum
CREATE TYPE "ConsentPurpose" AS ENUM ('TAKE_PART', 'PUBLISH_NAME');

-- CreateEnum
CREATE TYPE "ConsentParty" AS ENUM ('SELF', 'GUARDIAN');

-- CreateEnum
CREATE TYPE "ConsentMethod" AS ENUM ('ONLINE', 'LINK', 'PAPER');

-- CreateEnum
CREATE TYPE "ConflictKind" AS ENUM ('AUTHOR', 'SUPERVISOR', 'GUARDIAN', 'SAME_UNIT', 'DECLARED');

-- CreateEnum
CREATE TYPE "AssignmentState" AS ENUM ('ACTIVE', 'REVOKED');

-- CreateEnum
CREATE TYPE "SheetState" AS ENUM ('DRAFT', 'LOCKED');

-- CreateEnum
CREATE TYPE "DecisionState" AS ENUM ('PROPOSED', 'APPROVED', 'SIGNED', 'PUBLISHED');

-- CreateEnum
CREATE TYPE "MessageChannel" AS ENUM ('MAIL', 'HAND_OVER');

-- CreateEnum
CREATE TYPE "MessageState" AS ENUM ('PENDING', 'SENT', 'FAILED', 'HANDED_OVER');

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "phone" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimit" (
    "id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastRequest" BIGINT NOT NULL,

    CONSTRAINT "RateLimit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "id" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "editionId" UUID,
    "unitId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "editionId" UUID,
    "unitId" UUID,
    "panelId" UUID,
    "signInName" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "usedById" TEXT,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Unit" (
    "id" UUID NOT NULL,
    "kind" "UnitKind" NOT NULL,
    "name" TEXT NOT NULL,
    "parentId" UUID,
    "mergedIntoId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnitName" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "UnitName_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Edition" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "ContestKind" NOT NULL,
    "number" INTEGER NOT NULL,
    "period" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "hostUnitId" UUID,
    "hostName" TEXT NOT NULL,
    "hostLevel" "HostLevel" NOT NULL,
    "letterheadParent" TEXT NOT NULL,
    "letterheadBody" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "contact" TEXT NOT NULL DEFAULT '',
    "introduction" TEXT NOT NULL DEFAULT '',
    "rulesText" TEXT NOT NULL DEFAULT '',
    "codePrefix" TEXT NOT NULL,
    "lastEntryNumber" INTEGER NOT NULL DEFAULT 0,
    "announcedAt" TIMESTAMPTZ(3),
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "graceMinutes" INTEGER NOT NULL DEFAULT 0,
    "screeningEndsAt" TIMESTAMPTZ(3) NOT NULL,
    "judgingEndsAt" TIMESTAMPTZ(3) NOT NULL,
    "announcementAt" TIMESTAMPTZ(3),
    "birthDateFrom" DATE,
    "birthDateTo" DATE,
    "createdSinceYear" INTEGER,
    "maxAuthors" INTEGER,
    "judgesPerEntry" INTEGER NOT NULL DEFAULT 3,
    "decimals" INTEGER NOT NULL DEFAULT 2,
    "minJudges" INTEGER NOT NULL DEFAULT 2,
    "maxSpread" INTEGER,
    "tieBreak" TEXT[],
    "perField" BOOLEAN NOT NULL DEFAULT false,
    "publishedAt" TIMESTAMPTZ(3),
    "finalAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EditionExtension" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "fromAt" TIMESTAMPTZ(3) NOT NULL,
    "toAt" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EditionExtension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Field" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Round" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "weight" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "blind" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RoundEntry" (
    "roundId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoundEntry_pkey" PRIMARY KEY ("roundId","entryId")
);

-- CreateTable
CREATE TABLE "Rubric" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "fieldId" UUID,

    CONSTRAINT "Rubric_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Criterion" (
    "id" UUID NOT NULL,
    "rubricId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "guidance" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "max" INTEGER NOT NULL,
    "step" INTEGER NOT NULL,
    "min" INTEGER,
    "partKey" TEXT,

    CONSTRAINT "Criterion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrizeTier" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "quota" INTEGER NOT NULL,
    "minScore" INTEGER,
    "money" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "PrizeTier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DossierPart" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "guidance" TEXT NOT NULL DEFAULT '',
    "required" BOOLEAN NOT NULL,
    "maxLength" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "DossierPart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Entry" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "code" TEXT,
    "state" "EntryState" NOT NULL DEFAULT 'DRAFT',
    "screening" "ScreeningState" NOT NULL DEFAULT 'RECEIVED',
    "screeningReason" TEXT,
    "supplementDueAt" TIMESTAMPTZ(3),
    "ownerId" TEXT NOT NULL,
    "filedByUnitId" UUID,
    "importRef" TEXT,
    "title" TEXT NOT NULL DEFAULT '',
    "fieldId" UUID,
    "unitName" TEXT NOT NULL DEFAULT '',
    "searchText" TEXT NOT NULL DEFAULT '',
    "submittedAt" TIMESTAMPTZ(3),
    "withdrawnAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntryVersion" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "VersionState" NOT NULL DEFAULT 'DRAFT',
    "title" TEXT NOT NULL DEFAULT '',
    "fieldId" UUID,
    "ownerKind" "OwnerKind" NOT NULL DEFAULT 'INDIVIDUAL',
    "ownerName" TEXT NOT NULL DEFAULT '',
    "createdYear" INTEGER,
    "createdMonth" INTEGER,
    "unitId" UUID,
    "unitName" TEXT NOT NULL DEFAULT '',
    "summary" TEXT NOT NULL DEFAULT '',
    "parts" JSONB NOT NULL DEFAULT '{}',
    "supervisorName" TEXT NOT NULL DEFAULT '',
    "supervisorPhone" TEXT NOT NULL DEFAULT '',
    "supervisorUnitName" TEXT NOT NULL DEFAULT '',
    "supervisorUnitId" UUID,
    "eligibilityNote" TEXT NOT NULL DEFAULT '',
    "lockVersion" INTEGER NOT NULL DEFAULT 1,
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "savedById" TEXT,
    "submittedAt" TIMESTAMPTZ(3),
    "submittedById" TEXT,

    CONSTRAINT "EntryVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EntryAuthor" (
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "key" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "fullName" TEXT NOT NULL DEFAULT '',
    "birthDate" DATE,
    "sex" TEXT,
    "occupation" TEXT NOT NULL DEFAULT '',
    "className" TEXT NOT NULL DEFAULT '',
    "unitName" TEXT NOT NULL DEFAULT '',
    "unitId" UUID,
    "phone" TEXT NOT NULL DEFAULT '',
    "email" TEXT NOT NULL DEFAULT '',
    "shareHundredths" INTEGER NOT NULL DEFAULT 0,
    "isChief" BOOLEAN NOT NULL DEFAULT false,
    "guardianName" TEXT NOT NULL DEFAULT '',
    "guardianPhone" TEXT NOT NULL DEFAULT '',
    "userId" TEXT,
    "guardianUserId" TEXT,

    CONSTRAINT "EntryAuthor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "authorKey" UUID NOT NULL,
    "purpose" "ConsentPurpose" NOT NULL,
    "party" "ConsentParty" NOT NULL,
    "personName" TEXT NOT NULL,
    "relation" TEXT NOT NULL DEFAULT '',
    "textVersion" TEXT NOT NULL,
    "method" "ConsentMethod" NOT NULL,
    "givenById" TEXT,
    "givenAt" TIMESTAMPTZ(3) NOT NULL,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConsentLink" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "entryId" UUID NOT NULL,
    "authorKey" UUID NOT NULL,
    "party" "ConsentParty" NOT NULL,
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsentLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScreeningAct" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "from" "ScreeningState" NOT NULL,
    "to" "ScreeningState" NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "dueAt" TIMESTAMPTZ(3),
    "actorId" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ScreeningAct_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Judge" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "unitId" UUID,
    "maxLoad" INTEGER,

    CONSTRAINT "Judge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Panel" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "Panel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PanelField" (
    "panelId" UUID NOT NULL,
    "fieldId" UUID NOT NULL,

    CONSTRAINT "PanelField_pkey" PRIMARY KEY ("panelId","fieldId")
);

-- CreateTable
CREATE TABLE "PanelMember" (
    "panelId" UUID NOT NULL,
    "judgeId" UUID NOT NULL,
    "isChair" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "PanelMember_pkey" PRIMARY KEY ("panelId","judgeId")
);

-- CreateTable
CREATE TABLE "Conflict" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "kind" "ConflictKind" NOT NULL,
    "noteId" UUID,
    "createdById" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "liftedAt" TIMESTAMPTZ(3),
    "liftedById" TEXT,

    CONSTRAINT "Conflict_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "panelId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "judgeId" UUID NOT NULL,
    "state" "AssignmentState" NOT NULL DEFAULT 'ACTIVE',
    "createdById" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" TEXT,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScoreSheet" (
    "id" UUID NOT NULL,
    "assignmentId" UUID NOT NULL,
    "state" "SheetState" NOT NULL DEFAULT 'DRAFT',
    "total" INTEGER,
    "remark" TEXT NOT NULL DEFAULT '',
    "lockVersion" INTEGER NOT NULL DEFAULT 1,
    "savedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lockedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ScoreSheet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SheetScore" (
    "sheetId" UUID NOT NULL,
    "criterionId" UUID NOT NULL,
    "value" INTEGER NOT NULL,

    CONSTRAINT "SheetScore_pkey" PRIMARY KEY ("sheetId","criterionId")
);

-- CreateTable
CREATE TABLE "SheetRevision" (
    "id" UUID NOT NULL,
    "sheetId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" TEXT NOT NULL,
    "state" "SheetState" NOT NULL,
    "values" JSONB NOT NULL,
    "remark" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "SheetRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrizeChoice" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "tierId" UUID NOT NULL,
    "fieldId" UUID,
    "entryIds" UUID[],
    "reasonId" UUID NOT NULL,
    "madeById" TEXT NOT NULL,
    "madeAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PrizeChoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResultDecision" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "state" "DecisionState" NOT NULL,
    "problem" JSONB NOT NULL,
    "answer" JSONB NOT NULL,
    "sealedHash" TEXT NOT NULL,
    "proposedById" TEXT NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL,
    "approvedById" TEXT,
    "approvedAt" TIMESTAMPTZ(3),
    "decisionNumber" TEXT,
    "decisionDate" DATE,
    "publishedById" TEXT,
    "publishedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ResultDecision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Award" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "tierId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "rankInField" INTEGER NOT NULL,
    "mean" TEXT NOT NULL,

    CONSTRAINT "Award_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEvent" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "prev" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "LedgerEvent_pkey" PRIMARY KEY ("chain","seq")
);

-- CreateTable
CREATE TABLE "LedgerHead" (
    "chain" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "LedgerHead_pkey" PRIMARY KEY ("chain")
);

-- CreateTable
CREATE TABLE "ErasableText" (
    "id" UUID NOT NULL,
    "chain" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ErasableText_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessLog" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "userId" TEXT NOT NULL,
    "entryId" UUID NOT NULL,
    "what" TEXT NOT NULL,

    CONSTRAINT "AccessLog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "editionId" UUID,
    "channel" "MessageChannel" NOT NULL,
    "recipient" TEXT NOT NULL,
    "recipientName" TEXT NOT NULL DEFAULT '',
    "userId" TEXT,
    "template" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "link" TEXT,
    "state" "MessageState" NOT NULL DEFAULT 'PENDING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE UNIQUE INDEX "User_phone_key" ON "User"("phone");

-- CreateIndex
CREATE UNIQUE INDEX "Session_token_key" ON "Session"("token");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE INDEX "Verification_identifier_idx" ON "Verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "RateLimit_key_key" ON "RateLimit"("key");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE INDEX "Membership_editionId_role_idx" ON "Membership"("editionId", "role");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE INDEX "Invitation_editionId_idx" ON "Invitation"("editionId");

-- CreateIndex
CREATE INDEX "Unit_parentId_idx" ON "Unit"("parentId");

-- CreateIndex
CREATE UNIQUE INDEX "UnitName_unitId_name_key" ON "UnitName"("unitId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_slug_key" ON "Edition"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "Edition_codePrefix_key" ON "Edition"("codePrefix");

-- CreateIndex
CREATE INDEX "Edition_kind_number_idx" ON "Edition"("kind", "number");

-- CreateIndex
CREATE INDEX "EditionExtension_editionId_idx" ON "EditionExtension"("editionId");

-- CreateIndex
CREATE UNIQUE INDEX "Field_editionId_code_key" ON "Field"("editionId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Round_editionId_code_key" ON "Round"("editionId", "code");

-- CreateIndex
CREATE INDEX "RoundEntry_entryId_idx" ON "RoundEntry"("entryId");

-- CreateIndex
CREATE INDEX "Rubric_roundId_idx" ON "Rubric"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "Criterion_rubricId_code_key" ON "Criterion"("rubricId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "PrizeTier_editionId_code_key" ON "PrizeTier"("editionId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "DossierPart_editionId_key_key" ON "DossierPart"("editionId", "key");

-- CreateIndex
CREATE INDEX "Entry_editionId_state_screening_idx" ON "Entry"("editionId", "state", "screening");

-- CreateIndex
CREATE INDEX "Entry_ownerId_idx" ON "Entry"("ownerId");

-- CreateIndex
CREATE INDEX "Entry_filedByUnitId_idx" ON "Entry"("filedByUnitId");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_editionId_code_key" ON "Entry"("editionId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Entry_editionId_importRef_key" ON "Entry"("editionId", "importRef");

-- CreateIndex
CREATE UNIQUE INDEX "EntryVersion_entryId_number_key" ON "EntryVersion"("entryId", "number");

-- CreateIndex
CREATE INDEX "EntryAuthor_userId_idx" ON "EntryAuthor"("userId");

-- CreateIndex
CREATE INDEX "EntryAuthor_guardianUserId_idx" ON "EntryAuthor"("guardianUserId");

-- CreateIndex
CREATE UNIQUE INDEX "EntryAuthor_versionId_key_key" ON "EntryAuthor"("versionId", "key");

-- CreateIndex
CREATE INDEX "Consent_entryId_authorKey_idx" ON "Consent"("entryId", "authorKey");

-- CreateIndex
CREATE UNIQUE INDEX "ConsentLink_tokenHash_key" ON "ConsentLink"("tokenHash");

-- CreateIndex
CREATE INDEX "ConsentLink_entryId_idx" ON "ConsentLink"("entryId");

-- CreateIndex
CREATE INDEX "ScreeningAct_entryId_idx" ON "ScreeningAct"("entryId");

-- CreateIndex
CREATE INDEX "Judge_userId_idx" ON "Judge"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Judge_editionId_userId_key" ON "Judge"("editionId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Judge_editionId_code_key" ON "Judge"("editionId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "Panel_roundId_name_key" ON "Panel"("roundId", "name");

-- CreateIndex
CREATE INDEX "PanelField_fieldId_idx" ON "PanelField"("fieldId");

-- CreateIndex
CREATE INDEX "PanelMember_judgeId_idx" ON "PanelMember"("judgeId");

-- CreateIndex
CREATE INDEX "Conflict_entryId_userId_idx" ON "Conflict"("entryId", "userId");

-- CreateIndex
CREATE INDEX "Conflict_editionId_userId_idx" ON "Conflict"("editionId", "userId");

-- CreateIndex
CREATE INDEX "Assignment_judgeId_state_idx" ON "Assignment"("judgeId", "state");

-- CreateIndex
CREATE INDEX "Assignment_entryId_roundId_idx" ON "Assignment"("entryId", "roundId");

-- CreateIndex
CREATE INDEX "Assignment_editionId_roundId_state_idx" ON "Assignment"("editionId", "roundId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "ScoreSheet_assignmentId_key" ON "ScoreSheet"("assignmentId");

-- CreateIndex
CREATE INDEX "SheetScore_criterionId_idx" ON "SheetScore"("criterionId");

-- CreateIndex
CREATE INDEX "SheetRevision_sheetId_idx" ON "SheetRevision"("sheetId");

-- CreateIndex
CREATE INDEX "PrizeChoice_editionId_idx" ON "PrizeChoice"("editionId");

-- CreateIndex
CREATE UNIQUE INDEX "ResultDecision_editionId_key" ON "ResultDecision"("editionId");

-- CreateIndex
CREATE UNIQUE INDEX "Award_editionId_entryId_key" ON "Award"("editionId", "entryId");

-- CreateIndex
CREATE INDEX "ErasableText_chain_idx" ON "ErasableText"("chain");

-- CreateIndex
CREATE INDEX "AccessLog_entryId_idx" ON "AccessLog"("entryId");

-- CreateIndex
CREATE INDEX "OutboxMessage_state_nextTryAt_idx" ON "OutboxMessage"("state", "nextTryAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_userId_idx" ON "OutboxMessage"("userId");

-- CreateIndex
CREATE INDEX "OutboxMessage_editionId_createdAt_idx" ON "OutboxMessage"("editionId", "createdAt");

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitName" ADD CONSTRAINT "UnitName_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_hostUnitId_fkey" FOREIGN KEY ("hostUnitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EditionExtension" ADD CONSTRAINT "EditionExtension_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Field" ADD CONSTRAINT "Field_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundEntry" ADD CONSTRAINT "RoundEntry_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundEntry" ADD CONSTRAINT "RoundEntry_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rubric" ADD CONSTRAINT "Rubric_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rubric" ADD CONSTRAINT "Rubric_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "Field"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Criterion" ADD CONSTRAINT "Criterion_rubricId_fkey" FOREIGN KEY ("rubricId") REFERENCES "Rubric"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrizeTier" ADD CONSTRAINT "PrizeTier_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DossierPart" ADD CONSTRAINT "DossierPart_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_filedByUnitId_fkey" FOREIGN KEY ("filedByUnitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "Field"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryVersion" ADD CONSTRAINT "EntryVersion_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryVersion" ADD CONSTRAINT "EntryVersion_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "Field"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryVersion" ADD CONSTRAINT "EntryVersion_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryVersion" ADD CONSTRAINT "EntryVersion_supervisorUnitId_fkey" FOREIGN KEY ("supervisorUnitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryAuthor" ADD CONSTRAINT "EntryAuthor_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "EntryVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryAuthor" ADD CONSTRAINT "EntryAuthor_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "EntryAuthor" ADD CONSTRAINT "EntryAuthor_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConsentLink" ADD CONSTRAINT "ConsentLink_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScreeningAct" ADD CONSTRAINT "ScreeningAct_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judge" ADD CONSTRAINT "Judge_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judge" ADD CONSTRAINT "Judge_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Judge" ADD CONSTRAINT "Judge_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Panel" ADD CONSTRAINT "Panel_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Panel" ADD CONSTRAINT "Panel_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelField" ADD CONSTRAINT "PanelField_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelField" ADD CONSTRAINT "PanelField_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "Field"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelMember" ADD CONSTRAINT "PanelMember_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PanelMember" ADD CONSTRAINT "PanelMember_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "Judge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conflict" ADD CONSTRAINT "Conflict_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conflict" ADD CONSTRAINT "Conflict_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conflict" ADD CONSTRAINT "Conflict_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_panelId_fkey" FOREIGN KEY ("panelId") REFERENCES "Panel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_judgeId_fkey" FOREIGN KEY ("judgeId") REFERENCES "Judge"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScoreSheet" ADD CONSTRAINT "ScoreSheet_assignmentId_fkey" FOREIGN KEY ("assignmentId") REFERENCES "Assignment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SheetScore" ADD CONSTRAINT "SheetScore_sheetId_fkey" FOREIGN KEY ("sheetId") REFERENCES "ScoreSheet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SheetScore" ADD CONSTRAINT "SheetScore_criterionId_fkey" FOREIGN KEY ("criterionId") REFERENCES "Criterion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SheetRevision" ADD CONSTRAINT "SheetRevision_sheetId_fkey" FOREIGN KEY ("sheetId") REFERENCES "ScoreSheet"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrizeChoice" ADD CONSTRAINT "PrizeChoice_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrizeChoice" ADD CONSTRAINT "PrizeChoice_tierId_fkey" FOREIGN KEY ("tierId") REFERENCES "PrizeTier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrizeChoice" ADD CONSTRAINT "PrizeChoice_fieldId_fkey" FOREIGN KEY ("fieldId") REFERENCES "Field"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResultDecision" ADD CONSTRAINT "ResultDecision_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Award" ADD CONSTRAINT "Award_tierId_fkey" FOREIGN KEY ("tierId") REFERENCES "PrizeTier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What Prisma's schema cannot say -----------------------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- The search key of a text: NFC, lower case, without diacritics ("Đổi mới" gives "doi moi").
CREATE FUNCTION norm(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, NFC))) $$;

CREATE INDEX "Entry_search" ON "Entry" USING gin (norm("searchText") gin_trgm_ops);
CREATE INDEX "Unit_search" ON "Unit" USING gin (norm("name") gin_trgm_ops);
CREATE INDEX "UnitName_search" ON "UnitName" USING gin (norm("name") gin_trgm_ops);
CREATE INDEX "UnitName_norm" ON "UnitName" (norm("name"));
CREATE INDEX "Unit_norm" ON "Unit" (norm("name"));

-- One draft and one version that counts per entry; one running assignment per judge, entry and round.
CREATE UNIQUE INDEX "EntryVersion_one_draft" ON "EntryVersion" ("entryId") WHERE "state" = 'DRAFT';
CREATE UNIQUE INDEX "EntryVersion_one_submitted" ON "EntryVersion" ("entryId") WHERE "state" = 'SUBMITTED';
CREATE UNIQUE INDEX "Assignment_one_active" ON "Assignment" ("roundId", "entryId", "judgeId") WHERE "state" = 'ACTIVE';
CREATE UNIQUE INDEX "Conflict_one_active" ON "Conflict" ("entryId", "userId", "kind") WHERE "liftedAt" IS NULL;
CREATE UNIQUE INDEX "Membership_one_active" ON "Membership" ("userId", "role", "editionId", "unitId") NULLS NOT DISTINCT WHERE "endedAt" IS NULL;
CREATE UNIQUE INDEX "PrizeChoice_one_active" ON "PrizeChoice" ("tierId", "fieldId") NULLS NOT DISTINCT WHERE "revokedAt" IS NULL;
CREATE UNIQUE INDEX "Rubric_one_each" ON "Rubric" ("roundId", (coalesce("fieldId"::text, '')));

ALTER TABLE "EntryAuthor" ADD CONSTRAINT "EntryAuthor_share" CHECK ("shareHundredths" BETWEEN 0 AND 10000);
ALTER TABLE "Criterion" ADD CONSTRAINT "Criterion_scale" CHECK ("max" > 0 AND "step" > 0 AND "max" % "step" = 0);
ALTER TABLE "SheetScore" ADD CONSTRAINT "SheetScore_value" CHECK ("value" >= 0);
ALTER TABLE "Round" ADD CONSTRAINT "Round_weight" CHECK ("weight" BETWEEN 0 AND 10000);
ALTER TABLE "Edition" ADD CONSTRAINT "Edition_dates" CHECK ("opensAt" < "closesAt" AND "closesAt" <= "screeningEndsAt" AND "screeningEndsAt" <= "judgingEndsAt");
ALTER TABLE "PrizeTier" ADD CONSTRAINT "PrizeTier_quota" CHECK ("quota" >= 0 AND "money" >= 0);

-- The record is append-only.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'SL001';
END $$;
CREATE TRIGGER "LedgerEvent_append_only" BEFORE UPDATE OR DELETE ON "LedgerEvent" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "LedgerEvent_no_truncate" BEFORE TRUNCATE ON "LedgerEvent" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Nobody is assigned to an entry while a conflict of interest stands, whichever of the two comes first.
-- Both sides take the same lock, so that two transactions cannot pass each other unseen.
CREATE FUNCTION lock_pair(entry uuid, person text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtextextended('conflict:' || entry::text || ':' || person, 0))
$$;

CREATE FUNCTION assignment_refuses_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person text;
BEGIN
  SELECT "userId" INTO person FROM "Judge" WHERE "id" = NEW."judgeId";
  PERFORM lock_pair(NEW."entryId", person);
  IF EXISTS (SELECT 1 FROM "Conflict" WHERE "entryId" = NEW."entryId" AND "userId" = person AND "liftedAt" IS NULL) THEN
    RAISE EXCEPTION 'conflict of interest' USING ERRCODE = 'SC001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Assignment_refuses_conflict" BEFORE INSERT OR UPDATE ON "Assignment"
  FOR EACH ROW WHEN (NEW."state" = 'ACTIVE') EXECUTE FUNCTION assignment_refuses_conflict();

CREATE FUNCTION conflict_refuses_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM lock_pair(NEW."entryId", NEW."userId");
  IF EXISTS (SELECT 1 FROM "Assignment" a JOIN "Judge" j ON j."id" = a."judgeId"
             WHERE a."entryId" = NEW."entryId" AND j."userId" = NEW."userId" AND a."state" = 'ACTIVE') THEN
    RAISE EXCEPTION 'the person is still assigned to this entry' USING ERRCODE = 'SC002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "Conflict_refuses_assignment" BEFORE INSERT OR UPDATE ON "Conflict"
  FOR EACH ROW WHEN (NEW."liftedAt" IS NULL) EXECUTE FUNCTION conflict_refuses_assignment();
