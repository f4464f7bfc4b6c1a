-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "needsRotatingCode" BOOLEAN NOT NULL DEFAULT false;

-- Partial, by hand: most claims and redemptions name no channel, and these pay for no entry.
CREATE INDEX "Claim_merchantId_outerStr_claimedAt_id_idx" ON "Claim"("merchantId", "outerStr", "claimedAt", "id") WHERE "outerStr" IS NOT NULL;

CREATE INDEX "Redemption_merchantId_outerStr_redeemedAt_id_idx" ON "Redemption"("merchantId", "outerStr", "redeemedAt", "id") WHERE "outerStr" IS NOT NULL;
