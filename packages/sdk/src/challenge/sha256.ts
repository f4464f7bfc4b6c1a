/** The inner state of SHA-256. Browsers have one of their own, but not on plain HTTP, and not for a loop. */
export type Sha256State = Int32Array;

const BLOCK = 64;

/** The first 32 bits of the fractions of roots of primes, as the standard has them. */
function fractions(rootOf: (n: number) => number, count: number): Int32Array {
  const found: number[] = [];
  for (let n = 2; found.length < count; n += 1) if (isPrime(n)) found.push(((rootOf(n) % 1) * 0x1_0000_0000) | 0);
  return Int32Array.from(found);
}

function isPrime(n: number): boolean {
  for (let divisor = 2; divisor * divisor <= n; divisor += 1) if (n % divisor === 0) return false;
  return true;
}

const START = fractions(Math.sqrt, 8);
const ROUNDS = fractions(Math.cbrt, 64);
const schedule = new Int32Array(BLOCK);
const mixed = new Int32Array(8);

const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));
/** Reading a typed array within its length: never undefined. */
const at = (array: Int32Array | Uint8Array, place: number): number => array[place] || 0;

export const startOfSha256 = (): Sha256State => START.slice();

/** Takes the 64 bytes at `from` in. */
export function absorb(state: Sha256State, bytes: Uint8Array, from: number): void {
  for (let i = 0; i < 16; i += 1) {
    const first = from + i * 4;
    schedule[i] =
      (at(bytes, first) << 24) | (at(bytes, first + 1) << 16) | (at(bytes, first + 2) << 8) | at(bytes, first + 3);
  }
  for (let i = 16; i < BLOCK; i += 1) {
    const x = at(schedule, i - 15);
    const y = at(schedule, i - 2);
    const low = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
    const high = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
    schedule[i] = at(schedule, i - 16) + low + at(schedule, i - 7) + high;
  }
  mixed.set(state);
  for (let i = 0; i < BLOCK; i += 1) mix(i);
  for (let i = 0; i < 8; i += 1) state[i] = at(state, i) + at(mixed, i);
}

function mix(round: number): void {
  const [a, b, c] = [at(mixed, 0), at(mixed, 1), at(mixed, 2)];
  const [e, f, g] = [at(mixed, 4), at(mixed, 5), at(mixed, 6)];
  const chosen = (e & f) ^ (~e & g);
  const sum =
    at(mixed, 7) + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + chosen + at(ROUNDS, round) + at(schedule, round);
  const majority = (a & b) ^ (a & c) ^ (b & c);
  mixed.copyWithin(1, 0, 7);
  mixed[4] = at(mixed, 4) + sum;
  mixed[0] = sum + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority;
}

/** A text of ASCII, the last part of one of `wholeLength`, in whole blocks, padded as the standard says. */
export function paddedTail(tail: string, wholeLength: number): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((tail.length + 9) / BLOCK) * BLOCK);
  for (let i = 0; i < tail.length; i += 1) bytes[i] = tail.charCodeAt(i);
  bytes[tail.length] = 0x80;
  new DataView(bytes.buffer).setUint32(bytes.length - 4, wholeLength * 8);
  return bytes;
}
