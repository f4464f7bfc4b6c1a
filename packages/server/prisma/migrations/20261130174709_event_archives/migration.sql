-- AlterTable
ALTER TABLE "EventCounter" ADD COLUMN     "archivedThrough" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "EventArchive" (
    "merchantId" TEXT NOT NULL,
    "firstSequence" BIGINT NOT NULL,
    "lastSequence" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "EventArchive_pkey" PRIMARY KEY ("merchantId","firstSequence")
);

-- CreateIndex
CREATE UNIQUE INDEX "EventArchive_key_key" ON "EventArchive"("key");
