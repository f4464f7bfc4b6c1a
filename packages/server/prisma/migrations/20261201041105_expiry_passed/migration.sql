-- AlterTable
ALTER TABLE "Code" ADD COLUMN     "expiryPassedAt" TIMESTAMPTZ(3);

-- Pages that are filled from now on keep room for the second version of some of their rows, so that a redemption writes
-- no index (decision 0024). Nothing is rewritten.
ALTER TABLE "Code" SET (fillfactor = 85);
ALTER TABLE "CardUser" SET (fillfactor = 85);
