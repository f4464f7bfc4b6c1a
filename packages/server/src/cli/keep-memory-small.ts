import { setFlagsFromString } from 'node:v8';

/**
 * By how much the heap may grow beyond what was alive at the last collection, in percent. Left to itself V8 lets it grow
 * to several times that before it looks, in pauses that are as long.
 */
const GROWTH_PERCENT = 50;

/**
 * What the engine says of memory, for the whole process: to be called before anything is loaded lazily. The only large
 * WebAssembly here plans each query of Prisma's once, so code that is optimized for it would cost 40 MB and save nothing.
 */
export function keepMemorySmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
  for (const flag of ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering']) setFlagsFromString(flag);
}
