-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "replacedById" TEXT;

-- CreateIndex
CREATE INDEX "Claim_merchantId_openid_claimedAt_id_idx" ON "Claim"("merchantId", "openid", "claimedAt", "id");

-- CreateIndex
CREATE INDEX "Redemption_merchantId_storeId_redeemedAt_id_idx" ON "Redemption"("merchantId", "storeId", "redeemedAt", "id");
