-- AlterTable
ALTER TABLE "EntryVersion" ADD COLUMN     "fieldChanges" JSONB NOT NULL DEFAULT '{}';
