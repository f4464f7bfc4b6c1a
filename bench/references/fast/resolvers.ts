import { type CardArgument, type ClaimArguments, timeText } from '../schema-text.ts';
import { openBatches } from '../sql/batches.ts';
import { coalescing } from '../sql/coalesce.ts';
import type { Database, Row } from '../sql/database.ts';
import { STATEMENTS } from '../sql/statements.ts';

/** Cards that are asked for meanwhile are read together. */
const CARDS = `
  SELECT c."id", c."title", c."left",
    (SELECT json_agg(json_build_object('id', s."id", 'name', s."name", 'city', s."city", 'address', s."address"))
     FROM "_CardToStore" named JOIN "Store" s ON s."id" = named."B" WHERE named."A" = c."id") AS "stores"
  FROM "Card" c WHERE c."id" = ANY ($1)`;
const READING_LANES = 2;

/** Writes go in batches, reads are one statement each. */
export function createResolvers(database: Database, announce: (cardId: string, code: Row) => void) {
  const { claim, redeem } = openBatches(database, 'codes');
  const readCard = coalescing<string, Row>({
    lanes: READING_LANES,
    laneOf: (id) => id,
    send: async (ids) => {
      const cards = new Map((await database('cards', CARDS, [[...new Set(ids)]])).map((card) => [card['id'], card]));
      return ids.map((id) => cards.get(id) ?? {});
    },
  });
  return {
    Query: {
      card: (_root: unknown, { id }: CardArgument) => readCard(id),
      codes: () => database('listCodes', STATEMENTS.listCodes, []),
    },
    Mutation: {
      claim: async (_root: unknown, { cardId, openid }: ClaimArguments) => {
        const code = { ...(await claim({ cardId, openid })), openid };
        announce(cardId, code);
        return code;
      },
      redeem: (_root: unknown, { value }: { value: string }) => redeem(value),
    },
    Code: { claimedAt: ({ claimedAt }: Row) => timeText(claimedAt) },
  };
}
