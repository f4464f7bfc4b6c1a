import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  getNamedType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  printSchema,
  validateSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../domain/kit/actor.ts';
import { DomainError, INPUT_FAULTS } from '../domain/kit/errors.ts';
import { TEXTS } from './kit/texts.ts';
import { schema } from './schema.ts';

const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);

type Described = { description?: string | null | undefined };

/** Everything of a type that the reference must tell about, by its path. */
function partsOf(type: GraphQLNamedType): [string, Described][] {
  const own: [string, Described][] = [[type.name, type]];
  if (isEnumType(type))
    return [...own, ...type.getValues().map((value): [string, Described] => [`${type.name}.${value.name}`, value])];
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return own;
  const fields = Object.values(type.getFields()).flatMap((field): [string, Described][] => [
    [`${type.name}.${field.name}`, field],
    ...('args' in field
      ? field.args.map((arg: { name: string } & Described): [string, Described] => [
          `${type.name}.${field.name}(${arg.name})`,
          arg,
        ])
      : []),
  ]);
  return [...own, ...fields];
}

/** Their name says it all, and an input type needs a field. */
const WITHOUT_INPUT = ['hostedPagesOpen'];

describe('the schema', () => {
  it('is valid', () => {
    expect(validateSchema(schema)).toEqual([]);
  });

  it('describes each type, field, argument and value', () => {
    const bare = types.flatMap(partsOf).filter(([, { description }]) => !description?.trim());
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it('asks something of the caller at each field of the root', () => {
    const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
      Object.values(root?.getFields() ?? {}),
    );
    const open = roots.filter(({ extensions }) => !hasAuthScopes(extensions['pothosOptions']));
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('asks for the scope at each field that leads to rows with one, and says so', () => {
    const wrong = types.flatMap((type) => {
      if (!isObjectType(type) && !isInterfaceType(type)) return [];
      if (GUARDED_BY_ROOT.has(type.name) || /(Connection|Edge)$/.test(type.name)) return [];
      return Object.values(type.getFields())
        .filter((field) => !PUBLIC_PATHS.includes(`${type.name}.${field.name}`) && !asksFor(field, scopeOf(field.type)))
        .map(({ name }) => `${type.name}.${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it('gives each mutation one input and a payload with userErrors', () => {
    for (const { name, args, type } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const payload = getNamedType(type);
      const pascal = name.charAt(0).toUpperCase() + name.slice(1);
      expect([args.map((arg) => `${arg.name}: ${String(arg.type)}`), payload.name]).toEqual([
        WITHOUT_INPUT.includes(name) ? [] : [`input: ${pascal}Input!`],
        `${pascal}Payload`,
      ]);
      expect(isObjectType(payload) && String(payload.getFields()['userErrors']?.type)).toBe('[UserError!]!');
    }
  });

  it('is printed in schema.graphql (run pnpm schema)', () => {
    const committed = readFileSync(join(import.meta.dirname, '../../schema.graphql'), 'utf8');
    expect(committed).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });
});

/** The scope that reading rows of a type asks for, here and behind every relation. */
const SCOPE_OF: Readonly<Record<string, Scope>> = {
  Card: 'cards:read',
  CardVersion: 'cards:read',
  Claim: 'claims:read',
  Code: 'codes:read',
  CodeChange: 'codes:read',
  Event: 'events:read',
  Gift: 'claims:read',
  Merchant: 'cards:read',
  Redemption: 'redemptions:read',
  RedemptionAttempt: 'redemptions:read',
  Review: 'cards:read',
  Store: 'stores:read',
};

/** What everybody may read of a card's stores is part of its face; answers of one's own write show what was written; a friend sees the own code. */
const PUBLIC_PATHS = [
  'Card.stores',
  'CardContent.stores',
  'CardFace.stores',
  'ClaimLimitReachedError.claim',
  'CodeDeletePayload.code',
  'GiftFace.code',
  'CodeSelfRedeemPayload.redemption',
  'NearStore.store',
];

const isForAnyCaller = (options: unknown): boolean =>
  Reflect.has(Object(Reflect.get(Object(options), 'authScopes')), 'caller');

/** Payloads, events and their like: the field of the root that gives them asks for the scope. */
const GUARDED_BY_ROOT = new Set(
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
    .flatMap((root) => Object.values(root?.getFields() ?? {}))
    .filter(({ extensions }) => !isForAnyCaller(extensions['pothosOptions']))
    .map(({ type }) => getNamedType(type).name)
    .concat('Query', 'Mutation', 'Subscription')
    // Below roots that only a user token opens, and of that user alone.
    .concat('ClaimContext', 'Me', 'MineEvent')
    // Payloads of one claim, in that of several.
    .concat('CardsClaimResult')
    .filter((name) => !(name in SCOPE_OF)),
);

const scopeOf = (type: GraphQLOutputType): Scope | null =>
  SCOPE_OF[getNamedType(type).name.replace(/Connection$/, '')] ?? null;

type AskingField = Described & { extensions: Readonly<Record<string, unknown>> };
const asksFor = ({ description, extensions }: AskingField, scope: Scope | null): boolean =>
  scope === null || (hasAuthScopes(extensions['pothosOptions']) && (description ?? '').includes(`Needs \`${scope}\``));

const hasAuthScopes = (options: unknown): boolean =>
  typeof options === 'object' && options !== null && 'authScopes' in options && Boolean(options.authScopes);

/** A class that refusals are made of, as the rooms export it. */
type RefusalClass = { name: string; prototype: DomainError };
const isRefusalClass = (value: unknown): value is RefusalClass =>
  typeof value === 'function' && value.prototype instanceof DomainError;

/** All refusal classes that a room lets out, by its index; the kit's by their file. */
async function refusalClasses(): Promise<RefusalClass[]> {
  const folder = join(import.meta.dirname, '../domain');
  const files = readdirSync(folder).map((room) => join(folder, room, room === 'kit' ? 'errors.ts' : 'index.ts'));
  const rooms = await Promise.all(files.filter(existsSync).map(async (file): Promise<object> => import(file)));
  const exported = rooms.flatMap((room): unknown[] => Object.values(room)).filter(isRefusalClass);
  return [...new Set(exported)].filter((of) => of.name !== DomainError.name);
}

/** The codes that the source of the rooms gives to refusals. */
function refusalCodes(): string[] {
  const folder = join(import.meta.dirname, '../domain');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('errors.ts'));
  const codes = files.flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/\bcode = '([A-Z_]+)'/g)].map(([, code]) => code ?? ''),
  );
  return [...new Set(codes)];
}

describe('a refusal', () => {
  it('has a GraphQL type of its class name with code and message', async () => {
    const classes = await refusalClasses();
    expect(classes.length).toBeGreaterThan(15);
    const userErrors = new Set(schema.getPossibleTypes(interfaceNamed('UserError')).map(({ name }) => name));
    expect(classes.map(({ name }) => name).filter((name) => !userErrors.has(name))).toEqual([]);
  });

  it('shares the name of a field only where the type is the same, so that one selection takes all', () => {
    const fields = schema
      .getPossibleTypes(interfaceNamed('UserError'))
      // Only the Weixin door ever answers with it.
      .filter(({ name }) => name !== 'CredentialRefusedError')
      .flatMap((type) => Object.values(type.getFields()).map(({ name, type: of }) => [name, String(of)] as const));
    const first = new Map(fields.toReversed());
    expect(fields.filter(([name, type]) => first.get(name) !== type)).toEqual([]);
  });

  it.each(Object.entries(TEXTS))('has a text in %s', (_language, texts) => {
    expect(refusalCodes().length).toBeGreaterThan(15);
    expect(refusalCodes().filter((code) => !(code in texts))).toEqual([]);
  });

  it('has a text in Chinese for each fault of a value; English shows what the rule itself says', () => {
    const texts: Record<string, string> = TEXTS['zh-CN'];
    const faults = Object.keys(INPUT_FAULTS).filter((fault) => fault !== 'INVALID');
    expect(faults.filter((fault) => !texts[`INVALID_INPUT.${fault}`])).toEqual([]);
    expect(TEXTS.en.INVALID_INPUT).toBe('{message}');
  });

  it('says in both languages the same of the same codes', () => {
    const codes = (texts: object): string[] =>
      Object.keys(texts)
        .filter((key) => !key.includes('.'))
        .toSorted();
    expect(codes(TEXTS.en)).toEqual(codes(TEXTS['zh-CN']));
  });
});

function interfaceNamed(name: string) {
  const type = schema.getType(name);
  if (!isInterfaceType(type)) throw new Error(`No interface ${name}`);
  return type;
}
