-- CreateTable
CREATE TABLE "CommitmentText" (
    "editionId" UUID NOT NULL,
    "version" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommitmentText_pkey" PRIMARY KEY ("editionId","version")
);

-- AddForeignKey
ALTER TABLE "CommitmentText" ADD CONSTRAINT "CommitmentText_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
