-- Written for every claim and redemption, so each of these indexes holds only what is asked for by it (decision 0020).
-- Nobody reads an event before it has its number: the indexes of events hold numbered ones, and are written once.
DROP INDEX "Event_position_key", "Event_merchantId_sequence_key", "Event_merchantId_type_sequence_idx", "Event_merchantId_cardId_sequence_idx",
  "Event_merchantId_codeId_sequence_idx", "Event_merchantId_openid_sequence_idx", "Event_merchantId_occurredAt_id_idx";
CREATE UNIQUE INDEX "Event_merchantId_sequence_key" ON "Event" ("merchantId", "sequence") WHERE "sequence" IS NOT NULL;
CREATE INDEX "Event_merchantId_type_sequence_idx" ON "Event" ("merchantId", "type", "sequence") WHERE "sequence" IS NOT NULL;
CREATE INDEX "Event_merchantId_cardId_sequence_idx" ON "Event" ("merchantId", "cardId", "sequence") WHERE "sequence" IS NOT NULL;
CREATE INDEX "Event_merchantId_codeId_sequence_idx" ON "Event" ("merchantId", "codeId", "sequence") WHERE "sequence" IS NOT NULL;
CREATE INDEX "Event_merchantId_openid_sequence_idx" ON "Event" ("merchantId", "openid", "sequence") WHERE "sequence" IS NOT NULL;
CREATE INDEX "Event_merchantId_occurredAt_id_idx" ON "Event" ("merchantId", "occurredAt", "id") WHERE "sequence" IS NOT NULL;

-- By the number alone a code is found by "Code_value_cardId_idx".
DROP INDEX "Code_merchantId_value_idx";

-- Most claims come from no placement, most redemptions name no amount, and no phone signed them.
DROP INDEX "Claim_placementId_outerStr_idx";
CREATE INDEX "Claim_placementId_outerStr_idx" ON "Claim" ("placementId", "outerStr") WHERE "placementId" IS NOT NULL;
DROP INDEX "Redemption_deviceId_deviceCounter_key", "Redemption_merchantId_amountFen_idx",
  "Redemption_merchantId_storeId_redeemedAt_id_idx", "Redemption_merchantId_staffId_redeemedAt_id_idx";
CREATE UNIQUE INDEX "Redemption_deviceId_deviceCounter_key" ON "Redemption"("deviceId", "deviceCounter") WHERE "deviceId" IS NOT NULL;
CREATE INDEX "Redemption_merchantId_amountFen_idx" ON "Redemption"("merchantId", "amountFen") WHERE "amountFen" IS NOT NULL;
CREATE INDEX "Redemption_merchantId_storeId_redeemedAt_id_idx" ON "Redemption"("merchantId", "storeId", "redeemedAt", "id") WHERE "storeId" IS NOT NULL;
CREATE INDEX "Redemption_merchantId_staffId_redeemedAt_id_idx" ON "Redemption"("merchantId", "staffId", "redeemedAt", "id") WHERE "staffId" IS NOT NULL;

DROP FUNCTION "claim_codes"(jsonb, int, int, boolean);

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
-- WAIT (it is shared, or shares its user with what was just committed: ask again).
CREATE FUNCTION "claim_codes"("facts" json, "given" json, "lowMark" int, "lowFrom" int, "isAlone" boolean)
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
  WHERE "cardId" = ANY (ARRAY(SELECT DISTINCT "cardId" FROM json_to_recordset("facts") AS "fact" ("cardId" text)))
    AND "left" > 0
  ORDER BY "cardId", "createdAt", "id" FOR UPDATE;

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
      "historyId" text, "eventId" text, "at" timestamptz, "validFrom" timestamptz, "validUntil" timestamptz, "key" text,
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
  ), events AS (
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "openid", "data")
    SELECT "eventId", "merchantId", 'card.claimed', "at", "actorKind", "actorId", "cardId", "codeId", "openid",
      jsonb_build_object('claimId', "claimId", 'code', "number", 'outerStr', "outerStr", 'placementId', "placementId")
    FROM won
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

DROP FUNCTION "redemption_grounds"(jsonb);
DROP FUNCTION "redeem_codes"(jsonb);

-- What redeeming asks of the database (R2), for many codes as one statement: each is named by its id, or by the numbers
-- that were typed, with its card where that is needed (K1). Nothing is judged here. One row for each code that is found.
CREATE FUNCTION "redemption_grounds"("given" json)
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
  FROM json_to_recordset("given") AS asked (
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
-- `facts` are what many redemptions have in common, each once; an order of `given` says by `of` which are its. What facts
-- decide was judged before, in TypeScript, and so was which orders share a code or a key with an earlier one. Judged here is what only the database knows: kept answers, whether
-- code and card are still the rows that were judged, and the use limit.
--
-- Verdicts: REDEEMED, REPLAYED, KEY_REUSED, LIMIT_REACHED, CHANGED (code or card is another than the one that was judged),
-- WAIT (somebody else holds the code, or was counted in the same moment; or its code or key is in the batch twice).
CREATE FUNCTION "redeem_codes"("facts" json, "given" json)
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
    WHERE "Code"."id" = ANY (ARRAY(SELECT DISTINCT "codeId" FROM json_to_recordset("given") AS "order" ("codeId" text)))
    ORDER BY "Code"."id" FOR NO KEY UPDATE SKIP LOCKED
  ) AS locked;

  RETURN QUERY
  WITH facts AS MATERIALIZED (
    SELECT fact.*, (SELECT "Card".xmin::text FROM "Card" WHERE "Card"."id" = fact."cardId" LIMIT 1) <> fact."cardRow" AS "isCardChanged"
    FROM ROWS FROM (json_to_recordset("facts") AS (
      "merchantId" text, "cardId" text, "cardRow" text, "from" text, "useLimit" int, "way" "RedemptionWay",
      "storeId" text, "staffId" text, "actorKind" text, "actorId" text, "scope" text
    )) WITH ORDINALITY AS fact
  ), known AS MATERIALIZED (
    SELECT orders.*, facts."merchantId", facts."cardId", facts."from", facts."useLimit", facts."way", facts."storeId", facts."staffId",
      facts."actorKind", facts."actorId", facts."scope",
      kept."requestHash" AS "keptHash", kept."answer" ->> 'redemptionId' AS "keptId", code."id" IS NULL AS "isHeldByOthers",
      code."status" IS DISTINCT FROM facts."from" OR code."row" <> orders."codeRow" OR facts."isCardChanged" AS "isChanged",
      COALESCE((SELECT "CardUser"."redeemCount" FROM "CardUser" WHERE "CardUser"."cardId" = facts."cardId" AND "CardUser"."openid" = orders."openid"), 0) AS "used"
    FROM json_to_recordset("given") AS orders (
      "nth" int, "of" int, "codeId" text, "codeRow" text, "openid" text, "amountFen" bigint, "outerStr" text, "verificationCode" text,
      "confirmedAt" timestamptz, "deviceId" text, "deviceCounter" int, "redemptionId" text, "historyId" text, "eventId" text,
      "told" jsonb, "at" timestamptz, "key" text, "requestHash" text, "keepUntil" timestamptz, "isShared" boolean
    )
    JOIN facts ON facts."ordinality" = orders."of"
    LEFT JOIN LATERAL (
      SELECT "Code"."id", "Code"."status"::text AS "status", "Code".xmin::text AS "row" FROM "Code"
      WHERE "Code"."id" = orders."codeId" AND orders."codeId" = ANY ("lockedIds") LIMIT 1
    ) AS code ON true
    LEFT JOIN LATERAL (
      SELECT "IdempotencyRecord"."requestHash", "IdempotencyRecord"."answer" FROM "IdempotencyRecord"
      WHERE "IdempotencyRecord"."merchantId" = facts."merchantId" AND "IdempotencyRecord"."operation" = 'codeRedeem'
        AND "IdempotencyRecord"."scope" = facts."scope" AND "IdempotencyRecord"."key" = orders."key" LIMIT 1
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
    -- The planner thinks that there are few: it looks their codes up one by one, as it should, but would join `counted` by
    -- comparing all with all. In a CASE it is looked up in a hash.
    SELECT judged.* FROM judged
    WHERE judged."held" IS NULL AND CASE WHEN judged."held" IS NULL THEN (judged."cardId", judged."openid") IN (SELECT counted."cardId", counted."openid" FROM counted) END
    ORDER BY judged."nth"
  ), consumed AS (
    UPDATE "Code" SET "status" = 'CONSUMED', "updatedAt" = won."at" FROM won WHERE "Code"."id" = won."codeId"
  ), histories AS (
    INSERT INTO "CodeHistory" ("id", "merchantId", "codeId", "from", "to", "at", "actorKind", "actorId", "storeId", "reason")
    SELECT "historyId", "merchantId", "codeId", "from"::"CodeStatus", 'CONSUMED', "at", "actorKind", "actorId", "storeId", 'redeemed' FROM won
  ), redemptions AS (
    INSERT INTO "Redemption" ("id", "merchantId", "cardId", "codeId", "openid", "way", "storeId", "staffId", "amountFen", "outerStr",
      "verificationCode", "redeemedAt", "confirmedAt", "deviceId", "deviceCounter", "actorKind", "actorId")
    SELECT "redemptionId", "merchantId", "cardId", "codeId", "openid", "way", "storeId", "staffId", "amountFen", "outerStr",
      "verificationCode", "at", "confirmedAt", "deviceId", "deviceCounter", "actorKind", "actorId" FROM won
  ), events AS (
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "data")
    SELECT "eventId", "merchantId", 'code.redeemed', "at", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "told" FROM won
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

-- Gives at most `most` committed events the next numbers of their merchants, gap-free (E1), and tells how many.
-- The lock is a statement of its own, so that the next one sees all that the numberer before has committed.
CREATE FUNCTION "number_events"("most" int) RETURNS int
LANGUAGE plpgsql
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  "numbered" int;
BEGIN
  PERFORM pg_advisory_xact_lock(7021001);
  WITH pending AS MATERIALIZED (
    SELECT "id", "merchantId", row_number() OVER (PARTITION BY "merchantId" ORDER BY "position") AS "nth",
      count(*) OVER (PARTITION BY "merchantId") AS "total"
    FROM (SELECT "id", "merchantId", "position" FROM "Event" WHERE "sequence" IS NULL ORDER BY "position" LIMIT "most") AS "batch"
  ), counters AS (
    INSERT INTO "EventCounter" ("merchantId", "lastSequence")
    SELECT "merchantId", "total" FROM pending WHERE "nth" = 1 ORDER BY "merchantId"
    ON CONFLICT ("merchantId") DO UPDATE SET "lastSequence" = "EventCounter"."lastSequence" + EXCLUDED."lastSequence"
    RETURNING "merchantId", "lastSequence"
  )
  UPDATE "Event" SET "sequence" = counters."lastSequence" - pending."total" + pending."nth"
  FROM pending JOIN counters ON counters."merchantId" = pending."merchantId"
  WHERE "Event"."id" = pending."id";
  GET DIAGNOSTICS "numbered" = ROW_COUNT;
  RETURN "numbered";
END
$$;
