-- CreateEnum
CREATE TYPE "GiftStatus" AS ENUM ('OPEN', 'ACCEPTED', 'CANCELLED', 'TIMED_OUT', 'ENDED');

-- AlterTable
ALTER TABLE "Code" ADD COLUMN     "giftExpiresAt" TIMESTAMPTZ(3),
ADD COLUMN     "giftedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Gift" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "codeId" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "message" TEXT,
    "isGroup" BOOLEAN NOT NULL,
    "status" "GiftStatus" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "friendOpenid" TEXT,
    "newCodeId" TEXT,

    CONSTRAINT "Gift_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Gift_token_key" ON "Gift"("token");

-- CreateIndex
CREATE UNIQUE INDEX "Gift_newCodeId_key" ON "Gift"("newCodeId");

-- CreateIndex
CREATE INDEX "Gift_merchantId_createdAt_id_idx" ON "Gift"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Gift_merchantId_openid_createdAt_id_idx" ON "Gift"("merchantId", "openid", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Gift_cardId_createdAt_id_idx" ON "Gift"("cardId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Gift_codeId_idx" ON "Gift"("codeId");

-- AddForeignKey
ALTER TABLE "Gift" ADD CONSTRAINT "Gift_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Gift" ADD CONSTRAINT "Gift_codeId_fkey" FOREIGN KEY ("codeId") REFERENCES "Code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Gift" ADD CONSTRAINT "Gift_newCodeId_fkey" FOREIGN KEY ("newCodeId") REFERENCES "Code"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A code has one open gift at most, and the worker looks for those whose time is over.
CREATE UNIQUE INDEX "Gift_codeId_open_key" ON "Gift" ("codeId") WHERE "status" = 'OPEN';
CREATE INDEX "Gift_open_expiresAt_idx" ON "Gift" ("expiresAt") WHERE "status" = 'OPEN';

-- A merchant's own code keeps its number when it is given away: the code of the giver, which is retired, leaves it to that of the friend.
-- By "giftedAt" and not by status: an index over the status would have to be written at each redemption.
DROP INDEX "Code_cardId_value_own_key";
CREATE UNIQUE INDEX "Code_cardId_value_own_key" ON "Code" ("cardId", "value") WHERE "mode" <> 'SYSTEM' AND "giftedAt" IS NULL;
