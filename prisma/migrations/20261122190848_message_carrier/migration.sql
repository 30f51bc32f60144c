-- CreateEnum
CREATE TYPE "MessageCarrier" AS ENUM ('SMTP', 'FILE');

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "carrier" "MessageCarrier";
