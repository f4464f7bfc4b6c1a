import pg from 'pg';
import { assertLength, CODES_LISTED, type Operations, STORES_OF_A_CARD, textOr } from '../../src/driver/operations.ts';
import { CONNECTIONS, STATEMENTS } from './statements.ts';

type Row = Readonly<Record<string, unknown>>;

/** Bare SQL through `pg`: prepared statements on a pool, no server in between. */
export function sqlOperations(databaseUrl: string): Operations {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS, idleTimeoutMillis: 0 });
  const ask = async (name: keyof typeof STATEMENTS, values: readonly string[]): Promise<Row[]> => {
    const { rows } = await pool.query<Row>({ name, text: STATEMENTS[name], values: [...values] });
    return rows;
  };
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
    close: () => pool.end(),
  };
}
