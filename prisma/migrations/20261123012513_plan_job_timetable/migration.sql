-- CreateEnum
CREATE TYPE "PlanJobState" AS ENUM ('RUNNING', 'DONE', 'CANCELLED', 'FAILED');

-- AlterTable
ALTER TABLE "Judge" ADD COLUMN     "leftAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "PresentationSession" ADD COLUMN     "seed" INTEGER;

-- CreateTable
CREATE TABLE "TimetablePublication" (
    "id" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "sessions" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" TEXT NOT NULL,

    CONSTRAINT "TimetablePublication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanJob" (
    "key" TEXT NOT NULL,
    "run" UUID NOT NULL,
    "editionId" UUID NOT NULL,
    "input" JSONB NOT NULL,
    "state" "PlanJobState" NOT NULL DEFAULT 'RUNNING',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "startedById" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "aliveAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "result" JSONB,

    CONSTRAINT "PlanJob_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "TimetablePublication_roundId_number_key" ON "TimetablePublication"("roundId", "number");

-- CreateIndex
CREATE INDEX "PlanJob_editionId_idx" ON "PlanJob"("editionId");

-- AddForeignKey
ALTER TABLE "TimetablePublication" ADD CONSTRAINT "TimetablePublication_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TimetablePublication" ADD CONSTRAINT "TimetablePublication_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanJob" ADD CONSTRAINT "PlanJob_editionId_fkey" FOREIGN KEY ("editionId") REFERENCES "Edition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
