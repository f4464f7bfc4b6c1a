-- Commits a batch of redemptions (R1, R2, graphql.md §6): uses up each code by itself and writes status, history,
-- redemption, use count, event and answer in one statement. Written once for all ways to redeem.
--
-- `facts` are what many redemptions have in common, each once; an order of `given` says by `of` which are its. What facts
-- decide was judged before, in TypeScript, and so was which orders share a code or a key with an earlier one. Judged here is
-- what only the database knows: kept answers, whether code and card are still the rows that were judged, and the use limit.
--
-- Each row goes through as few steps as judging needs, and is looked up once (decision 0024).
--
-- Verdicts: REDEEMED, REPLAYED, KEY_REUSED, LIMIT_REACHED, CHANGED (code or card is another than the one that was judged),
-- WAIT (somebody else holds the code, or was counted in the same moment; or its code or key is in the batch twice).
CREATE OR REPLACE FUNCTION "redeem_codes"("facts" json, "given" json)
RETURNS TABLE ("nth" int, "verdict" text, "redemptionId" text, "used" int)
LANGUAGE plpgsql
-- A plan that was made while the tables were small must not read them whole when they have grown (see `redemption_grounds`).
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  "lockedIds" text[];
  "lockedStatuses" text[];
  "lockedRows" text[];
BEGIN
  -- Codes first, and as they are once they are locked. Those that somebody else holds are not waited for: they would hold
  -- up all that go with them.
  SELECT array_agg(locked."id"), array_agg(locked."status"), array_agg(locked."row") INTO "lockedIds", "lockedStatuses", "lockedRows" FROM (
    SELECT "Code"."id", "Code"."status"::text AS "status", "Code".xmin::text AS "row" FROM "Code"
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
  ), judged AS MATERIALIZED (
    SELECT asked.*, CASE
      WHEN "refusal" IS NOT NULL THEN "refusal"
      WHEN "used" + row_number() OVER (PARTITION BY "cardId", "openid", "refusal" IS NULL ORDER BY "nth") > "useLimit" THEN 'LIMIT_REACHED'
    END AS "held"
    FROM (
      SELECT orders."nth", orders."codeId", orders."openid", orders."amountFen", orders."outerStr", orders."verificationCode",
        orders."confirmedAt", orders."deviceId", orders."deviceCounter", orders."redemptionId", orders."historyId", orders."eventId",
        orders."told", orders."at", orders."key", orders."requestHash", orders."keepUntil",
        facts."merchantId", facts."cardId", facts."from", facts."useLimit", facts."way", facts."storeId", facts."staffId",
        facts."actorKind", facts."actorId", facts."scope", kept."answer" ->> 'redemptionId' AS "keptId",
        COALESCE(uses."redeemCount", 0) AS "used",
        CASE
          WHEN kept."requestHash" <> orders."requestHash" THEN 'KEY_REUSED'
          WHEN kept."requestHash" IS NOT NULL THEN 'REPLAYED'
          WHEN locked."id" IS NULL OR orders."isShared" THEN 'WAIT'
          WHEN locked."status" <> facts."from" OR locked."row" <> orders."codeRow" OR facts."isCardChanged" THEN 'CHANGED'
        END AS "refusal"
      FROM json_to_recordset("given") AS orders (
        "nth" int, "of" int, "codeId" text, "codeRow" text, "openid" text, "amountFen" bigint, "outerStr" text, "verificationCode" text,
        "confirmedAt" timestamptz, "deviceId" text, "deviceCounter" int, "redemptionId" text, "historyId" text, "eventId" text,
        "told" jsonb, "at" timestamptz, "key" text, "requestHash" text, "keepUntil" timestamptz, "isShared" boolean
      )
      JOIN facts ON facts."ordinality" = orders."of"
      LEFT JOIN unnest("lockedIds", "lockedStatuses", "lockedRows") AS locked ("id", "status", "row") ON locked."id" = orders."codeId"
      LEFT JOIN LATERAL (
        SELECT "CardUser"."redeemCount" FROM "CardUser" WHERE "CardUser"."cardId" = facts."cardId" AND "CardUser"."openid" = orders."openid" LIMIT 1
      ) AS uses ON true
      LEFT JOIN LATERAL (
        SELECT "IdempotencyRecord"."requestHash", "IdempotencyRecord"."answer" FROM "IdempotencyRecord"
        WHERE "IdempotencyRecord"."merchantId" = facts."merchantId" AND "IdempotencyRecord"."operation" = 'codeRedeem'
          AND "IdempotencyRecord"."scope" = facts."scope" AND "IdempotencyRecord"."key" = orders."key" LIMIT 1
      ) AS kept ON true
    ) AS asked
  ), counted AS (
    INSERT INTO "CardUser" ("merchantId", "cardId", "openid", "claimCount", "redeemCount")
    SELECT judged."merchantId", judged."cardId", judged."openid", 0, count(*) FROM judged WHERE judged."held" IS NULL
    GROUP BY judged."merchantId", judged."cardId", judged."openid" ORDER BY judged."cardId", judged."openid"
    ON CONFLICT ("cardId", "openid") DO UPDATE SET "redeemCount" = "CardUser"."redeemCount" + EXCLUDED."redeemCount"
    WHERE "CardUser"."redeemCount" + EXCLUDED."redeemCount" <= (
      SELECT min(facts."useLimit") FROM facts WHERE facts."cardId" = EXCLUDED."cardId" AND facts."isCardChanged" IS NOT TRUE)
    RETURNING "CardUser"."cardId", "CardUser"."openid"
  ), ruled AS MATERIALIZED (
    -- In a CASE what was counted is looked up in a hash; as a join all would be compared with all. Of a word the planner
    -- thinks that few rows have it, so that it looks their codes up one by one, as it should.
    SELECT judged.*, CASE
      WHEN judged."held" IS NOT NULL THEN judged."held"
      WHEN (judged."cardId", judged."openid") IN (SELECT counted."cardId", counted."openid" FROM counted) THEN 'REDEEMED'
      ELSE 'WAIT'
    END AS "verdict"
    FROM judged
  ), consumed AS (
    UPDATE "Code" SET "status" = 'CONSUMED', "updatedAt" = ruled."at" FROM ruled WHERE "Code"."id" = ruled."codeId" AND ruled."verdict" = 'REDEEMED'
  ), histories AS (
    INSERT INTO "CodeHistory" ("id", "merchantId", "codeId", "from", "to", "at", "actorKind", "actorId", "storeId", "reason")
    SELECT "historyId", "merchantId", "codeId", "from"::"CodeStatus", 'CONSUMED', "at", "actorKind", "actorId", "storeId", 'redeemed' FROM ruled WHERE "verdict" = 'REDEEMED'
  ), redemptions AS (
    INSERT INTO "Redemption" ("id", "merchantId", "cardId", "codeId", "openid", "way", "storeId", "staffId", "amountFen", "outerStr",
      "verificationCode", "redeemedAt", "confirmedAt", "deviceId", "deviceCounter", "actorKind", "actorId")
    SELECT "redemptionId", "merchantId", "cardId", "codeId", "openid", "way", "storeId", "staffId", "amountFen", "outerStr",
      "verificationCode", "at", "confirmedAt", "deviceId", "deviceCounter", "actorKind", "actorId" FROM ruled WHERE "verdict" = 'REDEEMED'
  ), events AS (
    INSERT INTO "Event" ("id", "merchantId", "type", "occurredAt", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "data")
    SELECT "eventId", "merchantId", 'code.redeemed', "at", "actorKind", "actorId", "cardId", "codeId", "storeId", "openid", "told" FROM ruled WHERE "verdict" = 'REDEEMED'
  ), answers AS (
    INSERT INTO "IdempotencyRecord" ("merchantId", "operation", "scope", "key", "requestHash", "answer", "createdAt", "expiresAt")
    SELECT "merchantId", 'codeRedeem', "scope", "key", "requestHash", jsonb_build_object('redemptionId', "redemptionId"), "at", "keepUntil"
    FROM ruled WHERE "verdict" = 'REDEEMED' AND "key" IS NOT NULL ORDER BY "scope", "key"
  )
  SELECT ruled."nth", ruled."verdict",
    CASE ruled."verdict" WHEN 'REPLAYED' THEN ruled."keptId" WHEN 'REDEEMED' THEN ruled."redemptionId" END,
    ruled."used"
  FROM ruled ORDER BY ruled."nth";
END
$$;

-- Gives at most `most` committed events the next numbers of their merchants, gap-free (E1), and tells how many.
-- The lock is a statement of its own, so that the next one sees all that the numberer before has committed. Nobody else
-- changes an event without a number, so that each is found again by its place (ctid).
CREATE OR REPLACE FUNCTION "number_events"("most" int) RETURNS int
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
    SELECT "row", "merchantId", row_number() OVER (PARTITION BY "merchantId" ORDER BY "position") AS "nth",
      count(*) OVER (PARTITION BY "merchantId") AS "total"
    FROM (SELECT ctid AS "row", "merchantId", "position" FROM "Event" WHERE "sequence" IS NULL ORDER BY "position" LIMIT "most") AS "batch"
  ), counters AS (
    INSERT INTO "EventCounter" ("merchantId", "lastSequence")
    SELECT "merchantId", "total" FROM pending WHERE "nth" = 1 ORDER BY "merchantId"
    ON CONFLICT ("merchantId") DO UPDATE SET "lastSequence" = "EventCounter"."lastSequence" + EXCLUDED."lastSequence"
    RETURNING "merchantId", "lastSequence"
  )
  UPDATE "Event" SET "sequence" = counters."lastSequence" - pending."total" + pending."nth"
  FROM pending JOIN counters ON counters."merchantId" = pending."merchantId"
  WHERE "Event".ctid = pending."row";
  GET DIAGNOSTICS "numbered" = ROW_COUNT;
  RETURN "numbered";
END
$$;
