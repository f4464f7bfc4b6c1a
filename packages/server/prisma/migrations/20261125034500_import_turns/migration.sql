-- AlterTable
ALTER TABLE "Import" ADD COLUMN "dueAt" TIMESTAMPTZ(3), ADD COLUMN "failureCount" INTEGER NOT NULL DEFAULT 0;

-- Those that wait now take turns by their age.
UPDATE "Import" SET "dueAt" = "createdAt";

-- AlterTable
ALTER TABLE "Import" ALTER COLUMN "dueAt" SET NOT NULL;
