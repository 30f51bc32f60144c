-- AlterTable
ALTER TABLE "DossierPart" ADD COLUMN     "example" TEXT NOT NULL DEFAULT '';
