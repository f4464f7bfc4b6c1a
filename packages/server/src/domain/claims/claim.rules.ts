import type { Actor } from '../kit/actor.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { isOpenid } from '../kit/openid.ts';

/** Who claims: a user token says so itself; programs and people name the user. */
export function claimerOf(actor: Actor, openid: string | null | undefined): string {
  if (actor.kind === 'user') {
    if (openid) throw new NotAllowedError('The user token says who claims', { field: ['openid'] });
    return actor.openid;
  }
  if (!openid) throw new InvalidInputError(['openid'], 'Missing', 'MISSING');
  if (!isOpenid(openid)) throw new InvalidInputError(['openid'], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
  return openid;
}
