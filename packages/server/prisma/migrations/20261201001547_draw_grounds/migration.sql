-- AlterTable
ALTER TABLE "ClaimDrawEntry" ADD COLUMN     "channel" TEXT,
ADD COLUMN     "isUserNamed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "placementId" TEXT,
ADD COLUMN     "retryAt" TIMESTAMPTZ(3),
ADD COLUMN     "tries" INTEGER NOT NULL DEFAULT 0;
