-- AlterTable
ALTER TABLE "EntryVersion" ADD COLUMN     "confirmHash" TEXT;
