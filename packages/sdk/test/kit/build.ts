import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Builds what the tests of pages and of the package look at. Nothing happens where nothing has changed. */
export function setup(): void {
  const script = join(import.meta.dirname, '../../scripts/build.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The build failed:\n${stdout}${stderr}`);
}
