-- AlterTable
ALTER TABLE "ApiKey" ADD COLUMN     "hostedVersion" INTEGER;

-- CreateTable
CREATE TABLE "UsedNonce" (
    "merchantId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "UsedNonce_pkey" PRIMARY KEY ("merchantId","hash")
);

-- CreateIndex
CREATE INDEX "UsedNonce_expiresAt_idx" ON "UsedNonce"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_merchantId_hostedVersion_key" ON "ApiKey"("merchantId", "hostedVersion");
