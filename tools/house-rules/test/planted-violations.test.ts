import { afterAll, describe, expect, it } from 'vitest';
import { plantTree, scriptOf } from './planted-tree.ts';

const SRC = 'packages/server/src';
const DOMAIN = `${SRC}/domain`;

/** Two rooms, a kit, a door and a composer as the house wants them. */
const SOUND: Record<string, string> = {
  [`${DOMAIN}/kit/transaction.ts`]:
    'export const inTransaction = <T>(work: () => T): T => work();\nexport const assertMay = (scope: string): void => {\n  if (!scope) throw new Error();\n};\n',
  'bench/src/main.ts': 'export const rounds = 3;\n',
  [`${DOMAIN}/events/index.ts`]: "export { announce } from './announce.ts';\n",
  [`${DOMAIN}/events/announce.ts`]: 'export const announce = (type: string): string => type;\n',
  [`${DOMAIN}/cards/index.ts`]: "export { createCard } from './create-card.ts';\n",
  [`${DOMAIN}/cards/card.store.ts`]: 'export const storeCard = (): number => 1;\n',
  [`${DOMAIN}/cards/create-card.ts`]: `import { announce } from '../events/index.ts';
import { assertMay, inTransaction } from '../kit/transaction.ts';
import { storeCard } from './card.store.ts';

export function createCard(): number {
  assertMay('cards');
  return inTransaction(() => announce('card.created').length + storeCard());
}
`,
  [`${DOMAIN}/claims/index.ts`]: "export { mayClaim } from './claim.rules.ts';\n",
  [`${DOMAIN}/claims/claim.rules.ts`]: 'export const mayClaim = (left: number): boolean => left > 0;\n',
  [`${SRC}/graphql/cards/card.mutations.ts`]: `import { createCard } from '../../domain/cards/index.ts';

export const cardCreate = (): number => createCard();
`,
  [`${SRC}/adapters/clock.ts`]: 'export const now = (): Date => new Date();\n',
  [`${SRC}/config.ts`]: "export const config = { port: process.env['KAQUAN_PORT'] };\n",
  [`${SRC}/compose.ts`]: `import { now } from './adapters/clock.ts';
import { config } from './config.ts';
import { mayClaim } from './domain/claims/index.ts';
import { cardCreate } from './graphql/cards/card.mutations.ts';

export const compose = (): unknown => ({ now, config, mayClaim, cardCreate });
`,
  [`${SRC}/main.ts`]: "import { compose } from './compose.ts';\n\ncompose();\n",
  [`${SRC}/generated/client.ts`]: 'export const client = 1;\n',
  'docs/architecture.md': `See \`packages/server/src/domain/cards\` and [this](architecture.md).

\`\`\`mermaid
flowchart TD
  main --> compose
  compose --> adapters & config & domain & graphql
  graphql --> domain
\`\`\`
`,
};

const named = (name: string, from: string): string =>
  `import { ${name} } from '${from}';\n\nexport const borrowed = ${name};\n`;

/** [what is planted, file, text, rule that must name it] */
type Plant = readonly [title: string, path: string, text: string, rule: string];

const WALLS: readonly Plant[] = [
  [
    'a room that imports GraphQL',
    `${DOMAIN}/cards/card.queries.ts`,
    named('cardCreate', '../../graphql/cards/card.mutations.ts'),
    'domain-knows-only-domain',
  ],
  [
    'a room that imports the graphql package',
    `${DOMAIN}/cards/card.access.ts`,
    named('parse', 'graphql'),
    'domain-knows-no-door-package',
  ],
  ['a room that reads files', `${DOMAIN}/cards/read-card.ts`, named('readFileSync', 'node:fs'), 'domain-does-no-io'],
  [
    'a room that looks right',
    `${DOMAIN}/cards/list-claims.ts`,
    named('mayClaim', '../claims/index.ts'),
    'room-order-cards',
  ],
  [
    'the kit that looks into a room',
    `${DOMAIN}/kit/peek.ts`,
    named('createCard', '../cards/index.ts'),
    'room-order-kit',
  ],
  [
    'a room that enters another by the window',
    `${DOMAIN}/claims/take-card.ts`,
    named('storeCard', '../cards/card.store.ts'),
    'rooms-enter-through-the-index',
  ],
  [
    'a room without a place',
    `${DOMAIN}/gadgets/make-gadget.ts`,
    named('assertMay', '../kit/transaction.ts'),
    'room-out-of-order',
  ],
  [
    'rules that call a store',
    `${DOMAIN}/cards/card.rules.ts`,
    named('storeCard', './card.store.ts'),
    'rules-know-no-writes',
  ],
  [
    'rules that use another room',
    `${DOMAIN}/claims/claim.states.ts`,
    named('createCard', '../cards/index.ts'),
    'rules-know-no-other-room',
  ],
  [
    'a door that imports a store',
    `${SRC}/graphql/cards/card.queries.ts`,
    named('storeCard', '../../domain/cards/card.store.ts'),
    'doors-enter-through-the-index',
  ],
  [
    'the Weixin door that imports GraphQL',
    `${SRC}/weixin/cards.routes.ts`,
    named('cardCreate', '../graphql/cards/card.mutations.ts'),
    'weixin-knows-only-domain',
  ],
  [
    'the Weixin door that imports graphql',
    `${SRC}/weixin/stores.routes.ts`,
    named('parse', 'graphql'),
    'weixin-knows-only-domain',
  ],
  [
    'a shared piece that calls a verb',
    `${SRC}/doors/upload.ts`,
    named('createCard', '../domain/cards/index.ts'),
    'doors-share-only-what-is-no-door',
  ],
  [
    'an adapter that makes a client',
    `${SRC}/adapters/store.ts`,
    named('client', '../generated/client.ts'),
    'adapters-are-handed-the-database',
  ],
  [
    'http that imports Prisma',
    `${SRC}/http/rows.ts`,
    named('client', '../generated/client.ts'),
    'generated-belongs-to-the-domain',
  ],
  [
    'a worker that imports a door',
    `${SRC}/workers/sweep.ts`,
    named('cardCreate', '../graphql/cards/card.mutations.ts'),
    'workers-know-no-door',
  ],
  [
    'http that imports GraphQL',
    `${SRC}/http/health.ts`,
    named('cardCreate', '../graphql/cards/card.mutations.ts'),
    'http-knows-no-other-door',
  ],
  [
    'a channel that calls a verb',
    `${SRC}/delivery/live.ts`,
    named('createCard', '../domain/cards/index.ts'),
    'delivery-knows-no-verb',
  ],
  [
    'an adapter that calls a verb',
    `${SRC}/adapters/payment.ts`,
    named('createCard', '../domain/cards/index.ts'),
    'adapters-know-only-ports',
  ],
  [
    'http that picks an adapter',
    `${SRC}/http/time.ts`,
    named('now', '../adapters/clock.ts'),
    'only-compose-picks-adapters',
  ],
  ['http that builds a server', `${SRC}/http/again.ts`, named('compose', '../compose.ts'), 'only-compose-builds'],
  [
    'a worker that reads the configuration',
    `${SRC}/workers/import.ts`,
    named('config', '../config.ts'),
    'configuration-is-handed-in',
  ],
  [
    'the SDK that imports the server',
    'packages/sdk/src/client.ts',
    named('config', '../../server/src/config.ts'),
    'sdk-knows-no-server',
  ],
  [
    'the demo that goes round the entries',
    'packages/demo/src/shop/main.ts',
    named('borrowed', '../../../sdk/src/client.ts'),
    'packages-meet-at-their-entries',
  ],
  [
    'a bench that looks inside',
    'bench/src/peek.ts',
    named('config', '../../packages/server/src/config.ts'),
    'bench-stands-outside',
  ],
  ['two files in a ring', `${SRC}/http/ring-a.ts`, named('borrowed', './ring-b.ts'), 'no-cycles'],
  [
    'a product file that imports a test',
    `${SRC}/http/page.ts`,
    named('taste', './taste.test.ts'),
    'product-knows-no-test',
  ],
  ['an import that leads nowhere', `${SRC}/http/lost.ts`, named('gone', './gone.ts'), 'nothing-unresolved'],
];

const RULES: readonly Plant[] = [
  [
    'a verb without access check',
    `${DOMAIN}/claims/claim-card.ts`,
    "inTransaction(() => announce('card.claimed'));\n",
    'verbs-check-and-announce',
  ],
  [
    'a verb without event',
    `${DOMAIN}/claims/void-claim.ts`,
    "assertMay('claims');\ninTransaction(() => 1);\n",
    'verbs-check-and-announce',
  ],
  [
    'a reader of the environment',
    `${SRC}/http/port.ts`,
    "export const port = process.env['PORT'];\n",
    'env-only-in-config',
  ],
  [
    'a Prisma write in a resolver',
    `${SRC}/graphql/cards/card.inputs.ts`,
    'ctx.prisma.card.create({ data });\n',
    'doors-write-through-verbs',
  ],
  [
    'a clock in the domain',
    `${DOMAIN}/claims/claim-time.rules.ts`,
    'export const at = Date.now();\n',
    'time-and-chance-come-in',
  ],
  [
    'a cast without reason',
    `${SRC}/http/cast.ts`,
    'export const card = JSON.parse(text) as Card;\n',
    'casts-carry-a-reason',
  ],
  ['a file named utils', `${SRC}/http/utils.ts`, 'export {};\n', 'names-say-what'],
  ['an enum', `${SRC}/http/kind.ts`, 'export enum Kind {\n  Cash,\n}\n', 'no-enum'],
  ['a barrel', `${SRC}/http/barrel.ts`, "export { port } from './port.ts';\n", 'no-barrel'],
];

const nested = 'if (a) {\n if (a) {\n if (a) {\n if (a) {\n a = 1;\n}\n}\n}\n}\n';
const long = (lines: number): string =>
  Array.from({ length: lines }, (_, index) => `export const value${index} = ${index};\n`).join('');
const steps = (lines: number): string => Array.from({ length: lines }, () => '  count += 1;\n').join('');

const LINT: readonly Plant[] = [
  ['any', `${SRC}/http/any.ts`, 'export const read = (value: any): string => String(value);\n', 'no-explicit-any'],
  [
    'a non-null assertion',
    `${SRC}/http/bang.ts`,
    'export const read = (value?: string): string => value!;\n',
    'no-non-null-assertion',
  ],
  [
    'a floating promise',
    `${SRC}/http/floating.ts`,
    'export const go = async (): Promise<number> => 1;\ngo();\n',
    'no-floating-promises',
  ],
  [
    'a promise as a condition',
    `${SRC}/http/misused.ts`,
    'const go = async (): Promise<number> => 1;\nif (go()) process.exit();\n',
    'no-misused-promises',
  ],
  [
    'an await on no promise',
    `${SRC}/http/thenable.ts`,
    'export const go = async (): Promise<number> => await 1;\n',
    'await-thenable',
  ],
  [
    'a switch with a gap',
    `${SRC}/http/gap.ts`,
    "export function of(kind: 'A' | 'B'): void {\n  switch (kind) {\n    case 'A':\n      process.exit();\n  }\n}\n",
    'switch-exhaustiveness-check',
  ],
  ['a default export', `${SRC}/http/default.ts`, 'export default 1;\n', 'no-default-export'],
  ['a namespace', `${SRC}/http/space.ts`, 'export namespace Space {\n  export const a = 1;\n}\n', 'no-namespace'],
  [
    'a parameter property',
    `${SRC}/http/property.ts`,
    'export class Card {\n  constructor(private readonly id: string) {}\n}\n',
    'parameter-properties',
  ],
  [
    'a type imported as a value',
    `${SRC}/http/value.ts`,
    "import { Card } from './property.ts';\nexport type Same = Card;\n",
    'consistent-type-imports',
  ],
  ['an over-long file', `${SRC}/http/long.ts`, long(251), 'max-lines'],
  [
    'an over-long function',
    `${SRC}/http/function.ts`,
    `export function go(): number {\n  let count = 0;\n${steps(60)}  return count;\n}\n`,
    'max-lines-per-function',
  ],
  ['an over-long test', `${SRC}/http/long.test.ts`, long(501), 'max-lines'],
  [
    'a deep nest',
    `${SRC}/http/deep.ts`,
    `export function go(a: number): number {\n${nested}return a;\n}\n`,
    'max-depth',
  ],
  [
    'five parameters',
    `${SRC}/http/five.ts`,
    'export const go = (a: 1, b: 1, c: 1, d: 1, e: 1): number => a + b + c + d + e;\n',
    'max-params',
  ],
  ['a name in capitals', `${SRC}/http/CamelCase.ts`, 'export const a = 1;\n', 'filename-case'],
];

const filesOf = (plants: readonly Plant[]): Record<string, string> =>
  Object.fromEntries(plants.map(([, path, text]) => [path, text]));

const ring = {
  [`${SRC}/http/ring-b.ts`]: named('borrowed', './ring-a.ts'),
  [`${SRC}/http/taste.test.ts`]: 'export const taste = 1;\n',
};
const sound = plantTree(SOUND);
const planted = plantTree({
  ...SOUND,
  ...ring,
  ...filesOf([...WALLS, ...RULES, ...LINT]),
  [`${SRC}/http/ugly.ts`]: 'export const a = "b"\n',
  'docs/broken.md': '[gone](gone.md)\n',
});
afterAll(() => {
  sound.remove();
  planted.remove();
});

/** Whether one line of an output names both a rule and a file. */
const names = (output: string, rule: string, path: string): boolean =>
  output.split('\n').some((line) => line.includes(path) && new RegExp(`\\b${rule}\\b(?!-)`).test(line));

const walls = (tree: typeof sound) => tree.run('depcruise', 'packages', 'bench', '--output-type', 'err');
const rules = (tree: typeof sound) => tree.run('tsx', scriptOf('main.ts'));
const lint = (tree: typeof sound) => tree.run('oxlint', '-f', 'unix');
const format = (tree: typeof sound) => tree.run('biome', 'format', SRC);
const unused = (tree: typeof sound) => tree.run('knip', '--include', 'files');
const papers = (tree: typeof sound) => tree.run('tsx', scriptOf('papers/main.ts'));

describe.each([
  ['the import walls', walls, WALLS],
  ['the rules of the house', rules, RULES],
  ['the type-aware lint', lint, LINT],
] as const)('%s', (_name, machine, plants) => {
  const { code, output } = machine(planted);

  it('accept a sound tree', () => {
    const { code: soundCode, output: soundOutput } = machine(sound);
    expect(soundCode, soundOutput).toBe(0);
  });

  it.each(plants)('catch %s', (_title, path, _text, rule) => {
    expect(code).not.toBe(0);
    expect(names(output, rule, path), output).toBe(true);
  });
});

describe.each([
  ['the formatter', format, `${SRC}/http/ugly.ts`],
  ['the dead-code check', unused, `${SRC}/http/ugly.ts`],
  ['the check of papers', papers, 'docs/broken.md'],
  ['the check of the picture', papers, 'docs/architecture.md'],
] as const)('%s', (_name, machine, path) => {
  it('accepts a sound tree', () => {
    const { code, output } = machine(sound);
    expect(code, output).toBe(0);
  });

  it('catches the planted file', () => {
    const { code, output } = machine(planted);
    expect(code).not.toBe(0);
    expect(output).toContain(path);
  });
});
