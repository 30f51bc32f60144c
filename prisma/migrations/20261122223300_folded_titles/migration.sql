-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "searchFolded" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "titleFolded" TEXT NOT NULL DEFAULT '';

-- ---------------------------------------------------------------- by hand: what Prisma cannot say

CREATE FUNCTION fold_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."titleFolded" := norm(NEW."title");
  NEW."searchFolded" := norm(NEW."searchText");
  RETURN NEW;
END $$;
CREATE TRIGGER "Entry_folded" BEFORE INSERT OR UPDATE OF "title", "searchText", "titleFolded", "searchFolded" ON "Entry" FOR EACH ROW EXECUTE FUNCTION fold_entry();
DROP INDEX "Entry_namesakes";
DROP INDEX "Entry_alike_titles";
-- namesakes; a hash, because a draft's title may be of any length
CREATE INDEX "Entry_namesakes" ON "Entry" USING hash ("titleFolded");
-- titles that are alike
CREATE INDEX "Entry_alike_titles" ON "Entry" USING gin ("titleFolded" gin_trgm_ops);
-- last: no index can be made while triggers of changed rows wait for the end of the transaction
UPDATE "Entry" SET "titleFolded" = norm("title"), "searchFolded" = norm("searchText");
