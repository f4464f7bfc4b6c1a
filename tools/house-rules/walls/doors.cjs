const { SRC, DOMAIN, TESTS, doorway, oneOf, room, src, wall } = require('./wall.cjs');

module.exports = [
  wall(
    'doors-enter-through-the-index',
    'A door sees the index of a room, nothing behind it.',
    { path: src('graphql', 'weixin', 'http', 'workers', 'delivery', 'adapters', 'cli', 'doors', 'sandbox') },
    { path: `${DOMAIN}/[^/]+/`, pathNot: doorway },
  ),
  wall(
    'graphql-knows-only-domain',
    'A resolver calls a verb; the rest comes through its context.',
    { path: src('graphql') },
    { path: `${SRC}/`, pathNot: src('graphql', 'domain', 'generated', 'doors') },
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
      pathNot: src('weixin', 'domain', 'doors'),
    },
  ),
  wall(
    'doors-share-only-what-is-no-door',
    'src/doors holds what two doors need: it knows the kit and no door.',
    { path: `${SRC}/doors/` },
    { path: `${SRC}/`, pathNot: [`${SRC}/doors/`, room('kit')] },
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
    {
      path: `${SRC}/`,
      pathNot: [src('domain', 'generated', 'compose', 'adapters'), `${SRC}/graphql/builder\\.ts$`, TESTS],
    },
    { path: `${SRC}/generated/` },
  ),
  wall(
    'adapters-are-handed-the-database',
    'An adapter that stores in PostgreSQL names the type of the client; compose.ts builds it.',
    { path: src('adapters') },
    { path: `${SRC}/generated/`, dependencyTypesNot: ['type-only'] },
  ),
];
