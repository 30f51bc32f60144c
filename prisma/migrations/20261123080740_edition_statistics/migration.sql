-- CreateTable
CREATE TABLE "EditionStatistics" (
    "editionId" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "keptAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EditionStatistics_pkey" PRIMARY KEY ("editionId")
);

-- AddForeignKey
ALTER TABLE "EditionStatistics" ADD CONSTRAINT "EditionStatistics_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
