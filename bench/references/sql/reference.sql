-- One small schema for all references: what a coupon needs, without tenants, authentication, idempotency and history.
CREATE TABLE "Card" (
  "id" text PRIMARY KEY,
  "title" text NOT NULL,
  "claimLimit" int NOT NULL,
  "left" int NOT NULL CHECK ("left" >= 0)
);

CREATE TABLE "Store" (
  "id" text PRIMARY KEY,
  "name" text NOT NULL,
  "city" text NOT NULL,
  "address" text NOT NULL
);

-- Named as Prisma names an implicit many-to-many relation.
CREATE TABLE "_CardToStore" (
  "A" text NOT NULL REFERENCES "Card" ("id"),
  "B" text NOT NULL REFERENCES "Store" ("id"),
  PRIMARY KEY ("A", "B")
);

CREATE TABLE "Code" (
  "id" text PRIMARY KEY,
  "cardId" text NOT NULL REFERENCES "Card" ("id"),
  "value" text NOT NULL UNIQUE,
  "openid" text NOT NULL,
  "status" text NOT NULL,
  "claimedAt" timestamptz(3) NOT NULL,
  "redeemedAt" timestamptz(3)
);
CREATE INDEX ON "Code" ("claimedAt", "id");
CREATE INDEX ON "Code" ("cardId", "openid");

CREATE TABLE "CardUser" (
  "cardId" text NOT NULL,
  "openid" text NOT NULL,
  "claimCount" int NOT NULL,
  PRIMARY KEY ("cardId", "openid")
);

CREATE TABLE "Event" (
  "id" bigserial PRIMARY KEY,
  "type" text NOT NULL,
  "cardId" text NOT NULL,
  "codeId" text NOT NULL,
  "openid" text NOT NULL,
  "occurredAt" timestamptz(3) NOT NULL
);

-- One claim as one statement. The card's row is locked last, so that others wait for it as short as can be.
CREATE FUNCTION claim(card text, claimer text) RETURNS "Code" LANGUAGE plpgsql AS $$
DECLARE
  made "Code";
BEGIN
  INSERT INTO "CardUser" AS held ("cardId", "openid", "claimCount") VALUES (card, claimer, 1)
    ON CONFLICT ("cardId", "openid") DO UPDATE SET "claimCount" = held."claimCount" + 1
    WHERE held."claimCount" < (SELECT "claimLimit" FROM "Card" WHERE "id" = card);
  IF NOT FOUND THEN RAISE EXCEPTION 'CLAIM_LIMIT_REACHED'; END IF;
  INSERT INTO "Code" ("id", "cardId", "value", "openid", "status", "claimedAt")
    -- Long enough that two never meet in a run.
    VALUES (gen_random_uuid(), card, (1e14 + floor(random() * 9e14))::bigint, claimer, 'NORMAL', now())
    RETURNING * INTO made;
  INSERT INTO "Event" ("type", "cardId", "codeId", "openid", "occurredAt")
    VALUES ('card.claimed', card, made."id", claimer, now());
  UPDATE "Card" SET "left" = "left" - 1 WHERE "id" = card AND "left" > 0;
  IF NOT FOUND THEN RAISE EXCEPTION 'OUT_OF_STOCK'; END IF;
  RETURN made;
END $$;

-- One redemption as one statement; of any number of simultaneous calls exactly one succeeds.
CREATE FUNCTION redeem(number text) RETURNS "Code" LANGUAGE plpgsql AS $$
DECLARE
  used "Code";
BEGIN
  UPDATE "Code" SET "status" = 'CONSUMED', "redeemedAt" = now() WHERE "value" = number AND "status" = 'NORMAL'
    RETURNING * INTO used;
  IF NOT FOUND THEN RAISE EXCEPTION 'CODE_NOT_REDEEMABLE'; END IF;
  INSERT INTO "Event" ("type", "cardId", "codeId", "openid", "occurredAt")
    VALUES ('code.redeemed', used."cardId", used."id", used."openid", now());
  RETURN used;
END $$;
