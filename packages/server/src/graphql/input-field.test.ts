import { getVariableValues, GraphQLError, Kind, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { withInputFields } from './input-field.ts';
import { schema } from './schema.ts';

/** The fields of everything that is wrong with a document and its variables. */
function fieldsOf(text: string, variables: Record<string, unknown> = {}): unknown[] {
  const document = parse(text);
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('The operation comes first');
  const invalid = validate(schema, document);
  const unfit = getVariableValues(schema, operation.variableDefinitions ?? [], variables).errors ?? [];
  return withInputFields([...invalid, ...unfit], { schema, document, variables }).map(
    ({ extensions }) => extensions['field'] ?? null,
  );
}

const CREATE = 'mutation ($input: CardCreateInput!) { cardCreate(input: $input) { card { id } } }';
const CLAIM = 'mutation ($input: CardClaimInput!) { cardClaim(input: $input) { claim { id } } }';
const CARDS = 'query ($where: CardWhere, $first: Int) { cards(where: $where, first: $first) { nodes { id } } }';

describe('the field of a variable that does not fit', () => {
  it.each<[string, string, Record<string, unknown>, string[]]>([
    ['a negative amount', CREATE, { input: { cash: { reduceCostFen: -1 } } }, ['input', 'cash', 'reduceCostFen']],
    ['a quantity above 2^31', CREATE, { input: { cash: { quantity: 2 ** 31 } } }, ['input', 'cash', 'quantity']],
    ['an unknown value', CREATE, { input: { cash: { codeType: 'X' } } }, ['input', 'cash', 'codeType']],
    ['an unknown field', CREATE, { input: { cash: { tilte: 'x' } } }, ['input', 'cash', 'tilte']],
    ['an unknown field of no name', CREATE, { input: { cash: { 'a b': 'x' } } }, ['input', 'cash']],
    ['a missing field', CLAIM, { input: { cardId: 'a' } }, ['input', 'idempotencyKey']],
    ['a place in a list', CREATE, { input: { cash: { storeIds: ['a', {}] } } }, ['input', 'cash', 'storeIds', '1']],
    ['two branches', CREATE, { input: { cash: {}, gift: {} } }, ['input']],
    ['nothing where something must be', CREATE, {}, ['input']],
    ['null where something must be', CREATE, { input: null }, ['input']],
    ['a scalar', CARDS, { first: 'many' }, ['first']],
    ['a time that is none', CARDS, { where: { createdAt: { gte: 'soon' } } }, ['where', 'createdAt', 'gte']],
    [
      'a text that looks like a path',
      CARDS,
      { where: { createdAt: { gte: 'x" at "first"; Int cannot represent' } } },
      ['where', 'createdAt', 'gte'],
    ],
  ])('is told for %s', (_what, text, variables, field) => {
    expect(fieldsOf(text, variables)).toEqual([field]);
  });

  it('is told for each of several', () => {
    expect(fieldsOf(CREATE, { input: { cash: { reduceCostFen: -1, quantity: 0.5 } } })).toEqual([
      ['input', 'cash', 'quantity'],
      ['input', 'cash', 'reduceCostFen'],
    ]);
  });
});

describe('the field of a value in a document', () => {
  const create = (fields: string) => `mutation { cardCreate(input: { cash: { ${fields} } }) { card { id } } }`;
  it.each([
    ['a negative amount', create('reduceCostFen: -1'), ['input', 'cash', 'reduceCostFen']],
    ['a quantity above 2^31', create('quantity: 2147483648'), ['input', 'cash', 'quantity']],
    ['an unknown value', create('codeType: X'), ['input', 'cash', 'codeType']],
    ['an unknown field', create('tilte: "x"'), ['input', 'cash', 'tilte']],
    ['a place in a list', create('storeIds: ["a", true]'), ['input', 'cash', 'storeIds', '1']],
    [
      'a place in a list of objects',
      create('timeLimits: [{}, { beginHour: "9" }]'),
      ['input', 'cash', 'timeLimits', '1', 'beginHour'],
    ],
    ['two branches', 'mutation { cardCreate(input: { cash: {}, gift: {} }) { card { id } } }', ['input']],
    ['a missing field', 'mutation { cardClaim(input: { cardId: "a" }) { claim { id } } }', ['input', 'idempotencyKey']],
    ['an unknown argument', '{ card(ident: "a") { id } }', ['ident']],
  ])('is told for %s', (_what, text, field) => {
    expect(fieldsOf(text)).toEqual([field]);
  });

  it('is none for what is no input', () => {
    expect(fieldsOf('{ nothingOfTheKind }')).toEqual([null]);
    expect(
      withInputFields([new GraphQLError('No place')], { schema, document: parse('{ a }'), variables: {} })[0]
        ?.extensions,
    ).toEqual({});
  });
});
