// `pnpm db:migration <name>`: writes the next migration from what prisma/schema says and the migrations lack.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '../src/adapters/database/migration-files.ts';
import { missingSql } from './missing-sql.ts';

/** Folder names sort in the order of their making. */
function stampOf(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

async function writeMigration(name: string, options: { isEmptyWanted: boolean }): Promise<void> {
  const sql = await missingSql();
  if (sql === '' && !options.isEmptyWanted) {
    process.stdout.write(
      'Schema and migrations agree: there is nothing to write (--empty makes a file for SQL of your own).\n',
    );
    return;
  }
  const folder = join(migrationsFolder(), `${stampOf(new Date())}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'migration.sql'), `${sql || '-- SQL by hand'}\n`);
  process.stdout.write(`Wrote ${join(folder, 'migration.sql')}. Read it before you commit it.\n`);
}

const [given = '', ...flags] = process.argv.slice(2);
const name = given.replaceAll('-', '_');
if (/^[a-z][a-z0-9_]{1,60}$/.test(name)) {
  await writeMigration(name, { isEmptyWanted: flags.includes('--empty') });
} else {
  process.stderr.write('Usage: pnpm db:migration <name> [--empty], the name in small letters, digits, - and _.\n');
  process.exitCode = 1;
}
