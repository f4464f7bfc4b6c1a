import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { privateNames } from '../scripts/bundle/private-names.mjs';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const chunks = readdirSync(join(root, 'dist/chunks')).filter((name) => name.endsWith('.js'));
const forBundlers = [
  'dist/elements/claim.js',
  'dist/elements/claim-list.js',
  'dist/elements/code.js',
  'dist/elements/gift.js',
  'dist/elements/self-redeem.js',
  'dist/elements/wallet.js',
  'dist/challenge.js',
  ...chunks.map((name) => `dist/chunks/${name}`),
];
const names = privateNames(root);

type Node = { type?: string; computed?: boolean; key?: Node; property?: Node; name?: string; value?: unknown };

function nodesOf(node: unknown): Node[] {
  if (node === null || typeof node !== 'object') return [];
  return [node, ...Object.values(node).flatMap(nodesOf)];
}

/** What members are called where they are made, read and taken apart. */
function membersIn(path: string): string[] {
  const nodes = nodesOf(parseSync(path, read(path)).program).filter(({ computed }) => computed === false);
  return nodes.map(({ key, property }) => String(key?.name ?? property?.name ?? key?.value));
}

const scripts = ['challenge', 'claim', 'claim-list', 'code', 'gift', 'self-redeem', 'wallet'];
const inScript = new Set(scripts.map((name) => `dist/cdn/${name}.js`).flatMap(membersIn));
const shortened = names.filter((name) => !inScript.has(name));
const inPackage = new Set(forBundlers.flatMap(membersIn));

describe('members that are ours alone', () => {
  it('are some', () => {
    expect(names).toEqual(expect.arrayContaining(['isBusy', 'onDone', 'requestOf', 'whenReady']));
  });

  it('have their names in what bundlers get', () => {
    expect(names.filter((name) => !inPackage.has(name))).toEqual([]);
  });

  it('have one letter in what a script tag loads', () => {
    expect(shortened).toEqual(expect.arrayContaining(['isBusy', 'onDone', 'requestOf', 'whenReady']));
  });

  it('keep their names where engines know them too', () => {
    const declared = readFileSync(createRequire(import.meta.url).resolve('typescript/lib/lib.dom.d.ts'), 'utf8');
    const members = new Set([...declared.matchAll(/^ +(?:readonly |[gs]et )?(\w+)[?(:<]/gm)].map(([, name]) => name));
    expect(members).toContain('addEventListener');
    expect(shortened.filter((name) => members.has(name))).toEqual([]);
  });

  it.each([
    'index',
    'types',
    'entries/claim',
    'entries/claim-list',
    'entries/code',
    'elements/kq-claim/kq-claim.element',
    'elements/kq-code/kq-code.element',
    'elements/kq-claim-list/kq-claim-list.element',
    'entries/gift',
    'entries/self-redeem',
    'entries/wallet',
    'holding-types',
    'code-types',
  ])('are none of %s', (entry) => {
    const declared = read(`dist/types/${entry}.d.ts`).replace(/\/\*[\s\S]*?\*\/|^ *private .*$/gm, '');
    expect(names.filter((name) => new RegExp(`\\b${name}\\b`).test(declared))).toEqual([]);
  });

  it('are none of what events tell', () => {
    const elements = readdirSync(join(root, 'src/elements'), { recursive: true, encoding: 'utf8' });
    const told = elements
      .filter((path) => path.endsWith('.element.ts'))
      .flatMap((path) => [...read(`src/elements/${path}`).matchAll(/Detail:\s[\s*]*`\{([^}]*)\}/g)])
      .flatMap(([, detail = '']) => detail.match(/\w+/g) ?? []);
    expect(told).toEqual(expect.arrayContaining(['refused', 'giftId', 'redemptionId']));
    expect(names.filter((name) => told.includes(name))).toEqual([]);
  });

  it('are none of what is asked of servers', () => {
    expect(names.filter((name) => new RegExp(`\\b${name}\\b`).test(read('dist/documents.json')))).toEqual([]);
  });
});

describe('every other member', () => {
  it('keeps its name in what a script tag loads', () => {
    // But for codes that are texts' names only, which elements have no texts for.
    const others = [...inPackage].filter((name) => !names.includes(name) && !/^[A-Z_]+$/.test(name));
    expect(others.filter((name) => !inScript.has(name))).toEqual([]);
  });
});
