-- A redemption changes a code in place: no index names the status (decision 0024). A migration of its own, so that reads
-- go on while this index is built; who writes waits.
CREATE INDEX "Code_ended_idx" ON "Code" ("validUntil")
  WHERE "expiryToldAt" IS NULL AND "expiryPassedAt" IS NULL AND "validUntil" IS NOT NULL;
DROP INDEX "Code_expiry_due_idx";
