-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "needsRotatingCode" BOOLEAN NOT NULL DEFAULT false;

-- CreateIndex
CREATE INDEX "Gift_merchantId_friendOpenid_createdAt_id_idx" ON "Gift"("merchantId", "friendOpenid", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Gift_merchantId_status_createdAt_id_idx" ON "Gift"("merchantId", "status", "createdAt", "id");

-- Partial, by hand: most claims and redemptions name no channel, and these pay for no entry.
CREATE INDEX "Claim_merchantId_outerStr_claimedAt_id_idx" ON "Claim"("merchantId", "outerStr", "claimedAt", "id") WHERE "outerStr" IS NOT NULL;

CREATE INDEX "Redemption_merchantId_outerStr_redeemedAt_id_idx" ON "Redemption"("merchantId", "outerStr", "redeemedAt", "id") WHERE "outerStr" IS NOT NULL;
