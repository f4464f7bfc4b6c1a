-- CreateEnum
CREATE TYPE "KeyKind" AS ENUM ('PUBLISHABLE', 'SECRET', 'REPORT', 'OPERATOR');

-- CreateEnum
CREATE TYPE "SafeDomainKind" AS ENUM ('DOMAIN', 'MINI_PROGRAM', 'APP_BUNDLE');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('OWNER', 'MANAGER', 'ANALYST', 'STAFF');

-- CreateEnum
CREATE TYPE "AccessTokenKind" AS ENUM ('PLAIN', 'STABLE');

-- CreateEnum
CREATE TYPE "TicketType" AS ENUM ('JSAPI', 'WX_CARD');

-- CreateEnum
CREATE TYPE "CardKind" AS ENUM ('GROUPON', 'CASH', 'DISCOUNT', 'GIFT', 'GENERAL_COUPON');

-- CreateEnum
CREATE TYPE "CardStatus" AS ENUM ('IN_REVIEW', 'REJECTED', 'READY', 'DISTRIBUTED', 'WITHDRAWN', 'DELETED');

-- CreateEnum
CREATE TYPE "CodeType" AS ENUM ('CODE_TYPE_TEXT', 'CODE_TYPE_BARCODE', 'CODE_TYPE_QRCODE', 'CODE_TYPE_ONLY_QRCODE', 'CODE_TYPE_ONLY_BARCODE', 'CODE_TYPE_NONE');

-- CreateEnum
CREATE TYPE "ValidityType" AS ENUM ('FIX_TIME_RANGE', 'FIX_TERM');

-- CreateEnum
CREATE TYPE "CodeMode" AS ENUM ('SYSTEM', 'CUSTOM', 'DEPOSITED');

-- CreateEnum
CREATE TYPE "CodeStatus" AS ENUM ('NORMAL', 'CONSUMED', 'GIFTING', 'GIFT_TIMEOUT', 'GIFTED', 'DELETED', 'UNAVAILABLE');

-- CreateEnum
CREATE TYPE "MerchantStatus" AS ENUM ('DRAFT', 'IN_REVIEW', 'APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "MerchantPermission" AS ENUM ('STORED_VALUE', 'JSAPI', 'CUSTOM_CODE', 'CHECKOUT');

-- CreateEnum
CREATE TYPE "RedemptionWay" AS ENUM ('API', 'STAFF_SCAN', 'STAFF_TYPED', 'CONSOLE', 'SELF', 'CHECKOUT');

-- CreateEnum
CREATE TYPE "ReviewSubject" AS ENUM ('CARD', 'STORE');

-- CreateEnum
CREATE TYPE "ReviewChannel" AS ENUM ('FAST', 'NORMAL');

-- CreateEnum
CREATE TYPE "ReviewVerdict" AS ENUM ('APPROVED', 'REJECTED');

-- CreateEnum
CREATE TYPE "StoreState" AS ENUM ('ERROR', 'IN_REVIEW', 'APPROVED', 'REJECTED');

-- CreateTable
CREATE TABLE "ApiKey" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT,
    "kind" "KeyKind" NOT NULL,
    "hash" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "isTest" BOOLEAN NOT NULL,
    "scopes" TEXT[],
    "storeIds" TEXT[],
    "ipAllowList" TEXT[],
    "costPerSecond" INTEGER,
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApiKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SafeDomain" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "kind" "SafeDomainKind" NOT NULL,
    "value" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SafeDomain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserTokenKey" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "publicJwk" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "UserTokenKey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SigningSecret" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SigningSecret_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersistedOperation" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PersistedOperation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "isOperator" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "disabledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonRole" (
    "personId" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "storeIds" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PersonRole_pkey" PRIMARY KEY ("personId","merchantId")
);

-- CreateTable
CREATE TABLE "SignInLink" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInAttempt" (
    "id" TEXT NOT NULL,
    "loginHash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInAttempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AccessToken" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "kind" "AccessTokenKind" NOT NULL,
    "hash" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "isForced" BOOLEAN NOT NULL DEFAULT false,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AccessToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ApiTicket" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "type" "TicketType" NOT NULL,
    "ciphertext" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ApiTicket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Card" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "externalId" TEXT,
    "kind" "CardKind" NOT NULL,
    "status" "CardStatus" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL,
    "subTitle" TEXT,
    "brandName" TEXT NOT NULL,
    "logoUrl" TEXT NOT NULL,
    "color" TEXT NOT NULL,
    "notice" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "servicePhone" TEXT,
    "source" TEXT,
    "codeType" "CodeType" NOT NULL,
    "validityType" "ValidityType" NOT NULL,
    "validFrom" TIMESTAMPTZ(3),
    "validUntil" TIMESTAMPTZ(3),
    "termDays" INTEGER,
    "termStartDays" INTEGER,
    "claimLimit" INTEGER NOT NULL,
    "useLimit" INTEGER NOT NULL,
    "canShare" BOOLEAN NOT NULL,
    "canGiveFriend" BOOLEAN NOT NULL,
    "usesAllStores" BOOLEAN NOT NULL,
    "pushesViews" BOOLEAN NOT NULL,
    "entries" JSONB NOT NULL,
    "acceptCategory" TEXT,
    "rejectCategory" TEXT,
    "conditionLeastCostFen" BIGINT,
    "objectUseFor" TEXT,
    "canUseWithOtherDiscount" BOOLEAN NOT NULL,
    "abstract" TEXT,
    "iconUrl" TEXT,
    "textImages" JSONB NOT NULL,
    "businessServices" TEXT[],
    "timeLimits" JSONB NOT NULL,
    "enforcesTimeLimits" BOOLEAN NOT NULL,
    "benefit" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Card_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CardStore" (
    "cardId" TEXT NOT NULL,
    "storeId" TEXT NOT NULL,

    CONSTRAINT "CardStore_pkey" PRIMARY KEY ("cardId","storeId")
);

-- CreateTable
CREATE TABLE "Claim" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "codeId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "outerStr" TEXT,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CardUser" (
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "claimCount" INTEGER NOT NULL DEFAULT 0,
    "redeemCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "CardUser_pkey" PRIMARY KEY ("cardId","openid")
);

-- CreateTable
CREATE TABLE "Code" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "mode" "CodeMode" NOT NULL,
    "value" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "status" "CodeStatus" NOT NULL,
    "outerStr" TEXT,
    "validFrom" TIMESTAMPTZ(3) NOT NULL,
    "validUntil" TIMESTAMPTZ(3) NOT NULL,
    "claimedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CodeHistory" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "codeId" TEXT NOT NULL,
    "from" "CodeStatus",
    "to" "CodeStatus" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "storeId" TEXT,
    "reason" TEXT,

    CONSTRAINT "CodeHistory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Event" (
    "id" TEXT NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "merchantId" TEXT NOT NULL,
    "sequence" BIGINT,
    "type" TEXT NOT NULL,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "cardId" TEXT,
    "codeId" TEXT,
    "storeId" TEXT,
    "openid" TEXT,
    "data" JSONB NOT NULL,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "EventCounter" (
    "merchantId" TEXT NOT NULL,
    "lastSequence" BIGINT NOT NULL,

    CONSTRAINT "EventCounter_pkey" PRIMARY KEY ("merchantId")
);

-- CreateTable
CREATE TABLE "IdempotencyRecord" (
    "merchantId" TEXT NOT NULL,
    "operation" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requestHash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyRecord_pkey" PRIMARY KEY ("merchantId","operation","scope","key")
);

-- CreateTable
CREATE TABLE "StoredObject" (
    "key" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StoredObject_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "MediaFile" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "contentType" TEXT NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "widthPx" INTEGER NOT NULL,
    "heightPx" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MediaFile_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Merchant" (
    "id" TEXT NOT NULL,
    "appId" TEXT NOT NULL,
    "appSecretHash" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "status" "MerchantStatus" NOT NULL,
    "isSandbox" BOOLEAN NOT NULL,
    "timeZone" TEXT NOT NULL DEFAULT 'Asia/Shanghai',
    "imageHosts" TEXT[] DEFAULT ARRAY['mmbiz.qpic.cn']::TEXT[],
    "loginUrl" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Merchant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MerchantPermissionGrant" (
    "merchantId" TEXT NOT NULL,
    "permission" "MerchantPermission" NOT NULL,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL,
    "grantedBy" TEXT NOT NULL,

    CONSTRAINT "MerchantPermissionGrant_pkey" PRIMARY KEY ("merchantId","permission")
);

-- CreateTable
CREATE TABLE "Redemption" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "codeId" TEXT NOT NULL,
    "openid" TEXT NOT NULL,
    "way" "RedemptionWay" NOT NULL,
    "storeId" TEXT,
    "staffId" TEXT,
    "amountFen" BIGINT,
    "outerStr" TEXT,
    "redeemedAt" TIMESTAMPTZ(3) NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,

    CONSTRAINT "Redemption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Review" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "subject" "ReviewSubject" NOT NULL,
    "subjectId" TEXT NOT NULL,
    "channel" "ReviewChannel" NOT NULL,
    "verdict" "ReviewVerdict",
    "reasons" TEXT[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedBy" TEXT,

    CONSTRAINT "Review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StockLot" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "cardId" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "left" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StockLot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Store" (
    "id" TEXT NOT NULL,
    "merchantId" TEXT NOT NULL,
    "poiId" SERIAL NOT NULL,
    "externalId" TEXT,
    "businessName" TEXT NOT NULL,
    "branchName" TEXT,
    "province" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "district" TEXT,
    "address" TEXT NOT NULL,
    "telephone" TEXT NOT NULL,
    "categories" TEXT[],
    "offsetType" INTEGER NOT NULL DEFAULT 1,
    "longitude" DOUBLE PRECISION NOT NULL,
    "latitude" DOUBLE PRECISION NOT NULL,
    "photoUrls" TEXT[],
    "recommend" TEXT,
    "special" TEXT,
    "introduction" TEXT,
    "openTime" TEXT,
    "averagePriceYuan" INTEGER,
    "state" "StoreState" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Store_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ApiKey_hash_key" ON "ApiKey"("hash");

-- CreateIndex
CREATE INDEX "ApiKey_merchantId_idx" ON "ApiKey"("merchantId");

-- CreateIndex
CREATE UNIQUE INDEX "SafeDomain_merchantId_kind_value_key" ON "SafeDomain"("merchantId", "kind", "value");

-- CreateIndex
CREATE INDEX "UserTokenKey_merchantId_idx" ON "UserTokenKey"("merchantId");

-- CreateIndex
CREATE INDEX "SigningSecret_merchantId_idx" ON "SigningSecret"("merchantId");

-- CreateIndex
CREATE UNIQUE INDEX "PersistedOperation_merchantId_hash_key" ON "PersistedOperation"("merchantId", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "Person_login_key" ON "Person"("login");

-- CreateIndex
CREATE INDEX "PersonRole_merchantId_idx" ON "PersonRole"("merchantId");

-- CreateIndex
CREATE UNIQUE INDEX "SignInLink_tokenHash_key" ON "SignInLink"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Session_tokenHash_key" ON "Session"("tokenHash");

-- CreateIndex
CREATE INDEX "Session_personId_idx" ON "Session"("personId");

-- CreateIndex
CREATE INDEX "SignInAttempt_loginHash_at_idx" ON "SignInAttempt"("loginHash", "at");

-- CreateIndex
CREATE INDEX "SignInAttempt_at_idx" ON "SignInAttempt"("at");

-- CreateIndex
CREATE UNIQUE INDEX "AccessToken_hash_key" ON "AccessToken"("hash");

-- CreateIndex
CREATE INDEX "AccessToken_merchantId_kind_createdAt_idx" ON "AccessToken"("merchantId", "kind", "createdAt");

-- CreateIndex
CREATE INDEX "AccessToken_expiresAt_idx" ON "AccessToken"("expiresAt");

-- CreateIndex
CREATE INDEX "ApiTicket_merchantId_type_createdAt_idx" ON "ApiTicket"("merchantId", "type", "createdAt");

-- CreateIndex
CREATE INDEX "Card_merchantId_createdAt_id_idx" ON "Card"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Card_merchantId_status_createdAt_idx" ON "Card"("merchantId", "status", "createdAt");

-- CreateIndex
CREATE INDEX "Card_merchantId_title_id_idx" ON "Card"("merchantId", "title", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Card_merchantId_externalId_key" ON "Card"("merchantId", "externalId");

-- CreateIndex
CREATE INDEX "CardStore_storeId_idx" ON "CardStore"("storeId");

-- CreateIndex
CREATE UNIQUE INDEX "Claim_codeId_key" ON "Claim"("codeId");

-- CreateIndex
CREATE INDEX "Claim_merchantId_claimedAt_id_idx" ON "Claim"("merchantId", "claimedAt", "id");

-- CreateIndex
CREATE INDEX "Claim_cardId_openid_idx" ON "Claim"("cardId", "openid");

-- CreateIndex
CREATE INDEX "Claim_cardId_claimedAt_id_idx" ON "Claim"("cardId", "claimedAt", "id");

-- CreateIndex
CREATE INDEX "Code_cardId_value_idx" ON "Code"("cardId", "value");

-- CreateIndex
CREATE INDEX "Code_merchantId_value_idx" ON "Code"("merchantId", "value");

-- CreateIndex
CREATE INDEX "Code_merchantId_openid_claimedAt_id_idx" ON "Code"("merchantId", "openid", "claimedAt", "id");

-- CreateIndex
CREATE INDEX "Code_merchantId_claimedAt_id_idx" ON "Code"("merchantId", "claimedAt", "id");

-- CreateIndex
CREATE INDEX "Code_cardId_claimedAt_id_idx" ON "Code"("cardId", "claimedAt", "id");

-- CreateIndex
CREATE INDEX "CodeHistory_codeId_at_idx" ON "CodeHistory"("codeId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Event_position_key" ON "Event"("position");

-- CreateIndex
CREATE INDEX "Event_merchantId_type_sequence_idx" ON "Event"("merchantId", "type", "sequence");

-- CreateIndex
CREATE INDEX "Event_merchantId_cardId_sequence_idx" ON "Event"("merchantId", "cardId", "sequence");

-- CreateIndex
CREATE INDEX "Event_merchantId_occurredAt_id_idx" ON "Event"("merchantId", "occurredAt", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Event_merchantId_sequence_key" ON "Event"("merchantId", "sequence");

-- CreateIndex
CREATE INDEX "IdempotencyRecord_expiresAt_idx" ON "IdempotencyRecord"("expiresAt");

-- CreateIndex
CREATE INDEX "MediaFile_hash_idx" ON "MediaFile"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "MediaFile_merchantId_hash_key" ON "MediaFile"("merchantId", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "Merchant_appId_key" ON "Merchant"("appId");

-- CreateIndex
CREATE INDEX "Redemption_codeId_idx" ON "Redemption"("codeId");

-- CreateIndex
CREATE INDEX "Redemption_merchantId_redeemedAt_id_idx" ON "Redemption"("merchantId", "redeemedAt", "id");

-- CreateIndex
CREATE INDEX "Redemption_cardId_redeemedAt_id_idx" ON "Redemption"("cardId", "redeemedAt", "id");

-- CreateIndex
CREATE INDEX "Review_merchantId_subject_subjectId_idx" ON "Review"("merchantId", "subject", "subjectId");

-- CreateIndex
CREATE INDEX "StockLot_cardId_idx" ON "StockLot"("cardId");

-- CreateIndex
CREATE UNIQUE INDEX "Store_poiId_key" ON "Store"("poiId");

-- CreateIndex
CREATE INDEX "Store_merchantId_createdAt_id_idx" ON "Store"("merchantId", "createdAt", "id");

-- CreateIndex
CREATE INDEX "Store_merchantId_businessName_id_idx" ON "Store"("merchantId", "businessName", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Store_merchantId_externalId_key" ON "Store"("merchantId", "externalId");

-- AddForeignKey
ALTER TABLE "PersonRole" ADD CONSTRAINT "PersonRole_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Card" ADD CONSTRAINT "Card_merchantId_fkey" FOREIGN KEY ("merchantId") REFERENCES "Merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardStore" ADD CONSTRAINT "CardStore_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CardStore" ADD CONSTRAINT "CardStore_storeId_fkey" FOREIGN KEY ("storeId") REFERENCES "Store"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_codeId_fkey" FOREIGN KEY ("codeId") REFERENCES "Code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Code" ADD CONSTRAINT "Code_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CodeHistory" ADD CONSTRAINT "CodeHistory_codeId_fkey" FOREIGN KEY ("codeId") REFERENCES "Code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MerchantPermissionGrant" ADD CONSTRAINT "MerchantPermissionGrant_merchantId_fkey" FOREIGN KEY ("merchantId") REFERENCES "Merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redemption" ADD CONSTRAINT "Redemption_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redemption" ADD CONSTRAINT "Redemption_codeId_fkey" FOREIGN KEY ("codeId") REFERENCES "Code"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Redemption" ADD CONSTRAINT "Redemption_storeId_fkey" FOREIGN KEY ("storeId") REFERENCES "Store"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StockLot" ADD CONSTRAINT "StockLot_cardId_fkey" FOREIGN KEY ("cardId") REFERENCES "Card"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Store" ADD CONSTRAINT "Store_merchantId_fkey" FOREIGN KEY ("merchantId") REFERENCES "Merchant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what the schema language can't say.

-- K1: a system code is unique in its merchant, and found without the card.
CREATE UNIQUE INDEX "Code_merchantId_value_system_key" ON "Code" ("merchantId", "value") WHERE "mode" = 'SYSTEM';
-- K1: custom and deposited codes are unique in their card.
CREATE UNIQUE INDEX "Code_cardId_value_own_key" ON "Code" ("cardId", "value") WHERE "mode" <> 'SYSTEM';
-- The sequencer reads only what has no number yet.
CREATE INDEX "Event_unnumbered_idx" ON "Event" ("position") WHERE "sequence" IS NULL;

-- L2: whatever a bug may try, nothing is oversold.
ALTER TABLE "StockLot" ADD CONSTRAINT "StockLot_left_check" CHECK ("left" >= 0 AND "left" <= "quantity");
ALTER TABLE "CardUser" ADD CONSTRAINT "CardUser_counts_check" CHECK ("claimCount" >= 0 AND "redeemCount" >= 0);
