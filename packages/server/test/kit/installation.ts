import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const SDK_VERSION = '7.8.9';

/** What the SDK asks for first. */
export const FACES_DOCUMENT =
  'query KqCards($ids:[ID!]!){cardFaces(ids:$ids){__typename id title brandName description stock{__typename left}}}';

export const documentOf = (name: string, text: string) => ({
  name,
  hash: createHash('sha256').update(text).digest('hex'),
  text,
});

/** A script that pays to be compressed. */
export const SCRIPT = `(function () { ${'window.kq = window.kq || 1; '.repeat(100)}})();\n`;

const FILES: Readonly<Record<string, string>> = {
  'packages/sdk/package.json': JSON.stringify({ version: SDK_VERSION }),
  'packages/sdk/secret.txt': 'outside',
  'packages/sdk/dist/documents.json': JSON.stringify([documentOf('KqCards', FACES_DOCUMENT)]),
  'packages/sdk/dist/cdn/claim.js': SCRIPT,
  'packages/sdk/dist/cdn/claim.mjs': 'export const kq = 1;\n',
  'packages/sdk/dist/cdn/claim.js.map': '{"version":3}',
  'packages/sdk/dist/cdn/sdk.css': ':host { display: block }\n',
  'packages/sdk/dist/cdn/reserve.css': 'kq-claim { display: block }\n',
  'packages/sdk/dist/cdn/sri.json': '{}',
  'packages/sdk/dist/cdn/LICENSES': 'MIT',
  'packages/sdk/dist/cdn/.stamp': 'hidden',
  'packages/demo/dist/shop/index.html':
    '<!doctype html><html lang="zh-CN"><script defer src="{{sdkBase}}/claim.js" data-endpoint="{{endpoint}}" data-key="{{publishableKey}}" data-token-url="{{tokenUrl}}"></script><kq-claim card-id="{{card:demo-cash}}"></kq-claim><kq-claim card-id="{{card:nobody}}"></kq-claim>',
  'packages/demo/dist/shop/shop.css': 'body { margin: 0 }\n',
  'packages/demo/dist/shop/about/index.html': '<!doctype html><title>About</title>',
  'packages/demo/dist/console/index.html': '<!doctype html><title>Console</title>',
  'packages/demo/dist/console/assets/index-abc123.js': SCRIPT,
};

/** A folder as a build would leave it, with `changes` on top: a file, or null for none. Made for one test file. */
export function anInstallation(changes: Readonly<Record<string, string | null>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'kaquan-installation-'));
  for (const [path, text] of Object.entries({ ...FILES, ...changes })) {
    if (text === null) continue;
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
