-- AlterTable
ALTER TABLE "IssuedPaper" ADD COLUMN     "erasedAt" TIMESTAMPTZ(3);
