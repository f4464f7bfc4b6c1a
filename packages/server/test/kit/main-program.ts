import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '../..');

const newestBelow = (folder: string): number =>
  Math.max(
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(folder, name)).mtimeMs),
  );

/**
 * How node is told to run the server's program: what was built, where it is newer than every source, for it starts in a
 * tenth of the time; else the sources.
 */
export function mainProgram(): readonly string[] {
  const built = join(PACKAGE, 'dist/main.js');
  const isFresh = existsSync(built) && statSync(built).mtimeMs > newestBelow(join(PACKAGE, 'src'));
  return isFresh ? [built] : ['--import', 'tsx', join(PACKAGE, 'src/main.ts')];
}
