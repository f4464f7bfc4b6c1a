import { readFileSync } from 'node:fs';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { inRoot, ONLY_SHOWING, scriptBuild } from './options.mjs';

/** How many bytes it may have at most, by gzip -9 (sdk.md, S2 to S4; decisions 0007 to 0010 and 0015). */
export const BUDGETS = {
  'core: createClient, without elements': 6_500,
  'the same with gifts, self-redemption and news of codes': 7_850,
  'claim.js: one script tag': 11_350,
  'claim-list.js: one script tag, with claim.js in it': 14_150,
  'code.js: one script tag': 12_200,
  'kq-code: what it adds beside lists of cards': 4_120,
  'gift.js: one script tag, with code.js in it': 19_700,
  'self-redeem.js: one script tag': 15_000,
  'wallet.js: one script tag, with the three above in it': 28_500,
  'challenge.js: one script tag': 1_000,
};

async function codeOf(entry, without) {
  const built = await build(scriptBuild(entry, { format: 'es', fileName: 'measured.js', write: false, without }));
  return built.output[0].code;
}

const sizesOf = (text) => ({
  plain: Buffer.byteLength(text),
  gzip: gzipSync(text, { level: 9 }).length,
  brotli: brotliCompressSync(text).length,
});

const difference = (all, without) =>
  Object.fromEntries(Object.entries(all).map(([name, bytes]) => [name, bytes - without[name]]));

/** Sizes of everything, by name. `dist` must be built. */
export async function measure() {
  const file = (name) => sizesOf(readFileSync(inRoot(`dist/cdn/${name}`)));
  const [core, holding, claim, list, code, added, gift, redeem, wallet, challenge] = Object.keys(BUDGETS);
  const ofEntry = async (path, without) => sizesOf(await codeOf(path, without));
  return {
    [core]: await ofEntry('src/index.ts', ONLY_SHOWING),
    [holding]: await ofEntry('src/index.ts'),
    [claim]: file('claim.js'),
    [list]: file('claim-list.js'),
    [code]: file('code.js'),
    [added]: difference(await ofEntry('scripts/bundle/lists-and-codes.ts'), await ofEntry('src/entries/claim-list.ts')),
    [gift]: file('gift.js'),
    [redeem]: file('self-redeem.js'),
    [wallet]: file('wallet.js'),
    [challenge]: file('challenge.js'),
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
