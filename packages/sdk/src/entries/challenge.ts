/** `@kaquan/sdk/challenge`: passes the challenge that Kaquan brings itself. */
export { solveChallenge } from '../challenge/solve-challenge.ts';
