import { buildSchema, execute, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createCompiler } from './compile-operation.ts';

const schema: GraphQLSchema = buildSchema(`
  type Query { one(first: Int! = 5): Thing, must: Thing!, many: [Thing!]!, gone: [Thing], late: Late }
  type Thing { id: ID!, name(loud: Boolean! = false): String, broken: String!, refused: String! }
  union Late = Thing | Other
  type Other { x: Int }
`);
const thing = {
  id: 7,
  name: ({ loud }: { loud: boolean }) => (loud ? 'ANN' : 'ann'),
  broken: () => null,
  refused: () => Promise.reject(new GraphQLError('no', { extensions: { code: 'FORBIDDEN' } })),
};
// buildSchema leaves the roots to their values; compiled operations call methods as well only where there are resolvers.
for (const type of ['Query', 'Thing', 'Other']) {
  const fields = Object.values(Object(schema.getType(type)).getFields());
  for (const field of fields.map(Object))
    field.resolve = (parent: object, args: object) => {
      const value: unknown = Reflect.get(Object(parent), field.name);
      return typeof value === 'function' ? value(args) : value;
    };
}
Object(schema.getType('Late')).resolveType = ({ x }: { x?: number }) => (x === undefined ? 'Thing' : 'Other');

const root = {
  one: thing,
  must: () => Promise.resolve(thing),
  many: () => Promise.resolve([thing, Promise.resolve(thing)]),
  gone: [null, thing],
  late: { x: 1 },
};
const compile = createCompiler(schema);

async function bothWays(text: string, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  const compiled = compile(document);
  const plain = await execute({ schema, document, rootValue: root, variableValues: variables });
  const answer = await compiled?.({ rootValue: root, contextValue: null, variableValues: variables });
  return { plain, answer };
}

describe('a compiled operation', () => {
  it.each([
    '{ one { id name } many { id } gone { id } __typename late { __typename ... on Other { x } } }',
    '{ again: one { a: name(loud: true) b: name } must { ...F } } fragment F on Thing { id name }',
    '{ one { id broken } }',
    '{ must { id broken } }',
    '{ many { refused } }',
    '{\n  one {\n    broken refused }\n  gone { broken }\n}',
  ])('answers as graphql-js does: %s', async (text) => {
    const { plain, answer } = await bothWays(text);
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(plain)));
  });

  it.each([true, false])('tells apart one fragment under two conditions (%s)', async (is) => {
    const text = `query ($is: Boolean!) { a: one @skip(if: $is) { ...F } b: one @include(if: $is) { ...F } }
      fragment F on Thing { name }`;
    const { plain, answer } = await bothWays(text, { is });
    expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(plain)));
  });

  it('names what went wrong, so that the door can tell refusals from faults', async () => {
    const { answer } = await bothWays('{ one { refused } gone { broken } }');
    const causes = (answer?.errors ?? []).map(({ originalError }) => originalError);
    expect(causes).toEqual([expect.any(Error), expect.any(GraphQLError)]);
    expect(causes[0]).not.toBeInstanceOf(GraphQLError);
  });

  it('leaves to the caller what the caller did: an argument that its variable empties', async () => {
    const { plain, answer } = await bothWays('query ($n: Int) { one(first: $n) { id } }', { n: null });
    const [error] = answer?.errors ?? [];
    expect([error?.message, error?.originalError]).toEqual([plain.errors?.[0]?.message, undefined]);
  });

  it('takes coerced variables as they are', async () => {
    const { answer } = await bothWays('query ($loud: Boolean!) { one { name(loud: $loud) } }', { loud: true });
    expect(answer?.data).toEqual({ one: { name: 'ANN' } });
  });

  it('is not made of a document with hundreds of fields', () => {
    const fields = Array.from({ length: 500 }, (_, nth) => `f${nth}: name`).join(' ');
    expect(compile(parse(`{ one { ${fields} } }`))).toBeNull();
  });
});
