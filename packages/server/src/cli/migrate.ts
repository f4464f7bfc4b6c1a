import { applyMigrations } from '../adapters/database/migrate.ts';
import type { Output } from './output.ts';
import { withDomain } from './with-domain.ts';

/** Brings the database up to date; a server does so by itself when it starts. */
export async function migrate(output: Output): Promise<void> {
  const { applied } = await withDomain(output, ({ databaseUrl }) => applyMigrations(databaseUrl, { say: output.say }), {
    migrates: false,
  });
  output.answer({ applied }, [
    applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.length} migrations.`,
  ]);
}
