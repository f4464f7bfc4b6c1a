-- Commits a batch of claims (L1, L2, graphql.md §6): judges each by itself and writes codes, history, claims, events,
-- answers, counts and stock in one statement. Written once for all ways to claim; decision 0016 says why it is SQL.
--
-- What is judged here is what only the database knows: kept answers, whether the card is still the row that was judged,
-- testers, audience, own codes, limit, stock, deposited codes. What facts alone decide was judged before, in TypeScript.
--
-- Verdicts: CLAIMED, REPLAYED, KEY_REUSED, CARD_CHANGED (judge again), NOT_A_TESTER, NOT_IN_AUDIENCE, CODE_TAKEN,
-- LIMIT_REACHED, OUT_OF_STOCK, LOW_MARK (this one brings the stock down to the low mark: do it alone, which tells),
-- WAIT (it shares a user, a key or a code with an earlier one of the batch, or with what was just committed: ask again).
CREATE FUNCTION "claim_codes"("given" jsonb, "lowMark" int, "lowFrom" int, "isAlone" boolean)
RETURNS TABLE ("nth" int, "verdict" text, "claimId" text, "value" text, "used" int, "left" bigint, "quantity" bigint)
LANGUAGE plpgsql
-- A plan that was made while the tables were small must not read them whole when they have grown: no scan of a table, and
-- a LIMIT in each look-up, without which the planner turns it into a join with all rows.
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
BEGIN
  -- Lots first, in one order for everybody: of two batches of a card the second sees all that the first has written.
  -- Where nothing is left nothing is locked: who comes late is answered without waiting.
  PERFORM 1 FROM "StockLot"
  WHERE "cardId" = ANY (ARRAY(SELECT DISTINCT "order" ->> 'cardId' FROM jsonb_array_elements("given") AS "order"))
    AND "left" > 0
  ORDER BY "cardId", "createdAt", "id" FOR UPDATE;

  RETURN QUERY
  WITH orders AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset("given") AS "order" (
      "nth" int, "merchantId" text, "cardId" text, "cardRow" text, "timeZone" text, "mode" text, "claimLimit" int,
      "forTesters" boolean, "forAudience" boolean, "openid" text, "outerStr" text, "placementId" text, "value" text,
      "claimId" text, "codeId" text, "historyId" text, "eventId" text, "at" timestamptz, "validFrom" timestamptz,
      "validUntil" timestamptz, "actorKind" text, "actorId" text, "key" text, "requestHash" text, "keepUntil" timestamptz
    )
  ), cards AS MATERIALIZED (
    SELECT named."cardId", card."row", card."timeZone", COALESCE(stock."left", 0) AS "left", COALESCE(stock."quantity", 0) AS "quantity"
    FROM (SELECT DISTINCT "cardId" FROM orders) AS named
    LEFT JOIN LATERAL (
      SELECT "Card".xmin::text AS "row", "Merchant"."timeZone" FROM "Card" JOIN "Merchant" ON "Merchant"."id" = "Card"."merchantId"
      WHERE "Card"."id" = named."cardId" LIMIT 1
    ) AS card ON true
    LEFT JOIN LATERAL (
      SELECT sum("StockLot"."left") AS "left", sum("StockLot"."quantity") AS "quantity" FROM "StockLot" WHERE "StockLot"."cardId" = named."cardId"
    ) AS stock ON true
  ), known AS MATERIALIZED (
    SELECT orders.*, cards."left", cards."quantity", kept."requestHash" AS "keptHash", kept."answer" ->> 'claimId' AS "keptId",
      cards."row" IS DISTINCT FROM orders."cardRow" OR cards."timeZone" IS DISTINCT FROM orders."timeZone" AS "isChanged",
      COALESCE((SELECT "CardUser"."claimCount" FROM "CardUser" WHERE "CardUser"."cardId" = orders."cardId" AND "CardUser"."openid" = orders."openid" LIMIT 1), 0) AS "used",
      row_number() OVER (PARTITION BY orders."cardId", orders."openid" ORDER BY orders."nth") > 1
        OR (orders."key" IS NOT NULL AND row_number() OVER (PARTITION BY orders."merchantId", orders."openid", orders."key" ORDER BY orders."nth") > 1)
        OR (orders."mode" = 'CUSTOM' AND row_number() OVER (PARTITION BY orders."cardId", orders."value" ORDER BY orders."nth") > 1) AS "isShared"
    FROM orders
    JOIN cards ON cards."cardId" = orders."cardId"
    LEFT JOIN LATERAL (
      SELECT "IdempotencyRecord"."requestHash", "IdempotencyRecord"."answer" FROM "IdempotencyRecord"
      WHERE "IdempotencyRecord"."merchantId" = orders."merchantId" AND "IdempotencyRecord"."operation" = 'cardClaim'
        AND "IdempotencyRecord"."scope" = orders."openid" AND "IdempotencyRecord"."key" = orders."key"
      LIMIT 1
    ) AS kept ON true
  ), asked AS MATERIALIZED (
    SELECT known.*, CASE
      WHEN "keptHash" <> "requestHash" THEN 'KEY_REUSED'
      WHEN "keptHash" IS NOT NULL THEN 'REPLAYED'
      WHEN "isChanged" THEN 'CARD_CHANGED'
      WHEN "isShared" THEN 'WAIT'
      WHEN "forTesters" AND (SELECT 1 FROM "CardTester" WHERE "CardTester"."merchantId" = known."merchantId" AND "CardTester"."openid" = known."openid" LIMIT 1) IS NULL THEN 'NOT_A_TESTER'
      WHEN "forAudience" AND (SELECT 1 FROM "CardAudience" WHERE "CardAudience"."cardId" = known."cardId" AND "CardAudience"."openid" = known."openid" LIMIT 1) IS NULL THEN 'NOT_IN_AUDIENCE'
      WHEN "mode" = 'CUSTOM' AND (
        SELECT 1 FROM "Code" WHERE "Code"."value" = known."value" AND "Code"."cardId" || '' = known."cardId" AND "Code"."mode" <> 'SYSTEM' AND "Code"."giftedAt" IS NULL LIMIT 1
      ) IS NOT NULL THEN 'CODE_TAKEN'
      WHEN "used" >= "claimLimit" THEN 'LIMIT_REACHED'
    END AS "refusal"
    FROM known
  ), lined AS MATERIALIZED (
    SELECT asked.*, row_number() OVER (PARTITION BY "cardId", "refusal" IS NULL ORDER BY "nth") AS "place" FROM asked
  ), stocked AS MATERIALIZED (
    SELECT lined.*, CASE
      WHEN "refusal" IS NOT NULL THEN "refusal"
      WHEN "place" > "left" THEN 'OUT_OF_STOCK'
      WHEN "isAlone" OR "quantity" <= "lowFrom" OR "left" <= "lowMark" OR "place" < "left" - "lowMark" THEN NULL
      WHEN "place" = "left" - "lowMark" THEN 'LOW_MARK'
      ELSE 'WAIT'
    END AS "held"
    FROM lined
  ), picked AS MATERIALIZED (
    SELECT pool."cardId", free."value", row_number() OVER (PARTITION BY pool."cardId" ORDER BY free."position", free."value") AS "place"
    FROM (SELECT "cardId", count(*) AS "count" FROM stocked WHERE "held" IS NULL AND "mode" = 'DEPOSITED' GROUP BY "cardId") AS pool
    CROSS JOIN LATERAL (
      SELECT "DepositedCode"."value", "DepositedCode"."position" FROM "DepositedCode"
      WHERE "DepositedCode"."cardId" = pool."cardId" AND "DepositedCode"."codeId" IS NULL
      ORDER BY "DepositedCode"."position", "DepositedCode"."value" LIMIT pool."count" FOR UPDATE
    ) AS free
  ), valued AS MATERIALIZED (
    SELECT stocked.*, picked."value" AS "picked", CASE
      WHEN "held" IS NOT NULL OR "mode" <> 'DEPOSITED' OR picked."value" IS NOT NULL THEN "held"
      -- One that was being taken while we waited for it is gone; another may be free.
      WHEN (SELECT count(*) FROM (
          SELECT 1 FROM "DepositedCode" WHERE "DepositedCode"."cardId" = stocked."cardId" AND "DepositedCode"."codeId" IS NULL LIMIT stocked."place"
        ) AS free) >= stocked."place" THEN 'WAIT'
      ELSE 'OUT_OF_STOCK'
    END AS "kept"
    FROM stocked LEFT JOIN picked ON picked."cardId" = stocked."cardId" AND picked."place" = stocked."place" AND stocked."held" IS NULL AND stocked."mode" = 'DEPOSITED'
  ), counted AS (
    INSERT INTO "CardUser" ("merchantId", "cardId", "openid", "claimCount", "redeemCount")
    SELECT valued."merchantId", valued."cardId", valued."openid", 1, 0 FROM valued WHERE valued."kept" IS NULL ORDER BY valued."cardId", valued."openid"
    ON CONFLICT ("cardId", "openid") DO UPDATE SET "claimCount" = "CardUser"."claimCount" + 1
    WHERE "CardUser"."claimCount" < (SELECT valued."claimLimit" FROM valued WHERE valued."cardId" = EXCLUDED."cardId" AND valued."openid" = EXCLUDED."openid" AND valued."kept" IS NULL)
    RETURNING "CardUser"."cardId", "CardUser"."openid"
  ), won AS MATERIALIZED (
    SELECT valued.*, COALESCE(valued."picked", valued."value") AS "number" FROM valued
    JOIN counted ON counted."cardId" = valued."cardId" AND counted."openid" = valued."openid"
    WHERE valued."kept" IS NULL
  ), codes AS (
    INSERT INTO "Code" ("id", "merchantId", "cardId", "mode", "value", "openid", "status", "outerStr", "validFrom", "validUntil", "claimedAt", "updatedAt")
    SELECT "codeId", "merchantId", "cardId", "mode"::"CodeMode", "number", "openid", 'NORMAL', "outerStr", "validFrom", "validUntil", "at", "at" FROM won ORDER BY "nth"
  ), handed AS (
    UPDATE "DepositedCode" SET "codeId" = won."codeId" FROM won
    WHERE "DepositedCode"."cardId" = won."cardId" AND "DepositedCode"."value" = won."picked"
  ), histories AS (
    INSERT INTO "CodeHistory" ("id", "merchantId", "codeId", "from", "to", "at", "actorKind", "actorId", "reason")
    SELECT "historyId", "merchantId", "codeId", NULL, 'NORMAL', "at", "actorKind", "actorId", 'claimed' FROM won ORDER BY "nth"
  ), claims AS (
    INSERT INTO "Claim" ("id", "merchantId", "cardId", "codeId", "openid", "outerStr", "placementId", "claimedAt")
    SELECT "claimId", "merchantId", "cardId", "codeId", "openid", "outerStr", "placementId", "at" FROM won ORDER BY "nth"
  ), events AS (
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "openid", "data")
    SELECT "eventId", "merchantId", 'card.claimed', "at", "actorKind", "actorId", "cardId", "codeId", "openid",
      jsonb_build_object('claimId', "claimId", 'code', "number", 'outerStr', "outerStr", 'placementId', "placementId")
    FROM won ORDER BY "nth"
  ), answers AS (
    INSERT INTO "IdempotencyRecord" ("merchantId", "operation", "scope", "key", "requestHash", "answer", "createdAt", "expiresAt")
    SELECT "merchantId", 'cardClaim', "openid", "key", "requestHash", jsonb_build_object('claimId', "claimId"), "at", "keepUntil"
    FROM won WHERE "key" IS NOT NULL ORDER BY "openid", "key"
  ), emptied AS (
    SELECT lot."id", LEAST(lot."left", GREATEST(0, lot."taken" - lot."before")) AS "taken" FROM (
      SELECT "StockLot"."id", "StockLot"."left", taken."taken",
        sum("StockLot"."left") OVER (PARTITION BY "StockLot"."cardId" ORDER BY "StockLot"."createdAt", "StockLot"."id") - "StockLot"."left" AS "before"
      FROM (SELECT "cardId", count(*) AS "taken" FROM won GROUP BY "cardId") AS taken
      JOIN "StockLot" ON "StockLot"."cardId" = taken."cardId" WHERE "StockLot"."left" > 0
    ) AS lot
  ), stocks AS (
    UPDATE "StockLot" SET "left" = "StockLot"."left" - emptied."taken" FROM emptied
    WHERE "StockLot"."id" = emptied."id" AND emptied."taken" > 0
  )
  SELECT valued."nth",
    CASE WHEN valued."kept" IS NOT NULL THEN valued."kept" WHEN won."nth" IS NULL THEN 'WAIT' ELSE 'CLAIMED' END,
    CASE WHEN valued."kept" = 'REPLAYED' THEN valued."keptId" WHEN won."nth" IS NULL THEN NULL ELSE won."claimId" END,
    won."number", valued."used", valued."left"::bigint, valued."quantity"::bigint
  FROM valued LEFT JOIN won ON won."nth" = valued."nth"
  ORDER BY valued."nth";
END
$$;
