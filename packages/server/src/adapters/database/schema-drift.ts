import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { readMigrations, serverPackageFolder } from './migration-files.ts';
import { adapterFactory, migrationList, withSchemaEngine } from './schema-engine.ts';

export type DriftOptions = {
  /** An empty database for the engine's own connection; nothing is written there. */
  url: string;
  /** Another empty database, where the migrations are tried. */
  shadowUrl: string;
  /** @defaultValue this package's `prisma/migrations` */
  migrationsFolder?: string;
  /** @defaultValue this package's `prisma/schema` */
  schemaFolder?: string;
};

type SchemaFile = { path: string; content: string };

function readSchema(folder: string): SchemaFile[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort();
  return names.map((name) => ({ path: join(folder, name), content: readFileSync(join(folder, name), 'utf8') }));
}

/**
 * The SQL that leads from the migrations to the Prisma schema; empty when they agree. What Prisma's schema cannot
 * say (functions, triggers, views, checks, indexes over part of a table or over expressions) is not compared.
 */
export async function findMissingSql(options: DriftOptions): Promise<string> {
  const root = serverPackageFolder();
  const { migrationsFolder = join(root, 'prisma/migrations'), schemaFolder = join(root, 'prisma/schema') } = options;
  const pool = new pg.Pool({ connectionString: options.url, max: 1 });
  const shadowPool = new pg.Pool({ connectionString: options.shadowUrl, max: 1 });
  const failed: { reason?: unknown } = {};
  const factory = adapterFactory(pool, { shadowPool, onScriptError: (error) => (failed.reason ??= error) });
  try {
    const result = await withSchemaEngine(factory, (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...migrationList(migrationsFolder, readMigrations(migrationsFolder)) },
        to: { tag: 'schemaDatamodel', files: readSchema(schemaFolder) },
        script: true,
        exitCode: true,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    return result.exitCode === 0 ? '' : (result.stdout ?? '').trim();
  } catch (error) {
    // The engine names the migration, PostgreSQL the reason.
    const { reason } = failed;
    throw reason instanceof Error ? new Error(`${String(error)}\n${reason.message}`, { cause: error }) : error;
  } finally {
    await Promise.all([pool.end(), shadowPool.end()]);
  }
}
