-- CreateIndex
CREATE INDEX "Event_merchantId_openid_sequence_idx" ON "Event"("merchantId", "openid", "sequence");
