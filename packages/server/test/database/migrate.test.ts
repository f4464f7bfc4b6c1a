import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { runStatements } from '../../scripts/throw-away-database.ts';
import { MigrationChangedError, MigrationFailedError } from '../../src/adapters/database/errors.ts';
import { applyMigrations, migrationStatus } from '../../src/adapters/database/migrate.ts';
import { emptyDatabaseUrl } from '../kit/database.ts';

let folder = '';
const say = (): void => undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaquan-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function aMigration(name: string, sql: string): string {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
  return name;
}

it('applies what is missing, oldest first, and nothing twice', async () => {
  const url = await emptyDatabaseUrl();
  const first = aMigration('20260101000000_first', 'CREATE TABLE a (id text PRIMARY KEY)');
  expect(await applyMigrations(url, { folder, say })).toEqual({ applied: [first] });
  const second = aMigration('20260102000000_second', 'ALTER TABLE a ADD COLUMN b text');
  const third = aMigration('20260103000000_third', 'ALTER TABLE a RENAME COLUMN b TO c');
  expect(await migrationStatus(url, folder)).toMatchObject({ applied: [first], pending: [second, third] });
  expect(await applyMigrations(url, { folder, say })).toEqual({ applied: [second, third] });
  expect(await applyMigrations(url, { folder, say })).toEqual({ applied: [] });
});

it('is done once when many servers start together', async () => {
  const url = await emptyDatabaseUrl();
  const name = aMigration('20260101000000_first', 'SELECT pg_sleep(0.1); CREATE TABLE a (id text PRIMARY KEY)');
  const runs = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(url, { folder, say })));
  expect(runs.flatMap((run) => run.applied)).toEqual([name]);
});

it('takes functions with semicolons whole', async () => {
  const url = await emptyDatabaseUrl();
  aMigration(
    '20260101000000_first',
    'CREATE FUNCTION two() RETURNS integer LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END; $$;',
  );
  await applyMigrations(url, { folder, say });
  expect(await runStatements(url, ['SELECT two()'])).toEqual([{ two: 2 }]);
});

it('leaves nothing of a migration that fails, and applies it once it is mended', async () => {
  const url = await emptyDatabaseUrl();
  const name = aMigration('20260101000000_first', 'CREATE TABLE a (id text); SELECT 1 / 0;');
  const run = applyMigrations(url, { folder, say });
  await expect(run).rejects.toThrow(MigrationFailedError);
  await expect(run).rejects.toThrow('division by zero');
  expect(await migrationStatus(url, folder)).toMatchObject({ applied: [], pending: [name] });
  expect(await runStatements(url, ["SELECT to_regclass('a') AS a"])).toEqual([{ a: null }]);
  aMigration(name, 'CREATE TABLE a (id text)');
  expect(await applyMigrations(url, { folder, say })).toEqual({ applied: [name] });
});

it('refuses a migration that was edited after it had been applied', async () => {
  const url = await emptyDatabaseUrl();
  const name = aMigration('20260101000000_first', 'CREATE TABLE a (id text)');
  await applyMigrations(url, { folder, say });
  aMigration(name, 'CREATE TABLE a (id integer)');
  await expect(applyMigrations(url, { folder, say })).rejects.toThrow(MigrationChangedError);
  expect(await migrationStatus(url, folder)).toMatchObject({ changed: [name] });
});

it('goes on with a database that a newer server has migrated', async () => {
  const url = await emptyDatabaseUrl();
  aMigration('20260101000000_first', 'CREATE TABLE a (id text)');
  const newer = aMigration('20260102000000_newer', 'CREATE TABLE b (id text)');
  await applyMigrations(url, { folder, say });
  rmSync(join(folder, newer), { recursive: true });
  const lines: string[] = [];
  expect(await applyMigrations(url, { folder, say: (line) => lines.push(line) })).toEqual({ applied: [] });
  expect(lines.join()).toContain(newer);
});
