-- DropIndex
DROP INDEX "StaffDevice_sessionId_keyHash_key";

-- CreateIndex
CREATE UNIQUE INDEX "StaffDevice_sessionId_merchantId_keyHash_key" ON "StaffDevice"("sessionId", "merchantId", "keyHash");
