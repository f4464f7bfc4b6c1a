const { wall } = require('./wall.cjs');

module.exports = [
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
    'bench-stands-outside',
    'Figures are of what callers meet: the bench starts what was built and imports none of it.',
    { path: '^bench/' },
    { path: '^(packages|tools)/' },
  ),
  wall(
    'products-know-no-tool',
    'Tools look at the house; nothing in it needs them.',
    { path: '^packages/' },
    { path: '^tools/' },
  ),
];
