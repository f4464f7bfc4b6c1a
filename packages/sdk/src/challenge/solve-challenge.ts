import type { ProofOfWork } from '../types.ts';
import { absorb, type Sha256State, paddedTail, startOfSha256 } from './sha256.ts';

const BLOCK = 64;
/** So long a page may be busy in one go (sdk.md, P1). */
const SLICE_MS = 20;
/** Between two looks at the clock. */
const TRIES = 200;

/**
 * Passes the built-in challenge: finds the number that the server asks for, in small slices, so that the page stays
 * lively. Give it as `onChallenge` of `createClient`, or load `challenge.js`. Undefined for a challenge of another kind.
 */
export function solveChallenge(challenge: string): Promise<string> | undefined {
  const { kind, puzzle, difficulty } = puzzleIn(challenge);
  if (kind !== 'PROOF_OF_WORK') return undefined;
  const isSolution = judgeOf(puzzle + '~', difficulty);
  return new Promise((resolve) => {
    let number = 0;
    const work = (): void => {
      const until = Date.now() + SLICE_MS;
      while (Date.now() < until)
        for (let i = 0; i < TRIES; i += 1, number += 1)
          if (isSolution(String(number))) return resolve(puzzle + '~' + number);
      setTimeout(work);
    };
    work();
  });
}

// Servers write it so, whatever its kind.
const puzzleIn = (challenge: string): ProofOfWork => JSON.parse(challenge) as ProofOfWork;

/** Whether the hash of prefix and number begins with so many zero bits. The whole blocks of the prefix are hashed once. */
function judgeOf(prefix: string, difficulty: number): (number: string) => boolean {
  const whole = prefix.length - (prefix.length % BLOCK);
  const before = hashedBlocks(startOfSha256(), paddedTail(prefix.slice(0, whole), 0), whole);
  const rest = prefix.slice(whole);
  return (number) => {
    const tail = paddedTail(rest + number, prefix.length + number.length);
    const [first = 0] = hashedBlocks(before.slice(), tail, tail.length);
    return Math.clz32(first) >= difficulty;
  };
}

function hashedBlocks(state: Sha256State, bytes: Uint8Array, length: number): Sha256State {
  for (let from = 0; from < length; from += BLOCK) absorb(state, bytes, from);
  return state;
}
