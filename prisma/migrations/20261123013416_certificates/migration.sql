-- CreateEnum
CREATE TYPE "CertificateKind" AS ENUM ('AUTHOR', 'SUPERVISOR');

-- CreateEnum
CREATE TYPE "CertificateState" AS ENUM ('VALID', 'CORRECTED', 'REVOKED');

-- CreateTable
CREATE TABLE "CertificateTemplate" (
    "editionId" UUID NOT NULL,
    "heading" TEXT NOT NULL,
    "authority" TEXT NOT NULL,
    "signerTitle" TEXT NOT NULL,
    "signerName" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "emblemFileId" UUID,
    "signatureFileId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CertificateTemplate_pkey" PRIMARY KEY ("editionId")
);

-- CreateTable
CREATE TABLE "Certificate" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "kind" "CertificateKind" NOT NULL,
    "authorKey" UUID,
    "code" TEXT NOT NULL,
    "bookNumber" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "signedText" TEXT NOT NULL,
    "signature" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "state" "CertificateState" NOT NULL DEFAULT 'VALID',
    "issuedById" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "changedById" TEXT,
    "changedAt" TIMESTAMPTZ(3),
    "reasonId" UUID,
    "replacedById" UUID,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CertificateTemplate_emblemFileId_idx" ON "CertificateTemplate"("emblemFileId");

-- CreateIndex
CREATE INDEX "CertificateTemplate_signatureFileId_idx" ON "CertificateTemplate"("signatureFileId");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_code_key" ON "Certificate"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_replacedById_key" ON "Certificate"("replacedById");

-- CreateIndex
CREATE INDEX "Certificate_entryId_idx" ON "Certificate"("entryId");

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_editionId_bookNumber_key" ON "Certificate"("editionId", "bookNumber");

-- AddForeignKey
ALTER TABLE "CertificateTemplate" ADD CONSTRAINT "CertificateTemplate_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CertificateTemplate" ADD CONSTRAINT "CertificateTemplate_emblemFileId_fkey" FOREIGN KEY ("emblemFileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CertificateTemplate" ADD CONSTRAINT "CertificateTemplate_signatureFileId_fkey" FOREIGN KEY ("signatureFileId") REFERENCES "StoredFile"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_replacedById_fkey" FOREIGN KEY ("replacedById") REFERENCES "Certificate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One valid certificate for one person and entry.
CREATE UNIQUE INDEX "Certificate_one_valid" ON "Certificate" ("entryId", "kind", coalesce("authorKey", '00000000-0000-0000-0000-000000000000'::uuid)) WHERE "state" = 'VALID';
