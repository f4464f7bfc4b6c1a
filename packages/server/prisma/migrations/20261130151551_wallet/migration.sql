-- AlterTable
ALTER TABLE "Code" ADD COLUMN     "expiryToldAt" TIMESTAMPTZ(3);

-- What is to be told of when it ends. Small: whatever is used, gone or told of leaves it.
CREATE INDEX "Code_expiry_due_idx" ON "Code" ("validUntil")
  WHERE "expiryToldAt" IS NULL AND "status" IN ('NORMAL', 'GIFT_TIMEOUT') AND "validUntil" IS NOT NULL;

-- What had ended before there was such an event is no news.
UPDATE "Code" SET "expiryToldAt" = "validUntil" WHERE "validUntil" <= now();
