import { findMissingSql } from '../src/adapters/database/schema-drift.ts';
import { createDatabase, startThrowAwayDatabase } from './throw-away-database.ts';

/** The SQL that leads from the migrations to the Prisma schema, found out on a database of its own. */
export async function missingSql(): Promise<string> {
  const database = await startThrowAwayDatabase();
  try {
    return await findMissingSql({ url: database.url, shadowUrl: await createDatabase(database.url, 'shadow') });
  } finally {
    await database.stop();
  }
}
