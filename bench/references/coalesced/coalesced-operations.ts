import { type Operations, textOr } from '../../src/driver/operations.ts';
import { LANES, openBatches } from '../sql/batches.ts';
import { openDatabase } from '../sql/database.ts';

const cannot = (): Promise<never> => Promise.reject(new Error('The bare loop only claims and redeems'));

/** A bare coalescing loop over `pg`, no server in between: what the database can give when it is asked well. */
export function coalescedOperations(databaseUrl: string): Operations {
  const database = openDatabase(databaseUrl, LANES);
  const { claim, redeem } = openBatches(database.ask, 'everything');
  return {
    claim: async (cardId, openid) => textOr('The claim gave no code', (await claim({ cardId, openid }))['value']),
    redeem: async (value) => void textOr('Nothing was redeemed', (await redeem(value))['id']),
    readCard: cannot,
    listCodes: cannot,
    askNothing: cannot,
    close: database.close,
  };
}
