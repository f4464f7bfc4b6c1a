import { fileURLToPath } from 'node:url';

/** The folder of this package: the same from `src/` and from `dist/`. */
const BENCH = new URL('../', import.meta.url);

export const BENCH_FOLDER = fileURLToPath(BENCH);

export const BUNDLE = {
  driver: fileURLToPath(new URL('dist/driver.js', BENCH)),
  fast: fileURLToPath(new URL('dist/fast.js', BENCH)),
  mercurius: fileURLToPath(new URL('dist/mercurius.js', BENCH)),
  postgraphile: fileURLToPath(new URL('dist/postgraphile.js', BENCH)),
  'yoga-raw': fileURLToPath(new URL('dist/yoga-raw.js', BENCH)),
  'yoga-prisma': fileURLToPath(new URL('dist/yoga-prisma.js', BENCH)),
} as const;

/** References that are a process of their own. */
export type ServedReference = Exclude<keyof typeof BUNDLE, 'driver'>;

export const KAQUAN_MAIN = fileURLToPath(new URL('../packages/server/dist/main.js', BENCH));
export const REFERENCE_SQL = fileURLToPath(new URL('references/sql/reference.sql', BENCH));
export const RESULTS = fileURLToPath(new URL('results/', BENCH));
