import { describe, expect, it } from 'vitest';
import { parseDocument } from './limits.ts';
import { assertShallowVariables, NESTING_LIMIT } from './nesting.ts';
import { validateDocument } from './schema.ts';

const list = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const object = (levels: number): string => `${'{a:'.repeat(levels)}1${'}'.repeat(levels)}`;
const badRequest = expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } });

describe('a document', () => {
  it.each([
    ['a value of as many levels', `{ nodes(ids: ${list(NESTING_LIMIT)}) { id } }`],
    ['many shallow values', `{ a(b: [[1], {c: 2}]) { d } e(f: ${list(NESTING_LIMIT)}) { g } }`],
    ['brackets inside of texts', `{ a(b: "${'['.repeat(100)}") }`],
  ])('may hold %s', (_what, text) => {
    expect(() => parseDocument(text)).not.toThrow();
  });

  it.each([
    ['lists', `{ nodes(ids: ${list(NESTING_LIMIT + 1)}) { id } }`],
    ['lists as many as its words allow', `{ nodes(ids: ${list(2_490)}) { id } }`],
    ['objects', `{ a(b: ${object(NESTING_LIMIT + 1)}) { c } }`],
    ['values of a directive', `{ a @b(c: ${list(2_000)}) }`],
    ['defaults', `query ($a: Int = ${list(2_000)}) { b }`],
    ['types', `query ($a: ${'['.repeat(2_000)}Int${']'.repeat(2_000)}) { b }`],
    ['selections', `${'{a'.repeat(2_400)}${'}'.repeat(2_400)}`],
    ['unclosed brackets', '{a'.repeat(2_400)],
  ])('is refused when %s nest too deep', (_what, text) => {
    expect(() => parseDocument(text)).toThrow(badRequest);
  });

  it('is not registered when it nests too deep', () => {
    expect(validateDocument(`{ nodes(ids: ${list(2_490)}) { id } }`)).toMatch('at most 32 levels');
  });
});

describe('variables', () => {
  it.each([
    ['nothing', null],
    ['a value of as many levels', { a: JSON.parse(list(NESTING_LIMIT)) }],
    ['a wide value', { a: Array.from({ length: 50_000 }, () => ({ b: 1 })) }],
  ])('may hold %s', (_what, variables) => {
    expect(() => assertShallowVariables(variables)).not.toThrow();
  });

  it.each([NESTING_LIMIT + 1, 3_000, 120_000])('are refused when one is %i levels deep', (levels) => {
    expect(() => assertShallowVariables({ a: JSON.parse(list(levels)) })).toThrow(badRequest);
  });
});
