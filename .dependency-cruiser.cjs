// The import walls of the house. One ordered list makes the room order; the rest follows the table in
// docs/decisions/0003-walls-are-machines.md. Tests and scripts stand outside the walls, products never import them.

/** A room may use the rooms before it, through their index. A new room takes its place here first. */
const ROOMS =
  'kit events merchants access media messages stores staff reviews cards stock codes claims gifts redemptions members payments checkout coins friend-coupons invoices placements vouchers marketing webhooks reports exports'.split(
    ' ',
  );

const SRC = '^packages/server/src';
const DOMAIN = `${SRC}/domain`;
const TESTS = '\\.test\\.ts$|^packages/[^/]+/(test|e2e|soak|bench|scripts)/|\\.config\\.ts$';
const PURE = `${DOMAIN}/[^/]+/([^/]+\\.(rules|states)|kinds/[^/]+)\\.ts$`;
const DOOR_PACKAGES =
  'node_modules/(@pothos|graphql|graphql-yoga|graphql-ws|graphql-sse|ws|busboy|commander|pino|prom-client|@prisma/adapter-pg|pg|ioredis)/';
const IO_MODULES = '^(node:)?(fs|fs/promises|net|http|http2|https|tls|dgram|child_process|worker_threads|cluster|os)$';

const room = (name) => `${DOMAIN}/${name}/`;
const src = (...folders) => `${SRC}/(${folders.join('|')})(/|\\.ts$)`;
const oneOf = (names) => `${DOMAIN}/(${names.join('|')})/`;

/** `from` may never import `to`. Product code only, unless `from` says otherwise. */
const wall = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TESTS, ...from },
  to,
});

const roomOrder = ROOMS.slice(0, -1).map((name, place) =>
  wall(
    `room-order-${name}`,
    `${name} stands left of the room it imports: listen to the event, or name a port that compose.ts fills.`,
    { path: room(name) },
    { path: oneOf(ROOMS.slice(place + 1)) },
  ),
);

const doorway = `${DOMAIN}/([^/]+/index|kit/[^/]+)\\.ts$`;

module.exports = {
  forbidden: [
    wall('no-cycles', 'Two files that need each other are one thing, or hide a third.', {}, { circular: true }),
    wall(
      'nothing-unresolved',
      'The import leads nowhere (run `pnpm generate` if it is generated).',
      {},
      { couldNotResolve: true },
    ),
    wall(
      'product-knows-no-test',
      'Tests look at the product, never the other way.',
      { path: '^packages/[^/]+/src/' },
      { path: '\\.test\\.ts$|^packages/[^/]+/(test|e2e|soak|bench|scripts)/' },
    ),

    ...roomOrder,
    wall(
      'room-is-in-the-order',
      'A room without a place in ROOMS has no walls.',
      {},
      { path: `${DOMAIN}/[^/]+/`, pathNot: oneOf(ROOMS) },
    ),
    wall(
      'room-out-of-order',
      'A room without a place in ROOMS has no walls.',
      { path: `${DOMAIN}/[^/]+/`, pathNot: `${oneOf(ROOMS)}|${TESTS}` },
      {},
    ),
    wall(
      'rooms-enter-through-the-index',
      'Another room is its index; the kit is file by file.',
      { path: `${DOMAIN}/([^/]+)/` },
      { path: `${DOMAIN}/[^/]+/`, pathNot: [`${DOMAIN}/$1/`, doorway] },
    ),
    wall(
      'domain-knows-only-domain',
      'The product knows no door, no adapter, no configuration.',
      { path: `${DOMAIN}/` },
      { path: `${SRC}/`, pathNot: src('domain', 'generated') },
    ),
    wall(
      'domain-knows-no-door-package',
      'GraphQL, HTTP, sockets, drivers and logs belong to the doors.',
      { path: `${DOMAIN}/` },
      { path: DOOR_PACKAGES },
    ),
    wall(
      'domain-does-no-io',
      'Files and sockets are adapters; the domain names a port.',
      { path: `${DOMAIN}/` },
      { path: IO_MODULES, dependencyTypes: ['core'] },
    ),
    wall(
      'rules-know-no-database',
      'Rules, states and kinds are pure: the row types of Prisma, never its client.',
      { path: PURE },
      {
        path: [`${SRC}/generated/`, 'node_modules/@prisma/'],
        pathNot: '/enums\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    ),
    wall(
      'rules-know-no-other-room',
      'Rules stand on their own room and the kit; another room lends types only.',
      { path: PURE.replace('[^/]+/(', '([^/]+)/(') },
      { path: `${DOMAIN}/[^/]+/`, pathNot: [`${DOMAIN}/$1/`, room('kit')], dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'rules-know-no-writes',
      'Pure files never call a verb, a store, a query or an access filter.',
      { path: PURE },
      {
        path: `${DOMAIN}/[^/]+/([^/]+\\.(queries|store|access)|[a-z]+-[a-z-]+)\\.ts$`,
        pathNot: [room('kit'), '/kinds/'],
        dependencyTypesNot: ['type-only'],
      },
    ),

    wall(
      'doors-enter-through-the-index',
      'A door sees the index of a room, nothing behind it.',
      { path: src('graphql', 'weixin', 'http', 'workers', 'delivery', 'adapters', 'cli') },
      { path: `${DOMAIN}/[^/]+/`, pathNot: doorway },
    ),
    wall(
      'graphql-knows-only-domain',
      'A resolver calls a verb; the rest comes through its context.',
      { path: src('graphql') },
      { path: `${SRC}/`, pathNot: src('graphql', 'domain', 'generated') },
    ),
    wall(
      'graphql-types-come-from-their-file',
      'Import a type from its defining file: an index only loads a room.',
      { path: src('graphql'), pathNot: [TESTS, `${SRC}/graphql/schema\\.ts$`] },
      { path: `${SRC}/graphql/[^/]+/index\\.ts$` },
    ),
    wall(
      'weixin-knows-only-domain',
      'The second door knows neither GraphQL nor Prisma.',
      { path: src('weixin') },
      {
        path: [`${SRC}/`, 'node_modules/(@pothos|graphql|graphql-yoga|graphql-ws|@prisma)/'],
        pathNot: src('weixin', 'domain'),
      },
    ),
    wall(
      'http-knows-no-other-door',
      'What http mounts is handed in by compose.ts.',
      { path: src('http') },
      { path: src('graphql', 'weixin', 'workers', 'cli') },
    ),
    wall(
      'workers-know-no-door',
      'A worker calls verbs and hands out through delivery.',
      { path: src('workers') },
      { path: src('graphql', 'weixin', 'http', 'cli') },
    ),
    wall(
      'cli-knows-no-other-door',
      'A command calls verbs or starts what compose.ts built.',
      { path: src('cli') },
      { path: src('graphql', 'weixin', 'http', 'workers') },
    ),
    wall(
      'delivery-knows-no-verb',
      'A channel carries events: it may read the catalogue, never call another room.',
      { path: src('delivery') },
      { path: `${DOMAIN}/[^/]+/`, pathNot: oneOf(['kit', 'events']), dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'delivery-knows-no-door',
      'Doors subscribe to channels, not the other way.',
      { path: src('delivery') },
      { path: src('graphql', 'weixin', 'http', 'workers', 'cli', 'adapters') },
    ),
    wall(
      'adapters-know-only-ports',
      'An adapter answers a port of the domain and knows its types only.',
      { path: src('adapters') },
      { path: `${DOMAIN}/[^/]+/`, pathNot: room('kit'), dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'adapters-know-no-door',
      'An adapter answers a port of the domain and knows nothing else.',
      { path: src('adapters') },
      { path: src('graphql', 'weixin', 'http', 'workers', 'cli', 'delivery') },
    ),

    wall(
      'only-compose-builds',
      'Whoever imports compose.ts builds a server: main, the command line, the test kit.',
      {
        path: '^packages/',
        pathNot: [`${SRC}/(main\\.ts$|compose\\.ts$|compose/|cli/)`, '^packages/server/(test/kit|soak|bench|scripts)/'],
      },
      { path: src('compose') },
    ),
    wall(
      'nobody-imports-main',
      'main.ts starts and stops; there is nothing to take from it.',
      { path: `${SRC}/`, pathNot: [`${SRC}/cli/`, TESTS] },
      { path: `${SRC}/main\\.ts$` },
    ),
    wall(
      'only-compose-picks-adapters',
      'Everybody else gets the port.',
      { path: '^packages/', pathNot: [`${SRC}/(main\\.ts$|compose\\.ts$|compose/|cli/|adapters/)`, TESTS] },
      { path: src('adapters') },
    ),
    wall(
      'configuration-is-handed-in',
      'Settings come as arguments; only their type may be named.',
      { path: `${SRC}/`, pathNot: [`${SRC}/(main\\.ts$|compose\\.ts$|compose/|cli/)`, TESTS] },
      { path: `${SRC}/config\\.ts$`, dependencyTypesNot: ['type-only'] },
    ),
    wall(
      'generated-belongs-to-the-domain',
      'Prisma is known to the domain, the builder and compose.ts.',
      { path: `${SRC}/`, pathNot: [src('domain', 'generated', 'compose'), `${SRC}/graphql/builder\\.ts$`, TESTS] },
      { path: `${SRC}/generated/` },
    ),

    wall(
      'sdk-knows-no-server',
      'What merchants embed stands alone.',
      { path: '^packages/sdk/src/' },
      { path: '^packages/(server|demo)/|node_modules/@kaquan/(server|demo)/' },
    ),
    wall(
      'demo-uses-public-entries',
      'If the demo needs a private door, the SDK lacks a public one.',
      { path: '^packages/demo/' },
      { path: '^packages/server/' },
    ),
    wall(
      'packages-meet-at-their-entries',
      'Another package is imported by its name, never by a path.',
      { path: '^(packages|tools)/([^/]+)/', pathNot: [] },
      { path: '^(packages|tools)/[^/]+/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    ),
    wall(
      'products-know-no-tool',
      'Tools look at the house; nothing in it needs them.',
      { path: '^packages/' },
      { path: '^tools/' },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/generated/', '/dist/'] },
    exclude: { path: ['/dist/', '/coverage/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mts', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
};
