import { setFlagsFromString } from 'node:v8';

/**
 * The heap may grow by half beyond what was alive at the last collection. Left to itself V8 lets it grow to several times
 * that before it looks. The only large WebAssembly here plans the queries of Prisma: code that is optimized for it takes
 * 40 MB, and no query was seen to be slower without (decision 0021).
 */
export const MEMORY_FLAGS = [
  '--heap-growing-percent=50',
  '--liftoff-only',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
] as const;

/** Says so to the engine, for the whole process: to be called before the database is opened. */
export function keepMemorySmall(): void {
  MEMORY_FLAGS.forEach((flag) => setFlagsFromString(flag));
}
