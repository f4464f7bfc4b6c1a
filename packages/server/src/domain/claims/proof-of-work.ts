import { createHash } from 'node:crypto';
import type { ChallengedClaim, ClaimChallenges } from './claim.ports.ts';

/** Leading zero bits of the hash: 65,536 tries on average, a fraction of a second on a phone. */
const DIFFICULTY = 16;
const LIFE_MS = 300_000;
const LONGEST_TOKEN = 2_048;

/**
 * The built-in challenge, which needs nobody outside: a puzzle that costs the page a little work and the server one hash.
 *
 * `{ kind: 'PROOF_OF_WORK', puzzle, difficulty, expiresAt }`: find a whole number so that the SHA-256 of
 * `<puzzle>~<number>` begins with `difficulty` zero bits; that text is the token. The puzzle is sealed and names the
 * claim with its idempotency key, so a solution is good for one claim and nothing has to be remembered.
 */
export const proofOfWork: ClaimChallenges = {
  issue(ctx, claim) {
    const expiresAt = ctx.now().getTime() + LIFE_MS;
    const puzzle = ctx.secrets.seal('challenge', textOf(claim, { expiresAt, difficulty: DIFFICULTY }));
    return Promise.resolve(
      JSON.stringify({
        kind: 'PROOF_OF_WORK',
        puzzle,
        difficulty: DIFFICULTY,
        expiresAt: new Date(expiresAt).toISOString(),
      }),
    );
  },
  isSolved(ctx, token, claim) {
    const [puzzle = '', number] = token.split('~');
    if (token.length > LONGEST_TOKEN || number === undefined || !/^\d{1,16}$/.test(number))
      return Promise.resolve(false);
    const opened = ctx.secrets.open('challenge', puzzle);
    const terms = opened === null ? null : termsIn(opened);
    const isOfClaim = terms !== null && opened === textOf(claim, terms) && ctx.now().getTime() < terms.expiresAt;
    return Promise.resolve(isOfClaim && zeroBitsOf(token) >= terms.difficulty);
  },
};

type Terms = { expiresAt: number; difficulty: number };

/** The claim as a puzzle names it: the same claim is the same text. */
const textOf = ({ merchantId, cardId, openid, idempotencyKey }: ChallengedClaim, terms: Terms): string =>
  JSON.stringify([terms.expiresAt, terms.difficulty, merchantId, cardId, openid, idempotencyKey]);

/** Only we seal puzzles; one of another shape is of an older version, and is asked anew. */
function termsIn(opened: string): Terms | null {
  const found = /^\[(\d+),(\d+),/.exec(opened);
  return found === null ? null : { expiresAt: Number(found[1]), difficulty: Number(found[2]) };
}

function zeroBitsOf(text: string): number {
  const hash = createHash('sha256').update(text).digest();
  const first = hash.findIndex((byte) => byte !== 0);
  return first < 0 ? hash.length * 8 : first * 8 + Math.clz32(hash[first] ?? 0) - 24;
}
