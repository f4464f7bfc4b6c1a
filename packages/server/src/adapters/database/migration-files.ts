import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One folder of `prisma/migrations`. */
export type MigrationFile = {
  /** Folder name, as `20260101120000_first`; names sort in the order of their making. */
  name: string;
  sql: string;
  /** SHA-256 of the file in hex, as Prisma's table keeps it. */
  checksum: string;
};

/** The package's root, both from `src/` and from the bundle in `dist/`. */
export function serverPackageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'prisma/migrations'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The folder prisma/migrations is missing from this installation.');
    folder = parent;
  }
  return folder;
}

/** Where this server's own migrations are. */
export function migrationsFolder(): string {
  return join(serverPackageFolder(), 'prisma/migrations');
}

/** All migrations of a folder, oldest first. */
export function readMigrations(folder: string): MigrationFile[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return entries
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const content = readFileSync(join(folder, name, 'migration.sql'));
      return { name, sql: content.toString('utf8'), checksum: createHash('sha256').update(content).digest('hex') };
    });
}
