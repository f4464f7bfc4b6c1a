import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../src/graphql/schema.ts';
import { IMAGE_URL } from '../kit/factories.ts';
import { randomOf } from '../kit/random.ts';
import { type Api, type Json, type ServedMerchant, server } from '../kit/server.ts';

let api: Api;
let merchant: ServedMerchant;
beforeAll(async () => {
  api = await server();
  merchant = await api.aMerchant();
});
afterAll(() => api.stop());

const SEED = Number(process.env['KAQUAN_FUZZ_SEED'] ?? 20_261_124);
const CALLS_PER_FIELD = 40;

const cursor = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

/** Texts that a program sends by mistake, and a stranger on purpose. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  'x'.repeat(5_000),
  '券'.repeat(1_100),
  '\u202e\u200d'.repeat(1_000),
  '\0',
  'a\ud800',
  '\udc00b',
  '%_\\',
  '\'; DROP TABLE "Card"; --',
  `card_${'0'.repeat(26)}`,
  `per_${'0'.repeat(26)}`,
  cursor('CREATED_AT DESC', '2026-11-23T10:00:00Z', 'x\0'),
  cursor('CREATED_AT DESC', '0000-01-01T00:00:00Z', 'x'),
  cursor('CLAIMED_AT DESC', '+275760-09-13T00:00:00Z', 'x\ud800'),
  cursor('SEQUENCE ASC', '999999999999999999', 'evt_x'),
  '9'.repeat(400),
  '-1',
];
const NUMBERS: readonly number[] = [0, -1, 1, 2 ** 31 - 1, -(2 ** 31), 100_000_001, 2 ** 53 - 1, 1.5];
const TIMES: readonly string[] = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00+14:00',
  '1969-12-31T23:59:59Z',
  '2026-11-23T10:00:00+08:00',
  '2038-01-19T00:00:00Z',
  '9999-12-31T23:59:59-12:00',
];
const JSONS: readonly unknown[] = [
  null,
  [],
  {},
  'text',
  7,
  { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'a\ud800' },
];

const BY_SCALAR: Readonly<Record<string, readonly unknown[]>> = {
  Int: NUMBERS,
  Float: [...NUMBERS, 1e308, 181],
  Fen: NUMBERS,
  Sequence: NUMBERS,
  Boolean: [true, false],
  DateTime: TIMES,
  Date: ['0000-01-01', '2026-02-30', '9999-12-31'],
  JSON: JSONS,
  TimeZone: ['Asia/Shanghai', 'Nowhere/None', 'UTC+25'],
};

type Random = () => number;
const pick = <T>(from: readonly T[], random: Random): T | undefined => from[Math.floor(random() * from.length)];

/** Values that pass where they stand, so that one odd value beside them gets as far as it can. */
const TAME_BY_NAME: Readonly<Record<string, unknown>> = {
  color: 'Color010',
  logoUrl: IMAGE_URL,
  imageUrl: IMAGE_URL,
  iconUrls: [IMAGE_URL],
  photoUrls: [IMAGE_URL],
  scopes: ['cards:read'],
  ipAllowList: ['10.0.0.0/8'],
  value: 'shop.example',
  login: 'fuzz',
  first: 5,
  last: null,
  after: null,
  before: null,
  text: '{ viewer { kind } }',
  expiresAt: '2037-01-01T00:00:00Z',
};
const TAME_BY_SCALAR: Readonly<Record<string, unknown>> = {
  Int: 1,
  Float: 39.9,
  Fen: 100,
  Sequence: 1,
  Boolean: false,
  DateTime: '2037-01-01T00:00:00Z',
  Date: '2037-01-01',
  JSON: { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', kid: 'k' },
  TimeZone: 'Asia/Shanghai',
};

/** A place of a value, and the odd values that its type lets in. */
type Leaf = { holder: object; name: string; odd: readonly unknown[] };

/** Puts a tame value of the type at a name, and lists the leaves in it. */
function plant(type: GraphQLInputType, at: Omit<Leaf, 'odd'>, random: Random, depth = 0): Leaf[] {
  if (isNonNullType(type)) return plant(type.ofType, at, random, depth);
  const put = (value: unknown): boolean => Reflect.set(at.holder, at.name, value);
  if (isListType(type) && !(at.name in TAME_BY_NAME)) {
    const list: unknown[] = [];
    put(list);
    return plant(type.ofType, { holder: list, name: '0' }, random, depth + 1);
  }
  if (isEnumType(type)) {
    put(pick(type.getValues(), random)?.name);
    return [];
  }
  if (!isInputObjectType(type)) {
    const { name } = getNamedType(type);
    put(at.name in TAME_BY_NAME ? TAME_BY_NAME[at.name] : (TAME_BY_SCALAR[name] ?? 'abcdefgh'));
    return [{ ...at, odd: BY_SCALAR[name] ?? TEXTS }];
  }
  const fields = Object.values(type.getFields());
  const chosen = type.isOneOf
    ? [pick(fields, random)].flatMap((field) => field ?? [])
    : fields.filter((field) => isNonNullType(field.type) || (depth < 5 && random() < 0.5));
  const holder = {};
  put(holder);
  return chosen.flatMap((field) => plant(field.type, { holder, name: field.name }, random, depth + 1));
}

/** Arguments of a field, tame but for one leaf. */
function argumentsOf(args: readonly GraphQLArgument[], random: Random): object {
  const holder = {};
  const leaf = pick(
    args.flatMap(({ name, type }) => plant(type, { holder, name }, random)),
    random,
  );
  if (leaf) Reflect.set(leaf.holder, leaf.name, pick(leaf.odd, random));
  return holder;
}

/** As little of the answer as can be asked for: the odd values are in what is sent. */
function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const type = getNamedType(field.type);
  return isLeafType(type) ? '' : '{ __typename }';
}

type Root = { kind: 'query' | 'mutation'; field: GraphQLField<unknown, unknown> };
const ROOTS: readonly Root[] = (['query', 'mutation'] as const).flatMap((kind) => {
  const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
  return Object.values(root?.getFields() ?? {}).map((field) => ({ kind, field }));
});

const documentOf = ({ kind, field }: Root, args: readonly GraphQLArgument[]): string => {
  const declared = args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const inBrackets = (text: string): string => (text === '' ? '' : `(${text})`);
  return `${kind} ${inBrackets(declared)} { ${field.name}${inBrackets(given)} ${selectionOf(field)} }`;
};

describe('the GraphQL door under random values', () => {
  it.each(ROOTS.map((root): [string, Root] => [root.field.name, root]))(
    `answers %s without a fault (seed ${SEED})`,
    async (name, root) => {
      const random = randomOf(SEED + name.length * 7_919 + name.charCodeAt(0));
      const faults: unknown[] = [];
      for (let count = 0; count < CALLS_PER_FIELD; count += 1) {
        const args = root.field.args.filter(({ type }) => isNonNullType(type) || random() < 0.7);
        const variables = argumentsOf(args, random);
        const { status, json } = await api.gql(documentOf(root, args), variables, merchant.secretKey);
        const codes = (json?.errors ?? []).map(({ extensions }: Json) => extensions?.code);
        if (status >= 500 || codes.includes('INTERNAL')) faults.push(variables);
      }
      expect(faults).toEqual([]);
    },
  );

  it('refuses each text that no database keeps, wherever it stands', async () => {
    const document =
      'mutation ($input: OperationRegisterInput!) { operationRegister(input: $input) { userErrors { code } } }';
    for (const name of ['\0', 'a\ud800', '\udc00b']) {
      const { status, json } = await api.gql(
        document,
        { input: { operations: [{ text: '{ a }', name }] } },
        merchant.secretKey,
      );
      expect([status, json.errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    }
  });
});
