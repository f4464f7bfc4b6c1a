-- CreateEnum
CREATE TYPE "CardWithdrawer" AS ENUM ('MERCHANT', 'OPERATOR');

-- CreateEnum
CREATE TYPE "CardVersionStatus" AS ENUM ('IN_REVIEW', 'APPROVED', 'REJECTED', 'SUPERSEDED');

-- CreateEnum
CREATE TYPE "ImportStatus" AS ENUM ('RECEIVING', 'QUEUED', 'RUNNING', 'DONE', 'CANCELLED', 'FAILED');

-- CreateEnum
CREATE TYPE "ImportProblemReason" AS ENUM ('EMPTY', 'TOO_LONG', 'INVALID_CHARACTER', 'DUPLICATE_IN_FILE', 'DUPLICATE_IN_CARD');

-- AlterTable
ALTER TABLE "Card" ADD COLUMN     "bindsOpenid" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "codeMode" "CodeMode" NOT NULL DEFAULT 'SYSTEM',
ADD COLUMN     "withdrawnBy" "CardWithdrawer";

-- AlterTable
ALTER TABLE "Merchant" ADD COLUMN     "fastReviewClosedUntil" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Review" ADD COLUMN     "dueAt" TIMESTAMPTZ(3),
ADD COLUMN     "versionId" TEXT;

-- CreateTable
CREATE TABLE "CardVersion" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "status" "CardVersionStatus" NOT NULL,
    "fields" TEXT[],
    "changes" JSONB NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CardVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CardTester" (
    "merchantId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CardTester_pkey" PRIMARY KEY ("merchantId","openid")
);

-- CreateTable
CREATE TABLE "CardAudience" (
    "cardId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CardAudience_pkey" PRIMARY KEY ("cardId","openid")
);

-- CreateTable
CREATE TABLE "CodeTicket" (
    "codeId" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CodeTicket_pkey" PRIMARY KEY ("codeId")
);

-- CreateTable
CREATE TABLE "DepositedCode" (
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "importId" TEXT,
    "depositedAt" TIMESTAMPTZ(3) NOT NULL,
    "codeId" TEXT,

    CONSTRAINT "DepositedCode_pkey" PRIMARY KEY ("cardId","value")
);

-- CreateTable
CREATE TABLE "Import" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "status" "ImportStatus" NOT NULL,
    "fileName" TEXT,
    "byteCount" BIGINT NOT NULL DEFAULT 0,
    "rowCount" INTEGER NOT NULL DEFAULT 0,
    "doneCount" INTEGER NOT NULL DEFAULT 0,
    "addedCount" INTEGER NOT NULL DEFAULT 0,
    "duplicateCount" INTEGER NOT NULL DEFAULT 0,
    "failedCount" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ImportChunk" (
    "importId" TEXT NOT NULL,
    "index" INTEGER NOT NULL,
    "firstRow" INTEGER NOT NULL,
    "rows" TEXT[],

    CONSTRAINT "ImportChunk_pkey" PRIMARY KEY ("importId","index")
);

-- CreateTable
CREATE TABLE "ImportProblem" (
    "importId" TEXT NOT NULL,
    "row" INTEGER NOT NULL,
    "value" TEXT NOT NULL,
    "reason" "ImportProblemReason" NOT NULL,

    CONSTRAINT "ImportProblem_pkey" PRIMARY KEY ("importId","row")
);

-- CreateTable
CREATE TABLE "StockChange" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "lotId" TEXT,
    "delta" INTEGER NOT NULL,
    "quantityAfter" INTEGER NOT NULL,
    "leftAfter" INTEGER NOT NULL,
    "reason" TEXT,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StockChange_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CardVersion_merchantId_createdAt_id_idx" ON "CardVersion"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CardVersion_cardId_number_key" ON "CardVersion"("cardId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "DepositedCode_codeId_key" ON "DepositedCode"("codeId");

-- CreateIndex
CREATE INDEX "Import_merchantId_createdAt_id_idx" ON "Import"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Import_status_createdAt_idx" ON "Import"("status", "createdAt");

-- CreateIndex
CREATE INDEX "StockChange_cardId_at_id_idx" ON "StockChange"("cardId", "at", "id");

-- CreateIndex
CREATE INDEX "Review_decidedAt_dueAt_id_idx" ON "Review"("decidedAt", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Review_merchantId_createdAt_id_idx" ON "Review"("merchantId", "createdAt", "id");

-- AddForeignKey
ALTER TABLE "CardVersion" ADD CONSTRAINT "CardVersion_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardAudience" ADD CONSTRAINT "CardAudience_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeTicket" ADD CONSTRAINT "CodeTicket_codeId_fkey" FOREIGN KEY ("codeId") REFERENCES "Code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DepositedCode" ADD CONSTRAINT "DepositedCode_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DepositedCode" ADD CONSTRAINT "DepositedCode_codeId_fkey" FOREIGN KEY ("codeId") REFERENCES "Code"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Import" ADD CONSTRAINT "Import_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportChunk" ADD CONSTRAINT "ImportChunk_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ImportProblem" ADD CONSTRAINT "ImportProblem_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StockChange" ADD CONSTRAINT "StockChange_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StockChange" ADD CONSTRAINT "StockChange_lotId_fkey" FOREIGN KEY ("lotId") REFERENCES "StockLot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The free codes of a card in the order in which claims take them.
CREATE INDEX "DepositedCode_free_idx" ON "DepositedCode" ("cardId", "position") WHERE "codeId" IS NULL;
