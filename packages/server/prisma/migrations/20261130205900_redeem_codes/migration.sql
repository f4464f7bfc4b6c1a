-- By the number first: the only index that begins with it, so that a look-up by number has no other to choose, whatever
-- the planner knows of the table. By both columns it serves what the old one did.
DROP INDEX "Code_cardId_value_idx";
CREATE INDEX "Code_value_cardId_idx" ON "Code" ("value", "cardId");

-- What redeeming asks of the database (R2), for many codes as one statement: each is named by its id, or by the numbers
-- that were typed, with its card where that is needed (K1). Nothing is judged here. One row for each code that is found.
CREATE FUNCTION "redemption_grounds"("given" jsonb)
RETURNS TABLE (
  "nth" int,
  "id" text, "merchantId" text, "cardId" text, "mode" text, "value" text, "openid" text, "status" text, "outerStr" text,
  "validFrom" timestamptz, "validUntil" timestamptz, "claimedAt" timestamptz, "expiryToldAt" timestamptz,
  "updatedAt" timestamptz, "giftExpiresAt" timestamptz, "giftedAt" timestamptz,
  "codeRow" text, "cardRow" text, "useLimit" int, "usesAllStores" boolean, "enforcesTimeLimits" boolean,
  "needsRotatingCode" boolean, "timeLimits" jsonb, "timeZone" text, "storeIds" text[], "useCount" int,
  "redeemedAt" timestamptz, "redeemedIn" text, "storeState" text,
  "staffRole" text, "staffRoles" text[], "staffStoreIds" text[], "staffDisabledAt" timestamptz
)
LANGUAGE plpgsql STABLE
-- A plan that was made while the tables were small must not read them whole when they have grown: rows are asked for one
-- by one, each by its key. `LIMIT` keeps the planner from joining whole tables in place of that, `|| ''` from reading all
-- rows of the merchant.
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT asked."nth",
    code."id", code."merchantId", code."cardId", code."mode"::text, code."value", code."openid", code."status"::text, code."outerStr",
    code."validFrom", code."validUntil", code."claimedAt", code."expiryToldAt", code."updatedAt", code."giftExpiresAt", code."giftedAt",
    code."row", card."row", card."useLimit", card."usesAllStores", card."enforcesTimeLimits",
    card."needsRotatingCode", card."timeLimits",
    (SELECT "Merchant"."timeZone" FROM "Merchant" WHERE "Merchant"."id" = code."merchantId"),
    -- Of the card's stores as many as tell whether the named one is among them, and whether there are any.
    CASE WHEN asked."storeId" IS NULL THEN '{}' ELSE ARRAY(
      SELECT "CardStore"."storeId" FROM "CardStore"
      WHERE ("CardStore"."cardId", "CardStore"."storeId") >= (code."cardId", asked."storeId")
        AND ("CardStore"."cardId", "CardStore"."storeId") <= (code."cardId", asked."storeId")
      UNION ALL (SELECT "CardStore"."storeId" FROM "CardStore" WHERE "CardStore"."cardId" = code."cardId" LIMIT 1)
    ) END,
    COALESCE((SELECT "CardUser"."redeemCount" FROM "CardUser" WHERE "CardUser"."cardId" = code."cardId" AND "CardUser"."openid" = code."openid"), 0),
    redeemed."redeemedAt", redeemed."storeId",
    (SELECT "Store"."state"::text FROM "Store"
      WHERE "Store"."id" = asked."storeId" AND "Store"."merchantId" || '' = asked."merchantId" AND "Store"."deletedAt" IS NULL),
    staff."role", staff."staffRoles", staff."storeIds", staff."disabledAt"
  FROM jsonb_to_recordset("given") AS asked (
    "nth" int, "merchantId" text, "codeId" text, "numbers" text[], "cardId" text, "storeId" text, "staffId" text
  )
  CROSS JOIN LATERAL (
    SELECT "Code".*, "Code".xmin::text AS "row" FROM "Code" WHERE "Code"."id" = asked."codeId"
    UNION ALL
    -- By the number alone: of indexes that begin with a merchant or a card a planner that knows few rows takes any.
    SELECT numbered.* FROM unnest(asked."numbers") AS "number" CROSS JOIN LATERAL (
      SELECT "Code".*, "Code".xmin::text AS "row" FROM "Code"
      WHERE "Code"."value" = "number" AND "Code"."merchantId" || '' = asked."merchantId" AND "Code"."mode" = 'SYSTEM'
        AND (asked."cardId" IS NULL OR "Code"."cardId" || '' = asked."cardId") AND "Code"."status" <> 'GIFTED'
      LIMIT 2
    ) AS numbered
    UNION ALL
    SELECT numbered.* FROM unnest(asked."numbers") AS "number" CROSS JOIN LATERAL (
      SELECT "Code".*, "Code".xmin::text AS "row" FROM "Code"
      WHERE "Code"."value" = "number" AND "Code"."cardId" || '' = asked."cardId" AND "Code"."mode" <> 'SYSTEM'
        AND "Code"."merchantId" || '' = asked."merchantId" AND "Code"."status" <> 'GIFTED'
      LIMIT 2
    ) AS numbered
  ) AS code
  CROSS JOIN LATERAL (
    SELECT "Card".xmin::text AS "row", "Card"."useLimit", "Card"."usesAllStores", "Card"."enforcesTimeLimits",
      "Card"."needsRotatingCode", "Card"."timeLimits"
    FROM "Card" WHERE "Card"."id" = code."cardId" LIMIT 1
  ) AS card
  LEFT JOIN LATERAL (
    SELECT "Redemption"."redeemedAt", "Redemption"."storeId" FROM "Redemption"
    WHERE code."status" = 'CONSUMED' AND "Redemption"."codeId" = code."id"
      AND NOT EXISTS (SELECT 1 FROM "RedemptionReversal" WHERE "RedemptionReversal"."redemptionId" = "Redemption"."id")
    ORDER BY "Redemption"."redeemedAt" DESC LIMIT 1
  ) AS redeemed ON true
  LEFT JOIN LATERAL (
    SELECT "PersonRole"."role"::text AS "role", "PersonRole"."staffRoles"::text[] AS "staffRoles", "PersonRole"."storeIds", "Person"."disabledAt"
    FROM "PersonRole" JOIN "Person" ON "Person"."id" = "PersonRole"."personId"
    WHERE "PersonRole"."personId" = asked."staffId" AND "PersonRole"."merchantId" || '' = asked."merchantId" LIMIT 1
  ) AS staff ON true
  ORDER BY asked."nth";
END
$$;

-- Commits a batch of redemptions (R1, R2, graphql.md §6): uses up each code by itself and writes status, history,
-- redemption, use count, event and answer in one statement. Written once for all ways to redeem.
--
-- What facts decide was judged before, in TypeScript. Judged here is what only the database knows: kept answers, whether
-- code and card are still the rows that were judged, and the use limit.
--
-- Verdicts: REDEEMED, REPLAYED, KEY_REUSED, LIMIT_REACHED, CHANGED (code or card is another than the one that was judged),
-- WAIT (somebody else holds the code, or was counted in the same moment; or its code or key is in the batch twice).
CREATE FUNCTION "redeem_codes"("given" jsonb)
RETURNS TABLE ("nth" int, "verdict" text, "redemptionId" text, "used" int)
LANGUAGE plpgsql
-- See above.
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  "lockedIds" text[];
BEGIN
  -- Codes first. Those that somebody else holds are not waited for: they would hold up all that go with them.
  SELECT array_agg(locked."id") INTO "lockedIds" FROM (
    SELECT "Code"."id" FROM "Code"
    WHERE "Code"."id" = ANY (ARRAY(SELECT DISTINCT "order" ->> 'codeId' FROM jsonb_array_elements("given") AS "order"))
    ORDER BY "Code"."id" FOR NO KEY UPDATE SKIP LOCKED
  ) AS locked;

  RETURN QUERY
  WITH orders AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset("given") AS "order" (
      "nth" int, "merchantId" text, "cardId" text, "cardRow" text, "codeId" text, "codeRow" text, "from" text, "openid" text,
      "useLimit" int, "way" text, "storeId" text, "staffId" text, "amountFen" bigint, "outerStr" text, "verificationCode" text,
      "confirmedAt" timestamptz, "deviceId" text, "deviceCounter" int, "redemptionId" text, "historyId" text, "eventId" text,
      "told" jsonb, "at" timestamptz, "actorKind" text, "actorId" text, "key" text, "scope" text, "requestHash" text,
      "keepUntil" timestamptz
    )
  ), known AS MATERIALIZED (
    SELECT orders.*, kept."requestHash" AS "keptHash", kept."answer" ->> 'redemptionId' AS "keptId", code."id" IS NULL AS "isHeldByOthers",
      code."status" IS DISTINCT FROM orders."from" OR code."row" <> orders."codeRow" OR card."row" <> orders."cardRow" AS "isChanged",
      COALESCE((SELECT "CardUser"."redeemCount" FROM "CardUser" WHERE "CardUser"."cardId" = orders."cardId" AND "CardUser"."openid" = orders."openid"), 0) AS "used",
      row_number() OVER (PARTITION BY orders."codeId" ORDER BY orders."nth") > 1
        OR (orders."key" IS NOT NULL AND row_number() OVER (PARTITION BY orders."merchantId", orders."scope", orders."key" ORDER BY orders."nth") > 1) AS "isShared"
    FROM orders
    LEFT JOIN LATERAL (
      SELECT "Card".xmin::text AS "row" FROM "Card" WHERE "Card"."id" = orders."cardId" LIMIT 1
    ) AS card ON true
    LEFT JOIN LATERAL (
      SELECT "Code"."id", "Code"."status"::text AS "status", "Code".xmin::text AS "row" FROM "Code"
      WHERE "Code"."id" = orders."codeId" AND orders."codeId" = ANY ("lockedIds") LIMIT 1
    ) AS code ON true
    LEFT JOIN LATERAL (
      SELECT "IdempotencyRecord"."requestHash", "IdempotencyRecord"."answer" FROM "IdempotencyRecord"
      WHERE "IdempotencyRecord"."merchantId" = orders."merchantId" AND "IdempotencyRecord"."operation" = 'codeRedeem'
        AND "IdempotencyRecord"."scope" = orders."scope" AND "IdempotencyRecord"."key" = orders."key" LIMIT 1
    ) AS kept ON true
  ), asked AS MATERIALIZED (
    SELECT known.*, CASE
      WHEN "keptHash" <> "requestHash" THEN 'KEY_REUSED'
      WHEN "keptHash" IS NOT NULL THEN 'REPLAYED'
      WHEN "isHeldByOthers" OR "isShared" THEN 'WAIT'
      WHEN "isChanged" THEN 'CHANGED'
    END AS "refusal"
    FROM known
  ), judged AS MATERIALIZED (
    SELECT asked.*, CASE
      WHEN "refusal" IS NOT NULL THEN "refusal"
      WHEN "used" + row_number() OVER (PARTITION BY "cardId", "openid", "refusal" IS NULL ORDER BY "nth") > "useLimit" THEN 'LIMIT_REACHED'
    END AS "held"
    FROM asked
  ), counted AS (
    INSERT INTO "CardUser" ("merchantId", "cardId", "openid", "claimCount", "redeemCount")
    SELECT judged."merchantId", judged."cardId", judged."openid", 0, count(*) FROM judged WHERE judged."held" IS NULL
    GROUP BY judged."merchantId", judged."cardId", judged."openid" ORDER BY judged."cardId", judged."openid"
    ON CONFLICT ("cardId", "openid") DO UPDATE SET "redeemCount" = "CardUser"."redeemCount" + EXCLUDED."redeemCount"
    WHERE "CardUser"."redeemCount" + EXCLUDED."redeemCount" <= (
      SELECT min(judged."useLimit") FROM judged WHERE judged."cardId" = EXCLUDED."cardId" AND judged."openid" = EXCLUDED."openid" AND judged."held" IS NULL)
    RETURNING "CardUser"."cardId", "CardUser"."openid"
  ), won AS MATERIALIZED (
    SELECT judged.* FROM judged
    JOIN counted ON counted."cardId" = judged."cardId" AND counted."openid" = judged."openid"
    WHERE judged."held" IS NULL
  ), consumed AS (
    UPDATE "Code" SET "status" = 'CONSUMED', "updatedAt" = won."at" FROM won WHERE "Code"."id" = won."codeId"
  ), histories AS (
    INSERT INTO "CodeHistory" ("id", "merchantId", "codeId", "from", "to", "at", "actorKind", "actorId", "storeId", "reason")
    SELECT "historyId", "merchantId", "codeId", "from"::"CodeStatus", 'CONSUMED', "at", "actorKind", "actorId", "storeId", 'redeemed' FROM won ORDER BY "nth"
  ), redemptions AS (
    INSERT INTO "Redemption" ("id", "merchantId", "cardId", "codeId", "openid", "way", "storeId", "staffId", "amountFen", "outerStr",
      "verificationCode", "redeemedAt", "confirmedAt", "deviceId", "deviceCounter", "actorKind", "actorId")
    SELECT "redemptionId", "merchantId", "cardId", "codeId", "openid", "way"::"RedemptionWay", "storeId", "staffId", "amountFen", "outerStr",
      "verificationCode", "at", "confirmedAt", "deviceId", "deviceCounter", "actorKind", "actorId" FROM won ORDER BY "nth"
  ), events AS (
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "data")
    SELECT "eventId", "merchantId", 'code.redeemed', "at", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "told" FROM won ORDER BY "nth"
  ), answers AS (
    INSERT INTO "IdempotencyRecord" ("merchantId", "operation", "scope", "key", "requestHash", "answer", "createdAt", "expiresAt")
    SELECT "merchantId", 'codeRedeem', "scope", "key", "requestHash", jsonb_build_object('redemptionId', "redemptionId"), "at", "keepUntil"
    FROM won WHERE "key" IS NOT NULL ORDER BY "scope", "key"
  )
  SELECT judged."nth",
    CASE WHEN judged."held" IS NOT NULL THEN judged."held" WHEN won."nth" IS NULL THEN 'WAIT' ELSE 'REDEEMED' END,
    CASE WHEN judged."held" = 'REPLAYED' THEN judged."keptId" WHEN won."nth" IS NULL THEN NULL ELSE won."redemptionId" END,
    judged."used"
  FROM judged LEFT JOIN won ON won."nth" = judged."nth"
  ORDER BY judged."nth";
END
$$;
