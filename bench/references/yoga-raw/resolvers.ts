import { createPubSub } from 'graphql-yoga';
import { type CardArgument, type ClaimArguments, timeText } from '../schema-text.ts';
import type { Database, Row } from '../sql/database.ts';
import { STATEMENTS } from '../sql/statements.ts';

/** Each operation is one statement; what it does not select nobody asks for. */
export function createResolvers(database: Database) {
  const pubSub = createPubSub<{ claims: [cardId: string, code: Row] }>();
  const one = async (name: keyof typeof STATEMENTS, values: readonly unknown[]): Promise<Row | undefined> =>
    (await database(name, STATEMENTS[name], values))[0];
  return {
    Query: {
      card: (_root: unknown, { id }: CardArgument) => one('readCard', [id]),
      codes: () => database('listCodes', STATEMENTS.listCodes, []),
    },
    Mutation: {
      claim: async (_root: unknown, { cardId, openid }: ClaimArguments) => {
        const code = await one('claim', [cardId, openid]);
        if (code !== undefined) pubSub.publish('claims', cardId, code);
        return code;
      },
      redeem: (_root: unknown, { value }: { value: string }) => one('redeem', [value]),
    },
    Code: { claimedAt: ({ claimedAt }: Row) => timeText(claimedAt) },
    Subscription: {
      claims: {
        subscribe: (_root: unknown, { cardId }: { cardId: string }) => pubSub.subscribe('claims', cardId),
        resolve: (code: Row) => code,
      },
    },
  };
}
