-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "isSelfRedeemable" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "needsRemarkAmount" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "needsVerificationCode" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Redemption" ADD COLUMN     "verificationCode" TEXT;

-- AlterTable
ALTER TABLE "Store" ADD COLUMN     "verificationCodes" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "RedemptionReversal" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "redemptionId" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "reversedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,

    CONSTRAINT "RedemptionReversal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RedemptionAttempt" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "way" "RedemptionWay" NOT NULL,
    "value" TEXT NOT NULL,
    "cardId" TEXT,
    "codeId" TEXT,
    "storeId" TEXT,
    "staffId" TEXT,
    "refusalCode" TEXT NOT NULL,
    "attemptedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,

    CONSTRAINT "RedemptionAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationTry" (
    "merchantId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "VerificationTry_pkey" PRIMARY KEY ("merchantId","openid")
);

-- CreateIndex
CREATE UNIQUE INDEX "RedemptionReversal_redemptionId_key" ON "RedemptionReversal"("redemptionId");

-- CreateIndex
CREATE INDEX "RedemptionReversal_merchantId_reversedAt_id_idx" ON "RedemptionReversal"("merchantId", "reversedAt", "id");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_merchantId_attemptedAt_id_idx" ON "RedemptionAttempt"("merchantId", "attemptedAt", "id");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_merchantId_storeId_attemptedAt_id_idx" ON "RedemptionAttempt"("merchantId", "storeId", "attemptedAt", "id");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_merchantId_staffId_attemptedAt_id_idx" ON "RedemptionAttempt"("merchantId", "staffId", "attemptedAt", "id");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_merchantId_way_attemptedAt_id_idx" ON "RedemptionAttempt"("merchantId", "way", "attemptedAt", "id");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_merchantId_refusalCode_attemptedAt_id_idx" ON "RedemptionAttempt"("merchantId", "refusalCode", "attemptedAt", "id");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_cardId_attemptedAt_id_idx" ON "RedemptionAttempt"("cardId", "attemptedAt", "id");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_codeId_idx" ON "RedemptionAttempt"("codeId");

-- CreateIndex
CREATE INDEX "RedemptionAttempt_attemptedAt_idx" ON "RedemptionAttempt"("attemptedAt");

-- CreateIndex
CREATE INDEX "VerificationTry_startedAt_idx" ON "VerificationTry"("startedAt");

-- CreateIndex
CREATE INDEX "Redemption_merchantId_staffId_redeemedAt_id_idx" ON "Redemption"("merchantId", "staffId", "redeemedAt", "id");

-- CreateIndex
CREATE INDEX "Redemption_merchantId_way_redeemedAt_id_idx" ON "Redemption"("merchantId", "way", "redeemedAt", "id");

-- CreateIndex
CREATE INDEX "Redemption_merchantId_openid_redeemedAt_id_idx" ON "Redemption"("merchantId", "openid", "redeemedAt", "id");

-- CreateIndex
CREATE INDEX "Redemption_merchantId_amountFen_idx" ON "Redemption"("merchantId", "amountFen");

-- AddForeignKey
ALTER TABLE "RedemptionReversal" ADD CONSTRAINT "RedemptionReversal_redemptionId_fkey" FOREIGN KEY ("redemptionId") REFERENCES "Redemption"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RedemptionAttempt" ADD CONSTRAINT "RedemptionAttempt_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RedemptionAttempt" ADD CONSTRAINT "RedemptionAttempt_storeId_fkey" FOREIGN KEY ("storeId") REFERENCES "Store"("id") ON DELETE SET NULL ON UPDATE CASCADE;
