-- CreateIndex
CREATE INDEX "Event_merchantId_codeId_sequence_idx" ON "Event"("merchantId", "codeId", "sequence");
