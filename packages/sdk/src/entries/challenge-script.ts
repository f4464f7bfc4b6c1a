import { solveChallenge } from '../challenge/solve-challenge.ts';
import type { ChallengeDetail } from '../types.ts';

// Whoever answered first has answered: a captcha of the page's own comes before.
addEventListener('kq-challenge', (event) => {
  if (event.defaultPrevented || !(event instanceof CustomEvent)) return;
  const { challenge, respondWith } = detailOf(event);
  const token = solveChallenge(challenge);
  if (token) respondWith(token);
});

// Elements of ours alone fire it, with this detail.
const detailOf = (event: CustomEvent): ChallengeDetail => event.detail as ChallengeDetail;
