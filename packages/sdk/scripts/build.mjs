// dist/ from src/: modules for bundlers, files for script tags, types, and the manifest of documents.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fingerprint, isFresh, remember } from '../../../scripts/kit/fingerprint.mjs';
import { minifyCss } from './bundle/minify-css.mjs';
import { inRoot, packageBuild, ROOT, scriptBuild, serverBuild } from './bundle/options.mjs';

const stamp = inRoot('dist/.stamp');
const configs = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  '../../tsconfig.base.json',
  '../../pnpm-lock.yaml',
];
const wanted = fingerprint({
  folders: [inRoot('src'), inRoot('scripts')],
  files: [...configs, 'src/generated/documents.json', 'src/generated/documents.ts'].map(inRoot),
});
if (isFresh(stamp, wanted)) process.exit(0);

rmSync(inRoot('dist'), { recursive: true, force: true });
mkdirSync(inRoot('dist/cdn'), { recursive: true });
const { build } = await import('vite');
await build(
  packageBuild({
    index: inRoot('src/index.ts'),
    'elements/claim': inRoot('src/entries/claim.ts'),
    auto: inRoot('src/entries/auto.ts'),
    texts: inRoot('src/entries/texts.ts'),
  }),
);
await build(serverBuild());
await build(scriptBuild('src/entries/script.ts', { format: 'iife', fileName: 'claim.js' }));
await build(scriptBuild('src/entries/script.ts', { format: 'es', fileName: 'claim.mjs' }));
writeStyles();
writeTypes();
copyFileSync(inRoot('src/generated/documents.json'), inRoot('dist/documents.json'));
writeIntegrity();
remember(stamp, wanted);
process.stdout.write('Built packages/sdk/dist.\n');

/** The styles that elements carry themselves, for engines that take them from an address only. */
function writeStyles() {
  for (const [source, target] of [
    ['src/elements/kq-claim/kq-claim.css', 'sdk.css'],
    ['src/elements/reserve.css', 'reserve.css'],
  ]) {
    writeFileSync(inRoot(`dist/cdn/${target}`), `${minifyCss(readFileSync(inRoot(source), 'utf8'))}\n`);
  }
}

function writeTypes() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', inRoot('tsconfig.build.json')], {
    stdio: 'inherit',
    cwd: ROOT,
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** What a page puts into `integrity`, for each file of the script tag. */
function writeIntegrity() {
  const files = readdirSync(inRoot('dist/cdn'))
    .filter((name) => !name.endsWith('.map'))
    .toSorted();
  const hashes = files.map((name) => [
    name,
    `sha384-${createHash('sha384')
      .update(readFileSync(inRoot(`dist/cdn/${name}`)))
      .digest('base64')}`,
  ]);
  writeFileSync(inRoot('dist/cdn/sri.json'), `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
}
