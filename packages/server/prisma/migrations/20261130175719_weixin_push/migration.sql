-- CreateTable
CREATE TABLE "WeixinPushTime" (
    "eventId" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "fromUser" TEXT NOT NULL,
    "createTime" INTEGER NOT NULL,

    CONSTRAINT "WeixinPushTime_pkey" PRIMARY KEY ("eventId")
);

-- CreateIndex
CREATE INDEX "WeixinPushTime_createTime_idx" ON "WeixinPushTime"("createTime");

-- CreateIndex
CREATE UNIQUE INDEX "WeixinPushTime_merchantId_fromUser_createTime_key" ON "WeixinPushTime"("merchantId", "fromUser", "createTime");
