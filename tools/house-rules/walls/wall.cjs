// Paths of the house, as the walls name them.

const SRC = '^packages/server/src';
const DOMAIN = `${SRC}/domain`;
const TESTS = '\\.test\\.ts$|^packages/[^/]+/(test|e2e|soak|bench|scripts)/|\\.config\\.ts$';

const src = (...folders) => `${SRC}/(${folders.join('|')})(/|\\.ts$)`;

const room = (name) => `${DOMAIN}/${name}/`;
const oneOf = (names) => `${DOMAIN}/(${names.join('|')})/`;
const doorway = `${DOMAIN}/([^/]+/index|kit/[^/]+)\\.ts$`;

/** `from` may never import `to`. Product code only, unless `from` says otherwise. */
const wall = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { pathNot: TESTS, ...from },
  to,
});

module.exports = { SRC, DOMAIN, TESTS, doorway, oneOf, room, src, wall };
