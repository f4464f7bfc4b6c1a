// dist/console/ and dist/shop/ from src/, both ready to be served as they are.
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isFresh, remember } from '../../../scripts/kit/fingerprint.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'dist/.stamp');
const configs = [
  'vite.config.ts',
  'scripts/shell-worker.mjs',
  'package.json',
  'src/generated/console.ts',
  '../../pnpm-lock.yaml',
];
const wanted = fingerprint({
  folders: ['console', 'shell-worker', 'shop'].map((name) => join(root, 'src', name)),
  files: [...configs.map((name) => join(root, name)), fileURLToPath(import.meta.url)],
});
if (isFresh(stamp, wanted)) process.exit(0);

// Only now: loading it takes longer than finding out that nothing has changed.
const { build } = await import('vite');
rmSync(join(root, 'dist'), { recursive: true, force: true });
const { buildShellWorker } = await import('./shell-worker.mjs');
const { output } = await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
await buildShellWorker(output);
// Plain files: whoever reads the shop's page sees what a merchant would write.
cpSync(join(root, 'src/shop'), join(root, 'dist/shop'), { recursive: true });
remember(stamp, wanted);
process.stdout.write('Built packages/demo/dist.\n');
