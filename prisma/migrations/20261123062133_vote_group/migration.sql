-- AlterTable
ALTER TABLE "Vote" ADD COLUMN     "groupIds" UUID[];

-- Votes taken before: the entries they name, which is all that was kept of them.
UPDATE "Vote" SET "groupIds" = "entryIds";
