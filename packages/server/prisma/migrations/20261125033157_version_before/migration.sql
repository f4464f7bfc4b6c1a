-- Changes so far did not keep what they replaced: theirs stays null.
-- AlterTable
ALTER TABLE "CardVersion" ADD COLUMN     "before" JSONB;
