-- CreateEnum
CREATE TYPE "MessageRecipient" AS ENUM ('USER', 'PEOPLE');

-- CreateEnum
CREATE TYPE "BroadcastAudience" AS ENUM ('OPENIDS', 'EVERYONE');

-- CreateEnum
CREATE TYPE "PlacementKind" AS ENUM ('QR_CODE', 'SHELF', 'ARTICLE', 'NEARBY', 'MENU', 'WIFI', 'BEACON', 'BROADCAST', 'KEYWORD_REPLY');

-- AlterTable
ALTER TABLE "Claim" ADD COLUMN     "placementId" TEXT;

-- AlterTable
ALTER TABLE "Merchant" ADD COLUMN     "acceptsCardExtV1" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "acceptsCardExtV2" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "monthlyMessageQuota" INTEGER NOT NULL DEFAULT 4;

-- AlterTable
ALTER TABLE "Store" ADD COLUMN     "pendingChanges" JSONB;

-- CreateTable
CREATE TABLE "Message" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "recipient" "MessageRecipient" NOT NULL,
    "openid" TEXT,
    "storeId" TEXT,
    "kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "cardId" TEXT,
    "placementId" TEXT,
    "broadcastId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "readAt" TIMESTAMPTZ(3),

    CONSTRAINT "Message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MessageRead" (
    "messageId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MessageRead_pkey" PRIMARY KEY ("messageId","personId")
);

-- CreateTable
CREATE TABLE "MessageQuotaUse" (
    "merchantId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "used" INTEGER NOT NULL,

    CONSTRAINT "MessageQuotaUse_pkey" PRIMARY KEY ("merchantId","openid","month")
);

-- CreateTable
CREATE TABLE "Broadcast" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "messageNumber" SERIAL NOT NULL,
    "cardId" TEXT NOT NULL,
    "placementId" TEXT NOT NULL,
    "audience" "BroadcastAudience" NOT NULL,
    "text" TEXT,
    "recipientCount" INTEGER NOT NULL,
    "sentCount" INTEGER NOT NULL,
    "skippedCount" INTEGER NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Placement" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "kind" "PlacementKind" NOT NULL,
    "name" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "pageId" SERIAL NOT NULL,
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

-- CreateTable
CREATE TABLE "PlacementViews" (
    "placementId" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "PlacementViews_pkey" PRIMARY KEY ("placementId","day")
);

-- CreateIndex
CREATE INDEX "Message_merchantId_openid_createdAt_id_idx" ON "Message"("merchantId", "openid", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Message_merchantId_recipient_createdAt_id_idx" ON "Message"("merchantId", "recipient", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Message_broadcastId_idx" ON "Message"("broadcastId");

-- CreateIndex
CREATE UNIQUE INDEX "Broadcast_messageNumber_key" ON "Broadcast"("messageNumber");

-- CreateIndex
CREATE INDEX "Broadcast_merchantId_createdAt_id_idx" ON "Broadcast"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Placement_token_key" ON "Placement"("token");

-- CreateIndex
CREATE UNIQUE INDEX "Placement_pageId_key" ON "Placement"("pageId");

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
ALTER TABLE "MessageRead" ADD CONSTRAINT "MessageRead_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Placement" ADD CONSTRAINT "Placement_storeId_fkey" FOREIGN KEY ("storeId") REFERENCES "Store"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlacementCard" ADD CONSTRAINT "PlacementCard_placementId_fkey" FOREIGN KEY ("placementId") REFERENCES "Placement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlacementCard" ADD CONSTRAINT "PlacementCard_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlacementViews" ADD CONSTRAINT "PlacementViews_placementId_fkey" FOREIGN KEY ("placementId") REFERENCES "Placement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
