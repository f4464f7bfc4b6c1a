const { SRC, DOMAIN, TESTS, doorway, oneOf, room, src, wall } = require('./wall.cjs');

/** A room may use the rooms before it, through their index. A new room takes its place here first. */
const ROOMS = [
  'kit',
  'events',
  'merchants',
  'access',
  'signatures',
  'media',
  'messages',
  'stores',
  'staff',
  'reviews',
  'cards',
  'stock',
  'codes',
  'claims',
  'draws',
  'gifts',
  'redemptions',
  'members',
  'payments',
  'checkout',
  'coins',
  'friend-coupons',
  'invoices',
  'placements',
  'broadcasts',
  'vouchers',
  'marketing',
  'webhooks',
  'reports',
  'exports',
];

const PURE = `${DOMAIN}/[^/]+/([^/]+\\.(rules|states)|kinds/[^/]+)\\.ts$`;
const DOOR_PACKAGES =
  'node_modules/(@pothos|graphql|graphql-yoga|graphql-ws|graphql-sse|ws|busboy|commander|pino|prom-client|@prisma/adapter-pg|pg|ioredis)/';
const IO_MODULES = '^(node:)?(fs|fs/promises|net|http|http2|https|tls|dgram|child_process|worker_threads|cluster|os)$';

const roomOrder = ROOMS.slice(0, -1).map((name, place) =>
  wall(
    `room-order-${name}`,
    `${name} stands left of the room it imports: listen to the event, or name a port that compose.ts fills.`,
    { path: room(name) },
    { path: oneOf(ROOMS.slice(place + 1)) },
  ),
);

module.exports = [
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
];
