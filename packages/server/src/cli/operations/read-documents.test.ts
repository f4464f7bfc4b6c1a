import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../output.ts';
import { readOperations } from './read-documents.ts';

function project(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'kaquan-operations-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

describe('operations of a client project', () => {
  it('carry the fragments that they need, from any file, and no others', () => {
    const folder = project({
      'a/claim.graphql': 'query Claim { card { ...Face } }',
      'b.gql': 'fragment Face on Card { ...Stock title } fragment Stock on Card { left } fragment Other on Card { id }',
      'node_modules/x.graphql': 'query Foreign { id }',
      'readme.md': 'query No { id }',
    });
    const [operation, ...others] = readOperations([folder]);
    expect(others).toEqual([]);
    expect(operation?.text).toBe(
      'query Claim {\n  card {\n    ...Face\n  }\n}\n\nfragment Face on Card {\n  ...Stock\n  title\n}\n\nfragment Stock on Card {\n  left\n}',
    );
  });

  it('are the text of their file, byte for byte, where it holds one and its fragments', () => {
    const text = '# who\r\nquery  Who{viewer{...Face}}\n\nfragment Face on Viewer { kind }  \n';
    const folder = project({ 'who.graphql': text, 'bare.graphql': 'query Bare { id }\n' });
    expect(readOperations([folder]).map((operation) => operation.text)).toEqual(['query Bare { id }\n', text]);
  });

  it('are printed where a file holds several, or a fragment that another needs', () => {
    const several = project({ 'a.graphql': 'query A{a} query B{b}' });
    expect(readOperations([several]).map(({ text }) => text)).toEqual(['query A {\n  a\n}', 'query B {\n  b\n}']);
    const lent = project({ 'a.graphql': 'query A{...F}', 'b.graphql': 'query B{b} fragment F on Query{f}' });
    expect(readOperations([lent]).map(({ text }) => text)).toEqual([
      'query A {\n  ...F\n}\n\nfragment F on Query {\n  f\n}',
      'query B {\n  b\n}',
    ]);
  });

  it('have the same hash in whichever files their fragments stand', () => {
    const query = 'query Q { ...A ...B }';
    const a = 'fragment A on Query { a }';
    const b = 'fragment B on Query { b }';
    const hashes = [
      { 'q.graphql': query, 'fragments.graphql': `${b} ${a}` },
      { 'q.graphql': query, 'a.graphql': a, 'b.graphql': b },
    ]
      .map((files) => readOperations([project(files)])[0]?.text ?? '')
      .map((text) => createHash('sha256').update(text).digest('hex'));
    expect(new Set(hashes).size).toBe(1);
  });

  it.each([
    ['broken text', { 'a.graphql': 'query {' }, /a\.graphql: Syntax Error/],
    ['an operation without a name', { 'a.graphql': '{ id }' }, /every operation a name/],
    ['two operations of one name', { 'a.graphql': 'query A { a }', 'b.graphql': 'query A { b }' }, /A exists twice/],
    ['a missing fragment', { 'a.graphql': 'query A { ...B }' }, /no fragment B/],
    [
      'two fragments of one name',
      { 'a.graphql': 'fragment F on A { a }', 'b.graphql': 'fragment F on A { b }' },
      /F exists twice/,
    ],
    ['a schema', { 'a.graphql': 'type A { a: Int }' }, /only operations and fragments/],
  ])('are refused for %s', (_title, files, message) => {
    expect(() => readOperations([project(files)])).toThrow(UsageError);
    expect(() => readOperations([project(files)])).toThrow(message);
  });

  it('are refused for a file that is not there', () => {
    expect(() => readOperations(['/nowhere/at-all'])).toThrow(/there is no such file/);
  });
});
