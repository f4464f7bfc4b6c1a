-- The first claim of a card is made in a batch as any other: the function puts the card into circulation (decision 0022).
-- The one before, which takes no cards that are ready, stays for servers that are replaced one after the other.

-- Commits a batch of claims (L1, L2, graphql.md §6): judges each by itself and writes codes, history, claims, events,
-- answers, counts and stock in one statement. Written once for all ways to claim; decision 0016 says why it is SQL.
--
-- `facts` are the cards and callers, each once; an order of `given` says by `of` which are its. As `json`, not `jsonb`: what
-- is read once is not worth being built first.
--
-- What is judged here is what only the database knows: kept answers, whether the card is still the row that was judged,
-- testers, audience, own codes, limit, stock, deposited codes. What facts alone decide was judged before, in TypeScript,
-- and so was which orders share a user, a key or a code with an earlier one of the batch (`isShared`).
--
-- Verdicts: CLAIMED, REPLAYED, KEY_REUSED, CARD_CHANGED (judge again), NOT_A_TESTER, NOT_IN_AUDIENCE, CODE_TAKEN,
-- LIMIT_REACHED, OUT_OF_STOCK, LOW_MARK (this one brings the stock down to the low mark: do it alone, which tells),
-- CARD_HELD (somebody changes the card that it would put into circulation: do it alone, which waits),
-- WAIT (it is shared, or shares its user with what was just committed: ask again).
--
-- `ready` are the cards that are not in circulation yet: the first claim of each puts it there (C8) and tells so by the
-- event named `distributedEventId`. `cardRow` is the row that such a card has become.
CREATE FUNCTION "claim_codes"("facts" json, "given" json, "ready" text[], "lowMark" int, "lowFrom" int, "isAlone" boolean)
RETURNS TABLE (
  "nth" int, "verdict" text, "claimId" text, "value" text, "used" int, "left" bigint, "quantity" bigint, "cardRow" text
)
LANGUAGE plpgsql
-- A plan that was made while the tables were small must not read them whole when they have grown: no scan of a table, and
-- a LIMIT in each look-up, without which the planner turns it into a join with all rows.
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  "heldIds" text[] := '{}';
BEGIN
  -- Who changes a card holds it and may wait for its lots (a change of the stock), so one that is waited for comes before
  -- them. A batch, which holds lots of many cards, waits for no card.
  IF "isAlone" THEN
    "heldIds" := ARRAY(SELECT "id" FROM "Card" WHERE "id" = ANY ("ready") AND "status" = 'READY' FOR NO KEY UPDATE);
  END IF;

  -- Lots in one order for everybody: of two batches of a card the second sees all that the first has written.
  -- Where nothing is left nothing is locked: who comes late is answered without waiting.
  PERFORM 1 FROM "StockLot"
  WHERE "cardId" = ANY (ARRAY(SELECT DISTINCT "cardId" FROM json_to_recordset("facts") AS "fact" ("cardId" text)))
    AND "left" > 0
  ORDER BY "cardId", "createdAt", "id" FOR UPDATE;

  IF NOT "isAlone" AND cardinality("ready") > 0 THEN
    "heldIds" := ARRAY(SELECT "id" FROM "Card" WHERE "id" = ANY ("ready") AND "status" = 'READY' FOR NO KEY UPDATE SKIP LOCKED);
  END IF;

  RETURN QUERY
  WITH cards AS MATERIALIZED (
    SELECT fact.*, card."row" IS DISTINCT FROM fact."cardRow" OR card."timeZone" IS DISTINCT FROM fact."zone" AS "isChanged",
      COALESCE(stock."left", 0) AS "left", COALESCE(stock."quantity", 0) AS "quantity"
    FROM ROWS FROM (json_to_recordset("facts") AS (
      "merchantId" text, "cardId" text, "cardRow" text, "zone" text, "mode" "CodeMode", "claimLimit" int,
      "forTesters" boolean, "forAudience" boolean, "actorKind" text, "actorId" text
    )) WITH ORDINALITY AS fact
    LEFT JOIN LATERAL (
      SELECT "Card".xmin::text AS "row", "Merchant"."timeZone" FROM "Card" JOIN "Merchant" ON "Merchant"."id" = "Card"."merchantId"
      WHERE "Card"."id" = fact."cardId" LIMIT 1
    ) AS card ON true
    LEFT JOIN LATERAL (
      SELECT sum("StockLot"."left") AS "left", sum("StockLot"."quantity") AS "quantity" FROM "StockLot" WHERE "StockLot"."cardId" = fact."cardId"
    ) AS stock ON true
  ), asked AS MATERIALIZED (
    SELECT asking.*, cards."merchantId", cards."cardId", cards."mode", cards."claimLimit", cards."actorKind", cards."actorId",
      cards."left", cards."quantity", kept."answer" ->> 'claimId' AS "keptId", COALESCE(counted."claimCount", 0) AS "used",
      CASE
        WHEN kept."requestHash" <> asking."requestHash" THEN 'KEY_REUSED'
        WHEN kept."requestHash" IS NOT NULL THEN 'REPLAYED'
        WHEN cards."isChanged" THEN 'CARD_CHANGED'
        WHEN asking."distributedEventId" IS NOT NULL AND cards."cardId" <> ALL ("heldIds") THEN 'CARD_HELD'
        WHEN asking."isShared" THEN 'WAIT'
        WHEN cards."forTesters" AND (SELECT 1 FROM "CardTester" WHERE "CardTester"."merchantId" = cards."merchantId" AND "CardTester"."openid" = asking."openid" LIMIT 1) IS NULL THEN 'NOT_A_TESTER'
        WHEN cards."forAudience" AND (SELECT 1 FROM "CardAudience" WHERE "CardAudience"."cardId" = cards."cardId" AND "CardAudience"."openid" = asking."openid" LIMIT 1) IS NULL THEN 'NOT_IN_AUDIENCE'
        WHEN cards."mode" = 'CUSTOM' AND (
          SELECT 1 FROM "Code" WHERE "Code"."value" = asking."value" AND "Code"."cardId" || '' = cards."cardId" AND "Code"."mode" <> 'SYSTEM' AND "Code"."giftedAt" IS NULL LIMIT 1
        ) IS NOT NULL THEN 'CODE_TAKEN'
        WHEN COALESCE(counted."claimCount", 0) >= cards."claimLimit" THEN 'LIMIT_REACHED'
      END AS "refusal"
    FROM json_to_recordset("given") AS asking (
      "nth" int, "of" int, "openid" text, "outerStr" text, "placementId" text, "value" text, "claimId" text, "codeId" text,
      "historyId" text, "eventId" text, "distributedEventId" text, "at" timestamptz, "validFrom" timestamptz, "validUntil" timestamptz, "key" text,
      "requestHash" text, "keepUntil" timestamptz, "isShared" boolean
    )
    JOIN cards ON cards."ordinality" = asking."of"
    LEFT JOIN LATERAL (
      SELECT "CardUser"."claimCount" FROM "CardUser" WHERE "CardUser"."cardId" = cards."cardId" AND "CardUser"."openid" = asking."openid" LIMIT 1
    ) AS counted ON true
    LEFT JOIN LATERAL (
      SELECT "IdempotencyRecord"."requestHash", "IdempotencyRecord"."answer" FROM "IdempotencyRecord"
      WHERE "IdempotencyRecord"."merchantId" = cards."merchantId" AND "IdempotencyRecord"."operation" = 'cardClaim'
        AND "IdempotencyRecord"."scope" = asking."openid" AND "IdempotencyRecord"."key" = asking."key"
      LIMIT 1
    ) AS kept ON true
  ), stocked AS MATERIALIZED (
    SELECT lined.*, CASE
      WHEN "refusal" IS NOT NULL THEN "refusal"
      WHEN "place" > "left" THEN 'OUT_OF_STOCK'
      WHEN "isAlone" OR "quantity" <= "lowFrom" OR "left" <= "lowMark" OR "place" < "left" - "lowMark" THEN NULL
      WHEN "place" = "left" - "lowMark" THEN 'LOW_MARK'
      ELSE 'WAIT'
    END AS "held"
    FROM (SELECT asked.*, row_number() OVER (PARTITION BY "cardId", "refusal" IS NULL ORDER BY "nth") AS "place" FROM asked) AS lined
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
    -- The planner thinks that there are few: it looks their codes up one by one, as it should, but would join `counted` by
    -- comparing all with all. In a CASE it is looked up in a hash.
    SELECT valued.*, COALESCE(valued."picked", valued."value") AS "number" FROM valued
    WHERE valued."kept" IS NULL AND CASE WHEN valued."kept" IS NULL THEN (valued."cardId", valued."openid") IN (SELECT counted."cardId", counted."openid" FROM counted) END
    ORDER BY valued."nth"
  ), codes AS (
    INSERT INTO "Code" ("id", "merchantId", "cardId", "mode", "value", "openid", "status", "outerStr", "validFrom", "validUntil", "claimedAt", "updatedAt")
    SELECT "codeId", "merchantId", "cardId", "mode", "number", "openid", 'NORMAL', "outerStr", "validFrom", "validUntil", "at", "at" FROM won
  ), handed AS (
    UPDATE "DepositedCode" SET "codeId" = won."codeId" FROM won
    WHERE won."picked" IS NOT NULL AND "DepositedCode"."cardId" = won."cardId" AND "DepositedCode"."value" = won."picked"
  ), histories AS (
    INSERT INTO "CodeHistory" ("id", "merchantId", "codeId", "from", "to", "at", "actorKind", "actorId", "reason")
    SELECT "historyId", "merchantId", "codeId", NULL, 'NORMAL', "at", "actorKind", "actorId", 'claimed' FROM won
  ), claims AS (
    INSERT INTO "Claim" ("id", "merchantId", "cardId", "codeId", "openid", "outerStr", "placementId", "claimedAt")
    SELECT "claimId", "merchantId", "cardId", "codeId", "openid", "outerStr", "placementId", "at" FROM won
  ), circulated AS (
    UPDATE "Card" SET "status" = 'DISTRIBUTED' FROM (
      SELECT DISTINCT ON ("cardId") * FROM won WHERE "distributedEventId" IS NOT NULL ORDER BY "cardId", "nth"
    ) AS first
    WHERE "Card"."id" = ANY ("heldIds") AND "Card"."id" = first."cardId"
    RETURNING first."distributedEventId", first."merchantId", first."at", first."actorKind", first."actorId", first."cardId",
      "Card".xmin::text AS "row"
  ), events AS (
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "openid", "data")
    SELECT "eventId", "merchantId", 'card.claimed', "at", "actorKind", "actorId", "cardId", "codeId", "openid",
      jsonb_build_object('claimId', "claimId", 'code', "number", 'outerStr', "outerStr", 'placementId', "placementId")
    FROM won
    UNION ALL
    SELECT "distributedEventId", "merchantId", 'card.distributed', "at", "actorKind", "actorId", "cardId", NULL, NULL, '{}' FROM circulated
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
    won."number", valued."used", valued."left"::bigint, valued."quantity"::bigint,
    -- One statement has made all these rows. In the CASE cards are looked up in a hash, as above.
    CASE WHEN valued."cardId" IN (SELECT circulated."cardId" FROM circulated) THEN (SELECT min(circulated."row") FROM circulated) END
  FROM valued LEFT JOIN won ON won."nth" = valued."nth"
  ORDER BY valued."nth";
END
$$;
