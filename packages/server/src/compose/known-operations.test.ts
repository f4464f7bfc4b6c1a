import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readOperations } from './known-operations.ts';

/** Reads documents, and tells which it has parsed. */
function aReader() {
  const parsed: string[] = [];
  const read = readOperations({
    schema: buildSchema('type Query { x: Int }'),
    parse: (text) => {
      parsed.push(text);
      return parse(text);
    },
    validate: () => [],
    compile: null,
  });
  return { parsed, ask: (text: string) => read({ text, operationName: null, variables: {} }) };
}

describe('documents that were read', () => {
  it('are parsed once', () => {
    const { parsed, ask } = aReader();
    for (const text of ['{ x }', '{ x x }', '{ x }']) ask(text);
    expect(parsed).toEqual(['{ x }', '{ x x }']);
  });

  it('are kept up to a size together, however short their texts are', () => {
    const { parsed, ask } = aReader();
    const large = Array.from({ length: 45 }, (_, nth) => `{${'x '.repeat(4_990)}}#${nth}`);
    for (const text of ['{ x }', ...large]) ask(text);
    parsed.length = 0;
    for (const text of [large.at(-1) ?? '', '{ x }']) ask(text);
    expect(parsed).toEqual(['{ x }']);
  });
});
