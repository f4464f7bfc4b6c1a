import { InvalidInputError } from '../kit/errors.ts';
import { isOpenid } from '../kit/openid.ts';

/** Users that one call names. */
export const MOST_OPENIDS = 10_000;
/** Users of a merchant to whom a broadcast to everyone goes in one transaction; merchants with more send lists. */
export const MOST_EVERYONE = 100_000;

/** The users to whom a broadcast goes, each once. Throws InvalidInputError with the place of what is no openid. */
export function parseRecipients(given: readonly string[]): string[] {
  if (given.length === 0) throw new InvalidInputError(['audience', 'openids'], 'At least one user', 'MISSING');
  if (given.length > MOST_OPENIDS)
    throw new InvalidInputError(['audience', 'openids'], `At most ${MOST_OPENIDS} users`, 'TOO_LONG');
  const wrong = given.findIndex((openid) => !isOpenid(openid));
  if (wrong !== -1) throw new InvalidInputError(['audience', 'openids', wrong], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
  return [...new Set(given)];
}
