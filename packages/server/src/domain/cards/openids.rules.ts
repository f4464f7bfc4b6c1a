import { InvalidInputError } from '../kit/errors.ts';
import { isOpenid } from '../kit/openid.ts';

/** Testers of one merchant (C8), and users of one card's audience (L3). */
export const MOST_TESTERS = 10;
export const MOST_AUDIENCE = 10_000;

/** A list of users, each once. Throws InvalidInputError with the place of what is no openid, or when they are too many. */
export function parseOpenids(given: readonly string[], most: number): string[] {
  given.forEach((openid, index) => {
    if (!isOpenid(openid)) throw new InvalidInputError(['openids', index], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
  });
  const openids = [...new Set(given)];
  if (openids.length > most) throw new InvalidInputError(['openids'], `At most ${most} users`, 'TOO_LONG');
  return openids;
}
