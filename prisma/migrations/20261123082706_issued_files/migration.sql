-- CreateTable
CREATE TABLE "IssuedFile" (
    "paperId" UUID NOT NULL,
    "format" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "data" BYTEA,

    CONSTRAINT "IssuedFile_pkey" PRIMARY KEY ("paperId","format")
);

-- AddForeignKey
ALTER TABLE "IssuedFile" ADD CONSTRAINT "IssuedFile_paperId_fkey" FOREIGN KEY ("paperId") REFERENCES "IssuedPaper"("id") ON DELETE CASCADE ON UPDATE CASCADE;
