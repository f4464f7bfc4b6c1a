-- CreateEnum
CREATE TYPE "MessageRecipient" AS ENUM ('USER', 'PEOPLE');

-- CreateEnum
CREATE TYPE "BroadcastAudience" AS ENUM ('OPENIDS', 'EVERYONE');

-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "PlacementKind" ADD VALUE 'BROADCAST';
ALTER TYPE "PlacementKind" ADD VALUE 'KEYWORD_REPLY';

-- AlterTable
ALTER TABLE "Merchant" ADD COLUMN     "monthlyMessageQuota" INTEGER NOT NULL DEFAULT 4;

-- AlterTable
ALTER TABLE "Placement" ADD COLUMN     "pageId" SERIAL NOT NULL;

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
CREATE TABLE "PlacementViews" (
    "placementId" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "channel" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "PlacementViews_pkey" PRIMARY KEY ("placementId","day","channel")
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
CREATE UNIQUE INDEX "Placement_pageId_key" ON "Placement"("pageId");

-- AddForeignKey
ALTER TABLE "MessageRead" ADD CONSTRAINT "MessageRead_messageId_fkey" FOREIGN KEY ("messageId") REFERENCES "Message"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlacementViews" ADD CONSTRAINT "PlacementViews_placementId_fkey" FOREIGN KEY ("placementId") REFERENCES "Placement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
