import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What engines from Chromium 64 and iOS 12 on do not know, and what a strict policy forbids (sdk.md, C1 and C2). */
const IN_SCRIPTS: Record<string, RegExp> = {
  'markup from text': /\b(inner|outer)HTML\b|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment/,
  'code from text': /\beval\b|new Function|\bFunction\(/,
  globalThis: /\bglobalThis\b/,
  lookbehind: /\(\?<[=!]/,
  replaceAll: /\.replaceAll\b/,
  fromEntries: /\bfromEntries\b/,
  allSettled: /\ballSettled\b/,
  'flat and flatMap': /\.flat(Map)?\(/,
  randomUUID: /\brandomUUID\b/,
  'crypto.subtle': /\bsubtle\b/,
  ElementInternals: /\b(ElementInternals|attachInternals)\b/,
  'private fields': /\bthis\.#/,
  structuredClone: /\bstructuredClone\b/,
  queueMicrotask: /\bqueueMicrotask\b/,
  'AbortSignal.timeout': /AbortSignal\.timeout/,
  'native dialog': /showModal|'dialog'|"dialog"/,
  replaceChildren: /\.replaceChildren\b/,
  'other hosts': /https?:\/\/(?!www\.w3\.org)[a-z0-9.-]+\.[a-z]{2,}/i,
};
const IN_STYLES: Record<string, RegExp> = {
  'gap of flex': /(^|[^-])\bgap:/,
  inset: /\binset(-\w+)*:/,
  'aspect-ratio': /aspect-ratio/,
  dvh: /\ddvh/,
  ':is and :where': /:(is|where)\(/,
  'logical margins': /margin-(inline|block)/,
  'other files': /url\(|@import/,
};

function filesBelow(folder: string, ending: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name) && !/\.test\.ts$|generated|^server/.test(name))
    .map((name) => join(folder, name));
}
const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');
const read = (path: string): string => withoutComments(readFileSync(join(root, path), 'utf8'));

const sources = filesBelow('src', /\.ts$/).filter((path) => path !== join('src/entries/server.ts'));
/** What a page loads by a tag. */
const SCRIPTS = ['challenge', 'claim', 'claim-list', 'code', 'gift', 'self-redeem', 'wallet'];
const built = [
  'dist/index.js',
  'dist/auto.js',
  'dist/challenge.js',
  ...filesBelow('dist/chunks', /\.js$/),
  ...SCRIPTS.flatMap((name) => [`dist/cdn/${name}.js`, `dist/cdn/${name}.mjs`]),
];
const styles = [...filesBelow('src', /\.css$/), ...filesBelow('dist/cdn', /\.css$/)];

describe('in what runs in pages', () => {
  it.each(Object.entries(IN_SCRIPTS))('there is no %s', (_name, pattern) => {
    expect([...sources, ...built].filter((path) => pattern.test(read(path)))).toEqual([]);
  });

  it.each(Object.entries(IN_STYLES))('there is no %s in styles', (_name, pattern) => {
    expect(
      [...styles, ...SCRIPTS.map((name) => `dist/cdn/${name}.js`)].filter((path) => pattern.test(read(path))),
    ).toEqual([]);
  });

  it('a focus that can be seen has a fallback', () => {
    const withVisible = styles.map(read).filter((text) => text.includes(':focus-visible'));
    expect(withVisible.filter((text) => !/:focus[,\s{]/.test(text))).toEqual([]);
  });

  it('every script is ES2018', () => {
    const bin = join(dirname(createRequire(import.meta.url).resolve('es-check')), 'cli/index.js');
    const check = (...args: string[]): unknown => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'es2018', ...args], {
        cwd: root,
        encoding: 'utf8',
      });
      return { status, output: status === 0 ? '' : stdout + stderr };
    };
    const plain = built.filter((path) => /cdn.*\.js$/.test(path));
    expect(plain).toHaveLength(SCRIPTS.length);
    expect(check(...plain)).toEqual({ status: 0, output: '' });
    expect(check('--module', ...built.filter((path) => !plain.includes(path)))).toEqual({
      status: 0,
      output: '',
    });
  });
});
