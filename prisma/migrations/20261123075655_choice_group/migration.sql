-- AlterTable
ALTER TABLE "PrizeChoice" ADD COLUMN     "groupIds" UUID[];

-- AlterTable
ALTER TABLE "QuotaChoice" ADD COLUMN     "groupIds" UUID[];

-- Choices made before: those of a vote have its group; the chair's own name the entries, which is all that was kept of them.
UPDATE "PrizeChoice" p SET "groupIds" = coalesce((SELECT v."groupIds" FROM "Vote" v WHERE v."id" = p."voteId"), p."entryIds");
UPDATE "QuotaChoice" q SET "groupIds" = coalesce((SELECT v."groupIds" FROM "Vote" v WHERE v."id" = q."voteId"), '{}');
