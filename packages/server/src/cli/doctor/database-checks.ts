import { migrationStatus } from '../../adapters/database/migrate.ts';
import { type Check, findingOf } from './check.ts';

const OLDEST_VERSION = 150_000;

const database: Check = {
  name: 'database',
  look: async ({ connections }) => {
    const { rows } = await connections.pool.query<{ server_version: string; number: number }>(
      `SELECT current_setting('server_version') AS server_version, current_setting('server_version_num')::int AS number`,
    );
    const [version] = rows;
    const isOld = version === undefined || version.number < OLDEST_VERSION;
    const told = `PostgreSQL ${version?.server_version ?? 'unknown'}`;
    return findingOf(told, isOld ? [`${told} is too old: PostgreSQL 15 to 18 is needed`] : []);
  },
};

const migrations: Check = {
  name: 'migrations',
  look: async ({ databaseUrl }) => {
    const { applied, pending, changed, unknown } = await migrationStatus(databaseUrl);
    return findingOf(`${applied.length} applied`, [
      ...pending.map((name) => `${name} is not applied yet: run "kaquan migrate"`),
      ...changed.map((name) => `${name} was changed after it was applied`),
      ...unknown.map((name) => `${name} was applied by a newer server`),
    ]);
  },
};

/** What has to be right before any row is looked at. */
export const DATABASE_CHECKS: readonly Check[] = [database, migrations];
