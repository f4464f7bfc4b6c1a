import { assertLength, CODES_LISTED, type Operations, STORES_OF_A_CARD, textOr } from '../../src/driver/operations.ts';
import { openDatabase, type Row } from './database.ts';
import { STATEMENTS } from './statements.ts';

/** Bare SQL through `pg`: prepared statements on a pool, no server in between. */
export function sqlOperations(databaseUrl: string): Operations {
  const database = openDatabase(databaseUrl);
  const ask = (name: keyof typeof STATEMENTS, values: readonly string[]): Promise<Row[]> =>
    database.ask(name, STATEMENTS[name], values);
  return {
    claim: async (cardId, openid) => {
      const [code] = await ask('claim', [cardId, openid]);
      return textOr('The claim gave no code', code?.['value']);
    },
    redeem: async (value) => {
      const [code] = await ask('redeem', [value]);
      textOr('Nothing was redeemed', code?.['id']);
    },
    readCard: async (cardId) => {
      const [card] = await ask('readCard', [cardId]);
      assertLength('Stores of the card', card?.['stores'], STORES_OF_A_CARD);
    },
    listCodes: async () => assertLength('Codes of the list', await ask('listCodes', []), CODES_LISTED),
    askNothing: () => Promise.reject(new Error('Bare SQL has no empty operation')),
    close: database.close,
  };
}
