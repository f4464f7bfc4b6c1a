import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { solveChallenge } from './solve-challenge.ts';

describe('the built-in challenge', () => {
  it.each([0, 1, 54, 55, 56, 61, 62, 63, 64, 65, 119, 127, 128, 300])(
    'is passed with a puzzle of %i signs',
    async (length) => {
      const puzzle = 'a1b2-_.'.repeat(50).slice(0, length);
      const token = await solveChallenge(JSON.stringify({ kind: 'PROOF_OF_WORK', puzzle, difficulty: 8 }));
      expect(token?.startsWith(`${puzzle}~`)).toBe(true);
      expect(createHash('sha256').update(String(token)).digest()[0]).toBe(0);
    },
  );

  it('leaves challenges of other kinds to others', () => {
    expect(solveChallenge('{"kind":"CAPTCHA"}')).toBeUndefined();
  });
});
