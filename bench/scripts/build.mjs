// Bundles the bench and the processes that it starts, as the server is bundled: one file each, packages outside.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fingerprint, isFresh, remember } from '../../scripts/kit/fingerprint.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outdir = join(root, 'dist');
const stamp = join(outdir, '.stamp');
const entries = {
  main: 'src/main.ts',
  driver: 'src/driver/main.ts',
  fast: 'references/fast/main.ts',
  mercurius: 'references/mercurius/main.ts',
  postgraphile: 'references/postgraphile/main.ts',
  'yoga-raw': 'references/yoga-raw/main.ts',
  'yoga-prisma': 'references/yoga-prisma/main.ts',
};

const wanted = fingerprint({
  folders: [join(root, 'src'), join(root, 'references')],
  files: [join(root, 'package.json'), join(root, 'src/generated/.stamp'), fileURLToPath(import.meta.url)],
});
const isComplete = Object.keys(entries).every((name) => existsSync(join(outdir, `${name}.js`)));
if (isComplete && isFresh(stamp, wanted)) process.exit(0);

await build({
  entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
  outdir,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
  tsconfig: join(root, 'tsconfig.json'),
});
remember(stamp, wanted);
