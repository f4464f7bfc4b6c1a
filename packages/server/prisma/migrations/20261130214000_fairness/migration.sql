-- CreateEnum
CREATE TYPE "DrawResult" AS ENUM ('WON', 'LOST', 'REFUSED');

-- CreateEnum
CREATE TYPE "ClaimChallenge" AS ENUM ('NEVER', 'WHEN_BUSY', 'ALWAYS');

-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "claimChallenge" "ClaimChallenge";

-- AlterTable
ALTER TABLE "Merchant" ADD COLUMN     "claimChallenge" "ClaimChallenge" NOT NULL DEFAULT 'NEVER',
ADD COLUMN     "requiresPageTicket" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "ClaimDraw" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "pieces" INTEGER NOT NULL,
    "seedHash" TEXT NOT NULL,
    "sealedSeed" TEXT NOT NULL,
    "seed" TEXT,
    "drawnAt" TIMESTAMPTZ(3),
    "entryCount" INTEGER,
    "wonCount" INTEGER NOT NULL DEFAULT 0,
    "endedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "workedUntil" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ClaimDraw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ClaimDrawEntry" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "drawId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "ticket" TEXT NOT NULL,
    "outerStr" TEXT,
    "idempotencyKey" TEXT,
    "enteredAt" TIMESTAMPTZ(3) NOT NULL,
    "lotHash" TEXT,
    "rank" INTEGER,
    "result" "DrawResult",
    "claimId" TEXT,
    "refusal" TEXT,
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "ClaimDrawEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ClaimDraw_cardId_createdAt_idx" ON "ClaimDraw"("cardId", "createdAt");

-- CreateIndex
CREATE INDEX "ClaimDraw_closesAt_idx" ON "ClaimDraw"("closesAt");

-- CreateIndex
CREATE INDEX "ClaimDraw_merchantId_createdAt_id_idx" ON "ClaimDraw"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "ClaimDrawEntry_drawId_lotHash_idx" ON "ClaimDrawEntry"("drawId", "lotHash");

-- CreateIndex
CREATE INDEX "ClaimDrawEntry_drawId_result_rank_idx" ON "ClaimDrawEntry"("drawId", "result", "rank");

-- CreateIndex
CREATE INDEX "ClaimDrawEntry_merchantId_openid_enteredAt_idx" ON "ClaimDrawEntry"("merchantId", "openid", "enteredAt");

-- CreateIndex
CREATE UNIQUE INDEX "ClaimDrawEntry_drawId_openid_key" ON "ClaimDrawEntry"("drawId", "openid");

-- CreateIndex
CREATE UNIQUE INDEX "ClaimDrawEntry_drawId_ticket_key" ON "ClaimDrawEntry"("drawId", "ticket");

-- AddForeignKey
ALTER TABLE "ClaimDraw" ADD CONSTRAINT "ClaimDraw_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ClaimDrawEntry" ADD CONSTRAINT "ClaimDrawEntry_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "ClaimDraw"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One draw at a time for each card.
CREATE UNIQUE INDEX "ClaimDraw_cardId_live_key" ON "ClaimDraw"("cardId") WHERE "endedAt" IS NULL AND "cancelledAt" IS NULL;
