import { readdirSync, readFileSync } from 'node:fs';
import { type DocumentNode, parse } from 'graphql';
import { expect, it } from 'vitest';
import { aloneIn } from '../graphql/limits.ts';
import { schema } from '../graphql/schema.ts';
import { createCompiler } from './compile-operation.ts';

const SDK_DOCUMENTS = new URL('../../../sdk/src/documents/', import.meta.url);

/** Every operation of the SDK with all fragments of its file. */
const sdkOperations = (): [string, DocumentNode][] => {
  const files = readdirSync(SDK_DOCUMENTS).filter((name) => name.endsWith('.graphql'));
  const text = files.map((name) => readFileSync(new URL(name, SDK_DOCUMENTS), 'utf8')).join('\n');
  const document = parse(text);
  return document.definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition' ? [[definition.name?.value ?? '', aloneIn(document, definition)]] : [],
  );
};

it('compiles every operation that the SDK sends', () => {
  const compile = createCompiler(schema);
  const left = sdkOperations().filter(([, document]) => compile(document) === null);
  expect(left.map(([name]) => name)).toEqual([]);
});
