-- CreateTable
CREATE TABLE "BlindScan" (
    "versionId" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "found" INTEGER NOT NULL,
    "open" INTEGER NOT NULL,
    "scannedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "BlindScan_pkey" PRIMARY KEY ("versionId")
);

-- AddForeignKey
ALTER TABLE "BlindScan" ADD CONSTRAINT "BlindScan_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "EntryVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;
