import { createHash } from 'node:crypto';

/** The token for a challenge of the built-in kind, found as a page finds it. */
export function solvePuzzle(challenge: string): string {
  const { puzzle, difficulty }: { puzzle: string; difficulty: number } = JSON.parse(challenge);
  for (let number = 0; ; number += 1) {
    const token = `${puzzle}~${number}`;
    const bits = createHash('sha256').update(token).digest().readUInt32BE(0);
    if (Math.clz32(bits) >= difficulty) return token;
  }
}
