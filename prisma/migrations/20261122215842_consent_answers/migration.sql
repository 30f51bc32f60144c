-- AlterTable
ALTER TABLE "Consent" ADD COLUMN     "recordedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "purgeWarnedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ConsentDecline" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "authorKey" UUID NOT NULL,
    "purpose" "ConsentPurpose" NOT NULL,
    "party" "ConsentParty" NOT NULL,
    "personName" TEXT NOT NULL,
    "textVersion" TEXT NOT NULL,
    "method" "ConsentMethod" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ConsentDecline_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConsentDecline_entryId_authorKey_idx" ON "ConsentDecline"("entryId", "authorKey");

-- AddForeignKey
ALTER TABLE "ConsentDecline" ADD CONSTRAINT "ConsentDecline_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
