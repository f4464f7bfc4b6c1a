import type { IResolvers, MercuriusLoaders } from 'mercurius';
import { type CardArgument, type ClaimArguments, timeText } from '../schema-text.ts';
import type { Database, Row } from '../sql/database.ts';
import { STATEMENTS } from '../sql/statements.ts';

const CARD = 'SELECT "id", "title", "left" FROM "Card" WHERE "id" = $1';
const CARDS = 'SELECT "id", "title", "left" FROM "Card" WHERE "id" = ANY($1)';
const CODES = `SELECT "id", "cardId", "value", "status", "openid", "claimedAt" FROM "Code"
  ORDER BY "claimedAt" DESC, "id" DESC LIMIT $1`;
const STORES = `SELECT named."A" AS "cardId", s."id", s."name", s."city", s."address"
  FROM "_CardToStore" named JOIN "Store" s ON s."id" = named."B" WHERE named."A" = ANY($1)`;

const topicOf = (cardId: string): string => `claims of ${cardId}`;

const shown = (code: Row): Row => ({ ...code, claimedAt: timeText(code['claimedAt']) });

export const createResolvers = (database: Database): IResolvers => ({
  Query: {
    card: async (_root, { id }: CardArgument) => (await database('card', CARD, [id]))[0],
    codes: async (_root, { first }: { first: number }) => (await database('codes', CODES, [first])).map(shown),
  },
  Mutation: {
    claim: async (_root, { cardId, openid }: ClaimArguments, { pubsub }) => {
      const [code] = await database('claim', STATEMENTS.claim, [cardId, openid]);
      await pubsub.publish({ topic: topicOf(cardId), payload: { claims: code } });
      return code;
    },
    redeem: async (_root, { value }: { value: string }) => (await database('redeem', STATEMENTS.redeem, [value]))[0],
  },
  Subscription: {
    claims: {
      subscribe: (_root: unknown, { cardId }: { cardId: string }, { pubsub }) => pubsub.subscribe(topicOf(cardId)),
    },
  },
});

type Asked = { obj: Row }[];

export const createLoaders = (database: Database): MercuriusLoaders => ({
  Card: {
    stores: async (asked: Asked) => {
      const stores = await database('stores', STORES, [asked.map(({ obj }) => obj['id'])]);
      return asked.map(({ obj }) => stores.filter(({ cardId }) => cardId === obj['id']));
    },
  },
  Code: {
    card: async (asked: Asked) => {
      const ids = [...new Set(asked.map(({ obj }) => obj['cardId']))];
      const cards = new Map((await database('cards', CARDS, [ids])).map((card) => [card['id'], card]));
      return asked.map(({ obj }) => cards.get(obj['cardId']));
    },
  },
});
