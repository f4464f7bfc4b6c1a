import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as documents from '../src/generated/documents.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const schema = buildSchema(read('../server/schema.graphql'));
const manifest: { name: string; hash: string; text: string }[] = JSON.parse(read('dist/documents.json'));

describe('the manifest of documents', () => {
  it('names each document that the client sends', () => {
    const sent = Object.entries(documents).map(([name, { documentId }]) => [name, documentId]);
    expect(manifest.map(({ name, hash }) => [name, hash])).toEqual(sent);
  });

  it.each(manifest)('has the hash of the exact text of $name', ({ hash, text }) => {
    expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
  });

  it.each(manifest)('has a $name that the server’s schema knows', ({ text }) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  it.each(manifest)('has a $name without a needless character, that asks for the names of types', ({ text }) => {
    expect(text).not.toMatch(/\s\s|\n/);
    expect(text).toContain('{__typename');
  });
});

it('has an id of its own for each document', () => {
  expect(new Set(manifest.map(({ hash }) => hash)).size).toBe(manifest.length);
});
