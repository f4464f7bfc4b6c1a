import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const packageRoot = join(import.meta.dirname, '..');
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const nodeTypes = dirname(createRequire(join(packageRoot, '../../package.json')).resolve('@types/node/package.json'));
const README = readFileSync(join(packageRoot, 'README.md'), 'utf8');
let folder: string;
let installed: string;

function run(command: string, args: readonly string[], cwd: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return { status, output: stdout + stderr };
}
const node = (...args: string[]): { status: number | null; output: string } => run(process.execPath, args, folder);

/** The first example of the README in this language. */
const example = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(README)?.[1] ?? '';

// A project of a merchant, which has unpacked what would be published.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaquan-sdk-'));
  installed = join(folder, 'node_modules/@kaquan/sdk');
  mkdirSync(installed, { recursive: true });
  mkdirSync(join(folder, 'node_modules/@types'));
  const packed = run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], packageRoot);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (packed.status !== 0 || tarball === undefined) throw new Error(packed.output);
  const unpacked = run('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1'], folder);
  if (unpacked.status !== 0) throw new Error(unpacked.output);
  symlinkSync(nodeTypes, join(folder, 'node_modules/@types/node'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  it('holds what is built and nothing of its making', () => {
    expect(readdirSync(installed).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    expect(readdirSync(join(installed, 'dist')).toSorted()).toEqual([
      'LICENSES.txt',
      'auto.js',
      'auto.js.map',
      'cdn',
      'challenge.js',
      'challenge.js.map',
      'chunks',
      'documents.json',
      'elements',
      'entries',
      'index.js',
      'texts.js',
      'texts.js.map',
      'types',
    ]);
  });

  it('depends on nothing at run time', () => {
    const manifest: object = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['dependencies']));
    expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['peerDependencies']));
    for (const name of readdirSync(join(installed, 'dist/chunks')).filter((one) => one.endsWith('.js'))) {
      const imports = readFileSync(join(installed, 'dist/chunks', name), 'utf8').match(/^import .*from ["'][^.].*$/gm);
      expect(imports).toBeNull();
    }
  });

  it.each([
    ['@kaquan/sdk', 'CardError,createClient'],
    ['@kaquan/sdk/elements/claim', 'KqClaim,configure'],
    ['@kaquan/sdk/elements/claim-list', 'KqClaimList,configure'],
    ['@kaquan/sdk/elements/code', 'KqCode,configure'],
    ['@kaquan/sdk/elements/gift', 'KqGift,configure'],
    ['@kaquan/sdk/elements/self-redeem', 'KqSelfRedeem,configure'],
    ['@kaquan/sdk/elements/wallet', 'KqCoupon,KqWallet,configure'],
    ['@kaquan/sdk/auto', 'configure'],
    ['@kaquan/sdk/texts', 'en,zhCN'],
    ['@kaquan/sdk/server', 'signCardExt,signCardSign,signJsConfig,signUserToken'],
  ])('shows of %s its public names, on a server too', (entry, names) => {
    writeFileSync(join(folder, 'names.js'), `console.log(Object.keys(await import('${entry}')).sort().join());`);
    expect(node('names.js').output).toBe(`${names}\n`);
  });

  it('hides the rest', () => {
    writeFileSync(join(folder, 'deep.js'), "await import('@kaquan/sdk/dist/index.js');");
    expect(node('deep.js').output).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('makes a client where there is no page, and sends nothing', () => {
    writeFileSync(
      join(folder, 'ssr.js'),
      "import { createClient } from '@kaquan/sdk';\nconst client = createClient({ endpoint: '/graphql', publishableKey: 'pk_test_1' });\nclient.dispose();\nconsole.log('ok');",
    );
    expect(node('ssr.js')).toEqual({ status: 0, output: 'ok\n' });
  });

  it('runs the example of the README for back ends', () => {
    writeFileSync(join(folder, 'example.js'), example('ts'));
    expect(node('example.js')).toEqual({ status: 0, output: '40 SHA1\n3 HMAC-SHA256\n' });
  });
});

const PAGE = `
import { CardError, createClient, type Claim, type Client, type ErrorCode } from '@kaquan/sdk';
import { configure, KqClaim } from '@kaquan/sdk/elements/claim';
import { type ClaimListItem, KqClaimList } from '@kaquan/sdk/elements/claim-list';
import { KqCode } from '@kaquan/sdk/elements/code';
import type { KqGift } from '@kaquan/sdk/elements/gift';
import type { KqSelfRedeem } from '@kaquan/sdk/elements/self-redeem';
import type { KqCoupon, KqWallet } from '@kaquan/sdk/elements/wallet';
import '@kaquan/sdk/auto';
import { zhCN } from '@kaquan/sdk/texts';
const client: Client = createClient({ endpoint: '/graphql', publishableKey: 'pk_1', userToken: async () => 't' });
const claim: Claim = await client.claim('card_1', { channel: 'poster' });
const off: () => void = client.watch({ claimId: claim.id }, ({ code }) => console.log(code.value, code.status));
off();
try { await client.card('card_1'); } catch (error) {
  if (error instanceof CardError) { const code: ErrorCode = error.code; console.log(zhCN[code], error.fields['left']); }
}
configure({ endpoint: '/graphql', publishableKey: 'pk_1', onTrack: (name, props) => console.log(name, props) });
const element: KqClaim = document.createElement('kq-claim');
element.client = client;
await element.claim();
for (const { cardId, claim: got, error } of await client.claimAll([{ cardId: 'card_1' }], { channel: 'shelf' }))
  console.log(cardId, got ? got.code.value : error.code);
const list: KqClaimList = document.createElement('kq-claim-list');
const items: ClaimListItem[] = [{ cardId: 'card_1', thumbUrl: null }];
list.items = items;
await list.claim();
const { codes, next } = await client.wallet({ states: ['USABLE'] });
for (const { value, card, actions } of codes) if (actions.includes('DELETE')) await client.deleteCode({ cardId: card.id, value });
console.log(next, await client.code({ value: '1' }));
const shown: KqCode = document.createElement('kq-code');
shown.client = client;
shown.reload();
const { url, expiresAt } = await client.gift({ value: '1', message: 'hi', isGroup: false });
const taken = await client.acceptGift('token');
const { redeemedAt } = await client.selfRedeem({ codeId: taken.id, storeId: 'store_1', remarkAmountFen: 100 });
console.log(url, expiresAt, redeemedAt, (await client.giftOf('token'))?.status);
const held: [KqGift, KqSelfRedeem, KqWallet, KqCoupon] = [
  document.createElement('kq-gift'), document.createElement('kq-self-redeem'),
  document.createElement('kq-wallet'), document.createElement('kq-coupon'),
];
for (const one of held) one.client = client;
client.watchCodes(() => held.forEach((one) => one.reload()))();
`;

const BAD: Record<string, string> = {
  'a card signed with the wrong secret':
    "import { signCardExt } from '@kaquan/sdk/server';\nsignCardExt({ version: 1, cardId: 'c', signingSecret: 's' });",
  'a client without a key': "import { createClient } from '@kaquan/sdk';\ncreateClient({ endpoint: '/graphql' });",
  'a code that does not exist':
    "import { CardError } from '@kaquan/sdk';\nexport const is = (error: CardError) => error.code === 'SOLD_OUT';",
  'a change of what was claimed':
    "import type { Claim } from '@kaquan/sdk';\nexport const redeem = (claim: Claim) => { claim.code.status = 'CONSUMED'; };",
};

describe('the types', () => {
  let output: string;
  // All at once: a compiler takes long to start.
  beforeAll(() => {
    const files = {
      'example.ts': example('ts'),
      'page.ts': PAGE,
      ...Object.fromEntries(Object.values(BAD).map((text, place) => [`bad-${place}.ts`, text])),
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const strict = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--skipLibCheck', 'false'];
    const modern = ['--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023,dom', '--types', 'node'];
    ({ output } = node(compiler, ...strict, ...modern, ...Object.keys(files)));
  });

  it('know the example of the README, and a page that uses everything', () => {
    expect(output.split('\n').filter((line) => line !== '' && !/^(bad-| )/.test(line))).toEqual([]);
  });

  it.each(Object.keys(BAD).map((name, place) => [name, place] as const))('refuse %s', (_name, place) => {
    expect(output).toContain(`bad-${place}.ts(2,`);
  });
});

describe('a page that imports only the client', () => {
  it('gets no code of elements, and no second client', async () => {
    writeFileSync(join(folder, 'page.js'), "import { createClient } from '@kaquan/sdk';\nconsole.log(createClient);");
    const bundled = await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      build: { write: false, minify: false, rolldownOptions: { input: join(folder, 'page.js') } },
    });
    const [chunk] = 'output' in bundled ? bundled.output : [];
    const code = chunk && 'code' in chunk ? chunk.code : '';
    expect(code).toContain('X-Kaquan-User');
    expect(code).not.toMatch(/kq-claim|attachShadow|customElements/);
  });
});
