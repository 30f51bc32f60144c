-- AlterTable
ALTER TABLE "Certificate" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Edition" ADD COLUMN     "retentionPostponedTo" TIMESTAMPTZ(3),
ADD COLUMN     "retentionReasonId" UUID;

-- AlterTable
ALTER TABLE "EntryAuthor" ADD COLUMN     "decidedBy" "ConsentParty"[] DEFAULT ARRAY[]::"ConsentParty"[];

-- CreateTable
CREATE TABLE "DataRequest" (
    "id" UUID NOT NULL,
    "userId" TEXT NOT NULL,
    "editionId" UUID,
    "kind" TEXT NOT NULL,
    "textId" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "dueOn" DATE NOT NULL,
    "answeredAt" TIMESTAMPTZ(3),
    "answeredById" TEXT,

    CONSTRAINT "DataRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DataRequest_editionId_idx" ON "DataRequest"("editionId");

-- CreateIndex
CREATE INDEX "DataRequest_userId_idx" ON "DataRequest"("userId");

-- AddForeignKey
ALTER TABLE "DataRequest" ADD CONSTRAINT "DataRequest_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DataRequest" ADD CONSTRAINT "DataRequest_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
