import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { assertPlainVariables, DOCUMENT_LIMITS, documentLimits, operationCost, parseDocument } from './limits.ts';
import { schema, validateDocument } from './schema.ts';

const check = (text: string): string[] => validate(schema, parse(text), documentLimits).map(({ message }) => message);
const cost = (text: string, variables = {}, name?: string): number =>
  operationCost(schema, parse(text), name, variables);
const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('the limits of a document', () => {
  it('let an ordinary document and the introspection of tools pass', () => {
    expect(check('{ viewer { kind } cards { nodes { id stock { left } } } }')).toEqual([]);
    expect(
      check(`{ __schema { types { fields { args { type { ${'ofType { '.repeat(9)} name ${'} '.repeat(9)} } } } } } }`),
    ).toEqual([]);
  });

  it('refuse what nests too deep, also through fragments', () => {
    const deep = `${'claim { code { '.repeat(8)} id ${'} } '.repeat(8)}`;
    expect(check(`{ code(value: "1") { ${deep} } }`)).toEqual([expect.stringContaining('levels deep')]);
    expect(check(`{ code(value: "1") { ...Deep } } fragment Deep on Code { ${deep} }`)).toEqual([
      expect.stringContaining('levels deep'),
    ]);
  });

  it('refuse too many aliases, also when a fragment multiplies them', () => {
    const many = times(DOCUMENT_LIMITS.aliases + 1, (index) => `a${index}: kind`);
    expect(check(`{ viewer { ${many} } }`)).toEqual([expect.stringContaining('aliases')]);
    const few = times(18, (index) => `a${index}: kind`);
    expect(check(`{ viewer { ${'...Few '.repeat(3)} } } fragment Few on Viewer { ${few} }`)).toEqual([
      expect.stringContaining('aliases'),
    ]);
  });

  it('refuse too many fields at the root', () => {
    expect(check(`{ ${times(21, (index) => `v${index}: viewer { kind }`)} }`)).toEqual([
      expect.stringContaining('root'),
    ]);
  });

  it('stop reading a document of too many words', () => {
    expect(() => parseDocument(`{ ${'a '.repeat(DOCUMENT_LIMITS.tokens)} }`)).toThrow(/token/);
  });

  it('end on fragments that run in circles or multiply without end', () => {
    expect(check('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A viewer { kind } }')).toEqual([]);
    const bomb = times(40, (index) => `fragment F${index} on Viewer { ...F${index + 1} ...F${index + 1} }`);
    expect(check(`{ viewer { ...F0 } } ${bomb} fragment F40 on Viewer { kind }`)).toEqual([]);
  });

  it('refuse half a surrogate pair in variables and their names, and let whole ones pass', () => {
    expect(() => assertPlainVariables({ input: { list: ['a', 'b\ud800'] } })).toThrow('variables.input.list.1');
    expect(() => assertPlainVariables({ jwk: { 'k\udc00': 1 } })).toThrow('a name in variables.jwk');
    expect(() => parse('{ code(value: "\\ud800") { id } }')).toThrow(/Unicode/);
    expect(() => assertPlainVariables({ input: '券😀' })).not.toThrow();
  });

  it('refuse a zero byte in a text of the document or its variables', () => {
    expect(check('{ code(value: "1\\u0000") { id } }')).toEqual([expect.stringContaining('U+0000')]);
    expect(() => assertPlainVariables({ input: { list: ['a', '\0'] } })).toThrow('variables.input.list.1');
    expect(() => assertPlainVariables({ input: { text: 'a\nb', number: 1, nothing: null } })).not.toThrow();
  });
});

describe('the cost of an operation', () => {
  it('grows with the page that is asked for', () => {
    const page = 'query ($first: Int) { cards(first: $first) { nodes { id } } }';
    expect(cost(page, { first: 100 })).toBe(102);
    expect(cost('{ cards { nodes { id } } }')).toBe(cost(page, { first: 20 }));
  });

  it('multiplies lists inside lists', () => {
    const one = cost('{ cards(first: 100) { nodes { id } } }');
    expect(cost('{ cards(first: 100) { nodes { stores(first: 100) { nodes { id } } } } }')).toBeGreaterThan(50 * one);
  });

  it.each([
    ['{ __typename }', 1],
    ['{ viewer { kind scopes } }', 1],
    ['{ viewer { merchant { name } person { name } } }', 3],
    ['{ cards(first: 1000) { nodes { id title description } } }', 1_002],
    ['{ cards(first: 10) { edges { cursor node { id stock { left } } } pageInfo { endCursor } count { value } } }', 22],
    ['{ cardFaces(ids: ["a", "b"]) { stock { left } } }', 3],
  ])('of %s is %i: values come along with their objects', (text, amount) => {
    expect(cost(text)).toBe(amount);
  });

  it('is that of the named operation', () => {
    const both = 'query Small { viewer { kind } } query Large { cards(first: 100) { nodes { id } } }';
    expect(cost(both, {}, 'Large')).toBeGreaterThan(cost(both, {}, 'Small'));
  });

  it.each([
    ['without a name among several', 'query A { viewer { kind } } query B { viewer { kind } }', undefined],
    ['with a name that is not there', 'query A { viewer { kind } }', 'B'],
    ['without any operation', 'fragment F on Query { viewer { kind } }', undefined],
  ])('is refused %s', (_what, text, name) => {
    expect(() => cost(text, {}, name)).toThrow(expect.objectContaining({ extensions: { code: 'BAD_REQUEST' } }));
  });
});

describe('a document to be registered', () => {
  it('is fine when the schema can run it', () => {
    expect(validateDocument('query Who { viewer { kind } }')).toBeNull();
  });

  it.each([
    ['query {', /Syntax Error/],
    ['{ nothing }', /Cannot query field "nothing"/],
    ['subscription { x }', /on type "Subscription"/],
  ])('tells what is wrong with %j', (text, message) => {
    expect(validateDocument(text)).toMatch(message);
  });
});
