-- AlterEnum
-- This migration adds more than one value to an enum.
-- With PostgreSQL versions 11 and earlier, this is not possible
-- in a single migration. This can be worked around by creating
-- multiple migrations, each migration adding only one value to
-- the enum.


ALTER TYPE "CardKind" ADD VALUE 'MEMBER_CARD';
ALTER TYPE "CardKind" ADD VALUE 'SCENIC_TICKET';
ALTER TYPE "CardKind" ADD VALUE 'MOVIE_TICKET';
ALTER TYPE "CardKind" ADD VALUE 'BOARDING_PASS';
ALTER TYPE "CardKind" ADD VALUE 'MEETING_TICKET';
ALTER TYPE "CardKind" ADD VALUE 'BUS_TICKET';

-- AlterEnum
ALTER TYPE "ValidityType" ADD VALUE 'PERMANENT';

-- AlterTable
ALTER TABLE "Code" ALTER COLUMN "validUntil" DROP NOT NULL;
