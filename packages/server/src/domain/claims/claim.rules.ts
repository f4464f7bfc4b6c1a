import type { Actor } from '../kit/actor.ts';
import { InvalidInputError, NotAllowedError } from '../kit/errors.ts';
import { isOpenid } from '../kit/openid.ts';
import { byteLength, isStorableText } from '../kit/text.ts';

const MAX_OUTER_STR_BYTES = 128;

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

/** The channel as it is kept (3b: at most 128 bytes); null when none was given. */
export function channelOf(outerStr: string | null | undefined): string | null {
  if (!outerStr) return null;
  if (!isStorableText(outerStr)) throw new InvalidInputError(['outerStr'], 'Holds a character that is no text');
  if (byteLength(outerStr) > MAX_OUTER_STR_BYTES)
    throw new InvalidInputError(['outerStr'], `At most ${MAX_OUTER_STR_BYTES} bytes`, 'TOO_LONG');
  return outerStr;
}
