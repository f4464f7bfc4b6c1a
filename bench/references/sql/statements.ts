/** One statement for each operation. The bare references run nothing else, Mercurius runs the two writes. */
export const STATEMENTS = {
  claim: 'SELECT "id", "value", "openid" FROM claim($1, $2)',
  redeem: 'SELECT "id", "value" FROM redeem($1)',
  readCard: `
    SELECT c."id", c."title", c."left",
      (SELECT json_agg(json_build_object('id', s."id", 'name', s."name", 'city', s."city", 'address', s."address"))
       FROM "_CardToStore" named JOIN "Store" s ON s."id" = named."B" WHERE named."A" = c."id") AS "stores"
    FROM "Card" c WHERE c."id" = $1`,
  listCodes: `
    SELECT k."value", k."status", k."openid", k."claimedAt", json_build_object('id', c."id", 'title', c."title") AS "card"
    FROM "Code" k JOIN "Card" c ON c."id" = k."cardId" ORDER BY k."claimedAt" DESC, k."id" DESC LIMIT 50`,
} as const;

/** Connections of each reference to the database: as many as Kaquan has for its requests. */
export const CONNECTIONS = 20;
