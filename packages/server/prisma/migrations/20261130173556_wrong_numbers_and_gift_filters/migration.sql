-- CreateTable
CREATE TABLE "NumberTry" (
    "merchantId" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "NumberTry_pkey" PRIMARY KEY ("merchantId","actor")
);

-- CreateIndex
CREATE INDEX "NumberTry_startedAt_idx" ON "NumberTry"("startedAt");

-- CreateIndex
CREATE INDEX "Gift_merchantId_friendOpenid_createdAt_id_idx" ON "Gift"("merchantId", "friendOpenid", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Gift_merchantId_status_createdAt_id_idx" ON "Gift"("merchantId", "status", "createdAt", "id");
