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

-- Many claims as one statement, each with its own verdict: the cards of all are locked first, in one order, so that batches
-- never wait for each other in a circle and what is read afterwards stays true. Joins by index, whatever the planner knows
-- of tables that were empty when it planned.
CREATE FUNCTION claim_batch(cards text[], claimers text[])
RETURNS TABLE (nth bigint, id text, value text, verdict text) LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
  PERFORM 1 FROM "Card" c WHERE c."id" = ANY (cards) ORDER BY c."id" FOR UPDATE;
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT a.nth, a.card, a.claimer, c."left",
      row_number() OVER (PARTITION BY a.card, a.claimer ORDER BY a.nth) + coalesce(
        (SELECT held."claimCount" FROM "CardUser" held WHERE held."cardId" = a.card AND held."openid" = a.claimer), 0
      ) <= c."claimLimit" AS allowed
    FROM unnest(cards, claimers) WITH ORDINALITY a (card, claimer, nth)
    CROSS JOIN LATERAL (SELECT "left", "claimLimit" FROM "Card" WHERE "id" = a.card LIMIT 1) c
  ), judged AS MATERIALIZED (
    SELECT nth, card, claimer, gen_random_uuid()::text AS id, (1e14 + floor(random() * 9e14))::bigint::text AS value,
      CASE WHEN NOT allowed THEN 'CLAIM_LIMIT_REACHED'
        WHEN count(*) FILTER (WHERE allowed) OVER (PARTITION BY card ORDER BY nth) > "left" THEN 'OUT_OF_STOCK'
        ELSE 'CLAIMED' END AS verdict
    FROM asked
  ), won AS MATERIALIZED (SELECT * FROM judged WHERE verdict = 'CLAIMED')
  , users AS (
    INSERT INTO "CardUser" AS held ("cardId", "openid", "claimCount")
    SELECT card, claimer, count(*) FROM won GROUP BY card, claimer
    ON CONFLICT ("cardId", "openid") DO UPDATE SET "claimCount" = held."claimCount" + excluded."claimCount"
  ), codes AS (
    INSERT INTO "Code" ("id", "cardId", "value", "openid", "status", "claimedAt")
    SELECT id, card, value, claimer, 'NORMAL', now() FROM won
  ), events AS (
    INSERT INTO "Event" ("type", "cardId", "codeId", "openid", "occurredAt")
    SELECT 'card.claimed', card, id, claimer, now() FROM won
  ), stock AS (
    UPDATE "Card" c SET "left" = c."left" - taken.pieces
    FROM (SELECT card, count(*)::int AS pieces FROM won GROUP BY card) taken WHERE c."id" = taken.card
  )
  SELECT judged.nth, judged.id, judged.value, judged.verdict FROM judged ORDER BY judged.nth;
END $$;

-- The same without limits and events: how fast the way in and the table of codes alone can be.
CREATE FUNCTION claim_batch_bare(cards text[], claimers text[])
RETURNS TABLE (nth bigint, id text, value text, verdict text) LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
  PERFORM 1 FROM "Card" c WHERE c."id" = ANY (cards) ORDER BY c."id" FOR UPDATE;
  RETURN QUERY
  WITH judged AS MATERIALIZED (
    SELECT a.nth, a.card, a.claimer, gen_random_uuid()::text AS id, (1e14 + floor(random() * 9e14))::bigint::text AS value,
      CASE WHEN row_number() OVER (PARTITION BY a.card ORDER BY a.nth) > c."left" THEN 'OUT_OF_STOCK' ELSE 'CLAIMED' END AS verdict
    FROM unnest(cards, claimers) WITH ORDINALITY a (card, claimer, nth)
    CROSS JOIN LATERAL (SELECT "left" FROM "Card" WHERE "id" = a.card LIMIT 1) c
  ), won AS MATERIALIZED (SELECT * FROM judged WHERE verdict = 'CLAIMED')
  , codes AS (
    INSERT INTO "Code" ("id", "cardId", "value", "openid", "status", "claimedAt")
    SELECT id, card, value, claimer, 'NORMAL', now() FROM won
  ), stock AS (
    UPDATE "Card" c SET "left" = c."left" - taken.pieces
    FROM (SELECT card, count(*)::int AS pieces FROM won GROUP BY card) taken WHERE c."id" = taken.card
  )
  SELECT judged.nth, judged.id, judged.value, judged.verdict FROM judged ORDER BY judged.nth;
END $$;

-- Many redemptions as one statement. Of equal numbers in one batch the first one succeeds.
CREATE FUNCTION redeem_batch(numbers text[], announces boolean)
RETURNS TABLE (nth bigint, id text, verdict text) LANGUAGE plpgsql SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET jit = off AS $$
#variable_conflict use_column
BEGIN
  PERFORM 1 FROM "Code" k WHERE k."value" = ANY (numbers) ORDER BY k."value" FOR UPDATE;
  RETURN QUERY
  WITH asked AS MATERIALIZED (
    SELECT a.nth, a.number, row_number() OVER (PARTITION BY a.number ORDER BY a.nth) AS turn
    FROM unnest(numbers) WITH ORDINALITY a (number, nth)
  ), used AS (
    UPDATE "Code" k SET "status" = 'CONSUMED', "redeemedAt" = now() FROM asked
    WHERE asked.turn = 1 AND k."value" = asked.number AND k."status" = 'NORMAL'
    RETURNING asked.nth, k."id", k."cardId", k."openid"
  ), events AS (
    INSERT INTO "Event" ("type", "cardId", "codeId", "openid", "occurredAt")
    SELECT 'code.redeemed', "cardId", "id", "openid", now() FROM used WHERE announces
  )
  SELECT asked.nth, used."id", CASE WHEN used."id" IS NULL THEN 'CODE_NOT_REDEEMABLE' ELSE 'REDEEMED' END
  FROM asked LEFT JOIN used ON used.nth = asked.nth ORDER BY asked.nth;
END $$;
