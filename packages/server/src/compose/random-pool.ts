import { randomFillSync } from 'node:crypto';

const POOL_BYTES = 4_096;
const FRACTIONS = 1_024;

/** Numbers from 0 up to 1, each of one byte. */
export function fractionsOf(random: (byteCount: number) => Buffer): () => number {
  let bytes: Buffer = Buffer.alloc(0);
  let taken = 0;
  return () => {
    if (taken === bytes.length) [bytes, taken] = [random(FRACTIONS), 0];
    const byte = bytes.readUInt8(taken);
    taken += 1;
    return byte / 256;
  };
}

/**
 * Unguessable bytes, fetched from the system many at a time: eight at a time, a claim's number cost more than the rest of
 * its order. What has been handed out is wiped from the pool.
 */
export function createRandomPool(): (byteCount: number) => Buffer {
  const pool = Buffer.alloc(POOL_BYTES);
  let taken = POOL_BYTES;
  return (byteCount) => {
    if (byteCount > POOL_BYTES) return randomFillSync(Buffer.alloc(byteCount));
    if (taken + byteCount > POOL_BYTES) {
      randomFillSync(pool);
      taken = 0;
    }
    const bytes = Buffer.from(pool.subarray(taken, taken + byteCount));
    pool.fill(0, taken, taken + byteCount);
    taken += byteCount;
    return bytes;
  };
}
