// Bundles src/main.ts into dist/main.js: one file to load instead of hundreds. Packages stay outside.
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { fingerprint, isFresh, remember } from '../../../scripts/kit/fingerprint.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outfile = join(root, 'dist/main.js');
const stamp = join(root, 'dist/.stamp');

const wanted = fingerprint({
  folders: [join(root, 'src')],
  files: [
    join(root, 'package.json'),
    join(root, 'tsconfig.json'),
    // Generated code is bundled too; its own stamp speaks for all of it.
    join(root, 'src/generated/.stamp'),
    fileURLToPath(import.meta.url),
  ],
});
if (existsSync(outfile) && isFresh(stamp, wanted)) process.exit(0);

/**
 * Imported, the text of Prisma's WebAssembly would stay in memory twice over for as long as the process lives (9 MB); read, it goes.
 * @type {import('esbuild').Plugin}
 */
const readsWasm = {
  name: 'reads-wasm',
  setup: (build) =>
    build.onLoad({ filter: /generated\/prisma\/internal\/class\.ts$/ }, async ({ path }) => {
      const importing = /const \{ wasm \} = await import\(("[^"]+\.wasm-base64\.mjs")\)/;
      const source = await readFile(path, 'utf8');
      if (!importing.test(source)) throw new Error(`${path} does not import its WebAssembly as it used to`);
      const reading = `const { readFile } = await import("node:fs/promises")
    const text = await readFile(new URL(import.meta.resolve($1)), "utf8")
    const wasm = text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'))`;
      return { contents: source.replace(importing, reading), loader: 'ts' };
    }),
};

await build({
  entryPoints: [join(root, 'src/main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  legalComments: 'none',
  logLevel: 'warning',
  tsconfig: join(root, 'tsconfig.json'),
  plugins: [readsWasm],
});
remember(stamp, wanted);
const kilobytes = Math.round(readFileSync(outfile).length / 1024);
process.stdout.write(`Built packages/server/dist/main.js (${kilobytes} kB).\n`);
