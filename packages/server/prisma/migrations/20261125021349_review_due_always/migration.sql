-- DropIndex
DROP INDEX "Review_merchantId_subject_subjectId_idx";

-- Reviews so far were of the FAST channel, which decides at once.
UPDATE "Review" SET "dueAt" = "createdAt" WHERE "dueAt" IS NULL;

-- AlterTable
ALTER TABLE "Review" ALTER COLUMN "dueAt" SET NOT NULL;

-- CreateIndex
CREATE INDEX "Review_subjectId_createdAt_id_idx" ON "Review"("subjectId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Review_merchantId_dueAt_id_idx" ON "Review"("merchantId", "dueAt", "id");

-- CreateIndex
CREATE INDEX "Review_versionId_idx" ON "Review"("versionId");
