-- CreateEnum
CREATE TYPE "PlacementKind" AS ENUM ('QR_CODE', 'SHELF', 'ARTICLE', 'NEARBY', 'MENU', 'WIFI', 'BEACON');

-- AlterTable
ALTER TABLE "Claim" ADD COLUMN     "placementId" TEXT;

-- AlterTable
ALTER TABLE "Merchant" ADD COLUMN     "acceptsCardExtV1" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "acceptsCardExtV2" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "Store" ADD COLUMN     "pendingChanges" JSONB;

-- CreateTable
CREATE TABLE "Placement" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "kind" "PlacementKind" NOT NULL,
    "name" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "channel" TEXT,
    "storeId" TEXT,
    "settings" JSONB NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Placement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlacementCard" (
    "placementId" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "code" TEXT,
    "openid" TEXT,
    "outerStr" TEXT,
    "thumbUrl" TEXT,
    "isSingleUse" BOOLEAN NOT NULL DEFAULT false,
    "claimId" TEXT,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PlacementCard_pkey" PRIMARY KEY ("placementId","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "Placement_token_key" ON "Placement"("token");

-- CreateIndex
CREATE INDEX "Placement_merchantId_createdAt_id_idx" ON "Placement"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Placement_merchantId_kind_createdAt_id_idx" ON "Placement"("merchantId", "kind", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Placement_storeId_idx" ON "Placement"("storeId");

-- CreateIndex
CREATE UNIQUE INDEX "PlacementCard_claimId_key" ON "PlacementCard"("claimId");

-- CreateIndex
CREATE INDEX "PlacementCard_cardId_idx" ON "PlacementCard"("cardId");

-- CreateIndex
CREATE INDEX "Claim_placementId_outerStr_idx" ON "Claim"("placementId", "outerStr");

-- CreateIndex
CREATE INDEX "Store_merchantId_latitude_idx" ON "Store"("merchantId", "latitude");

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_placementId_fkey" FOREIGN KEY ("placementId") REFERENCES "Placement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Placement" ADD CONSTRAINT "Placement_storeId_fkey" FOREIGN KEY ("storeId") REFERENCES "Store"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlacementCard" ADD CONSTRAINT "PlacementCard_placementId_fkey" FOREIGN KEY ("placementId") REFERENCES "Placement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlacementCard" ADD CONSTRAINT "PlacementCard_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
