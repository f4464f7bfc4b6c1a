import { type Foundation, layFoundation } from '../compose/foundation.ts';
import { readConfig } from '../config.ts';
import type { Output } from './output.ts';

/**
 * Runs a command on the domain: in the database of a server that runs meanwhile, or in one that is opened for it and
 * closed again.
 */
export async function withDomain<T>(
  { say }: Output,
  work: (foundation: Foundation) => Promise<T>,
  { migrates = true } = {},
): Promise<T> {
  const onDatabaseError = (error: Error): void => say(`The database does not answer: ${error.message}`);
  const foundation = await layFoundation(readConfig(), { say, onDatabaseError, joins: true, migrates });
  try {
    return await work(foundation);
  } finally {
    await foundation.close();
  }
}
