import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { inRoot, scriptBuild } from './options.mjs';

/** How many bytes it may have at most, by gzip -9 (sdk.md, S2 and S3; decisions 0007 and 0008). */
export const BUDGETS = {
  'core: createClient, without elements': 6_500,
  'claim.js: one script tag': 11_100,
  'claim-list.js: one script tag, with claim.js in it': 13_900,
};

async function codeOfCore() {
  const built = await build(scriptBuild('src/index.ts', { format: 'es', fileName: 'core.js', write: false }));
  return built.output[0].code;
}

const sizesOf = (text) => ({
  plain: Buffer.byteLength(text),
  gzip: gzipSync(text, { level: 9 }).length,
  brotli: brotliCompressSync(text).length,
});

/** Sizes of everything, by name. `dist` must be built. */
export async function measure() {
  const file = (name) => sizesOf(readFileSync(inRoot(`dist/cdn/${name}`)));
  const [core, claim, list] = Object.keys(BUDGETS);
  return {
    [core]: sizesOf(await codeOfCore()),
    [claim]: file('claim.js'),
    [list]: file('claim-list.js'),
    'sdk.css: only for engines without constructed sheets': file('sdk.css'),
    'reserve.css: heights before the script': file('reserve.css'),
  };
}

export function reportOf(sizes) {
  const rows = Object.entries(sizes).map(
    ([name, { plain, gzip, brotli }]) => `| ${name} | ${plain} | ${gzip} | ${brotli} | ${BUDGETS[name] ?? ''} |`,
  );
  return [
    '# Sizes',
    '',
    'Bytes, written by `pnpm sizes`. A test fails when a budget is broken or this page is wrong by more than 2 %.',
    '',
    '| what | plain | gzip -9 | brotli | budget |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
