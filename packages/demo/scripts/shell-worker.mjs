// Writes sw.js beside index.html: the worker of src/shell-worker, which keeps exactly the files of this build.
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** @typedef {{ fileName: string } & ({ type: 'asset', source: string | Uint8Array } | { type: 'chunk', code: string })} Output */

/** @param {Output} output */
const contentOf = (output) => (output.type === 'chunk' ? output.code : output.source);

/**
 * @param {readonly Output[]} outputs
 * @returns {{ version: string, files: string[] }}
 */
function shellOf(outputs) {
  const sorted = [...outputs].sort((one, other) => (one.fileName < other.fileName ? -1 : 1));
  const hash = createHash('sha256');
  for (const output of sorted) hash.update(`${output.fileName}\0`).update(contentOf(output)).update('\0');
  const files = sorted.filter(({ fileName }) => fileName.startsWith('assets/')).map(({ fileName }) => fileName);
  return { version: hash.digest('hex').slice(0, 16), files: ['', ...files].map((name) => `/console/${name}`) };
}

/** @param {readonly Output[]} outputs What the console was built to. */
export async function buildShellWorker(outputs) {
  await build({
    configFile: false,
    root: join(root, 'src/shell-worker'),
    logLevel: 'warn',
    define: { __SHELL__: JSON.stringify(shellOf(outputs)) },
    build: {
      outDir: join(root, 'dist/console'),
      emptyOutDir: false,
      target: ['es2022', 'chrome103', 'safari16', 'firefox110'],
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: { input: 'main.ts', output: { entryFileNames: 'sw.js', format: 'iife' } },
    },
  });
}
