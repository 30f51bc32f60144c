-- AlterTable
ALTER TABLE "EntryVersion" ADD COLUMN     "unreadable" JSONB NOT NULL DEFAULT '{}';
