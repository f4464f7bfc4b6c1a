// dist/ from src/: modules for bundlers, files for script tags, types, and the manifest of documents.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fingerprint, isFresh, remember } from '../../../scripts/kit/fingerprint.mjs';
import {
  HOLDING,
  inRoot,
  LISTS,
  ONLY_SHOWING,
  packageBuild,
  ROOT,
  scriptBuild,
  serverBuild,
  WITHOUT_COUPONS,
  WITHOUT_GIFTS,
  WITHOUT_REDEEMING,
} from './bundle/options.mjs';
import { writeIntegrity, writeLicenses, writeStyles } from './bundle/papers.mjs';

const stamp = inRoot('dist/.stamp');
const sources = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  '../../tsconfig.base.json',
  '../../pnpm-lock.yaml',
];
const made = ['src/generated/documents.json', 'src/generated/documents.ts'];
const wanted = fingerprint({
  folders: [inRoot('src'), inRoot('scripts')],
  files: [...sources, ...made].map(inRoot),
});
if (isFresh(stamp, wanted)) process.exit(0);

const ENTRIES = {
  index: 'src/index.ts',
  'elements/claim': 'src/entries/claim.ts',
  'elements/claim-list': 'src/entries/claim-list.ts',
  'elements/code': 'src/entries/code.ts',
  'elements/gift': 'src/entries/gift.ts',
  'elements/self-redeem': 'src/entries/self-redeem.ts',
  'elements/wallet': 'src/entries/wallet.ts',
  challenge: 'src/entries/challenge.ts',
  auto: 'src/entries/auto.ts',
  texts: 'src/entries/texts.ts',
};

/** Files for script tags, and what each has no use for. */
const SCRIPTS = {
  claim: { entry: 'src/entries/script.ts', without: [LISTS, ...HOLDING] },
  'claim-list': { entry: 'src/entries/list-script.ts', without: HOLDING },
  challenge: { entry: 'src/entries/challenge-script.ts', without: [] },
  code: { entry: 'src/entries/code-script.ts', without: [LISTS, ...ONLY_SHOWING] },
  gift: { entry: 'src/entries/gift-script.ts', without: [LISTS, WITHOUT_REDEEMING, ...WITHOUT_COUPONS] },
  'self-redeem': { entry: 'src/entries/self-redeem-script.ts', without: [LISTS, WITHOUT_GIFTS, ...WITHOUT_COUPONS] },
  wallet: { entry: 'src/entries/wallet-script.ts', without: [LISTS] },
};

rmSync(inRoot('dist'), { recursive: true, force: true });
mkdirSync(inRoot('dist/cdn'), { recursive: true });
await Promise.all([makeTypes(), makeScripts()]);
copyFileSync(inRoot('src/generated/documents.json'), inRoot('dist/documents.json'));
writeStyles();
writeLicenses();
writeIntegrity();
remember(stamp, wanted);
process.stdout.write('Built packages/sdk/dist.\n');

async function makeScripts() {
  const { build } = await import('vite');
  await build(packageBuild(Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, inRoot(path)]))));
  await build(serverBuild());
  for (const [name, { entry, without }] of Object.entries(SCRIPTS)) {
    await build(scriptBuild(entry, { format: 'iife', fileName: `${name}.js`, without }));
    await build(scriptBuild(entry, { format: 'es', fileName: `${name}.mjs`, without }));
  }
}

/** In a process of its own, beside the bundler. */
async function makeTypes() {
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const compiling = spawn(process.execPath, [compiler, '-p', inRoot('tsconfig.build.json')], {
    stdio: 'inherit',
    cwd: ROOT,
  });
  const code = await new Promise((resolve) => compiling.once('close', resolve));
  if (code !== 0) process.exit(code ?? 1);
}
