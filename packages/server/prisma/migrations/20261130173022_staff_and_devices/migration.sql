-- CreateEnum
CREATE TYPE "StaffRole" AS ENUM ('REDEEMER', 'CASHIER', 'SUPER');

-- AlterTable
ALTER TABLE "PersonRole" ADD COLUMN     "staffRoles" "StaffRole"[] DEFAULT ARRAY[]::"StaffRole"[];

-- AlterTable
ALTER TABLE "Redemption" ADD COLUMN     "confirmedAt" TIMESTAMPTZ(3),
ADD COLUMN     "deviceCounter" INTEGER,
ADD COLUMN     "deviceId" TEXT;

-- AlterTable
ALTER TABLE "RedemptionAttempt" ADD COLUMN     "isOffline" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "device" TEXT,
ADD COLUMN     "isPhone" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lastUsedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "SignInLink" ADD COLUMN     "isPhone" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "StaffDevice" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "sessionId" TEXT NOT NULL,
    "name" TEXT,
    "publicJwk" JSONB NOT NULL,
    "keyHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StaffDevice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "StaffDevice_merchantId_personId_idx" ON "StaffDevice"("merchantId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "StaffDevice_sessionId_keyHash_key" ON "StaffDevice"("sessionId", "keyHash");

-- CreateIndex
CREATE UNIQUE INDEX "Redemption_deviceId_deviceCounter_key" ON "Redemption"("deviceId", "deviceCounter");

-- AddForeignKey
ALTER TABLE "StaffDevice" ADD CONSTRAINT "StaffDevice_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
