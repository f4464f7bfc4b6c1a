import type { ShownCardStatus } from '../cards/index.ts';
import type { Actor } from '../kit/actor.ts';
import { ExpiredError, InvalidInputError, NotAllowedError, NotStartedError } from '../kit/errors.ts';
import { byteLength, isStorableText } from '../kit/text.ts';
import { CardNotClaimableError } from './claim.errors.ts';

const OPENID = /^[A-Za-z0-9_-]{1,64}$/;
const MAX_OUTER_STR_BYTES = 128;

/** Who claims: a user token says so itself; programs and people name the user. */
export function claimerOf(actor: Actor, openid: string | null | undefined): string {
  if (actor.kind === 'user') {
    if (openid) throw new NotAllowedError('The user token says who claims', { field: ['openid'] });
    return actor.openid;
  }
  if (!openid) throw new InvalidInputError(['openid'], 'Missing', 'MISSING');
  if (!OPENID.test(openid)) throw new InvalidInputError(['openid'], '1 to 64 of A-Z a-z 0-9 _ -', 'OPENID');
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

/** The statuses in which users may claim (C8). */
const CLAIMABLE: readonly ShownCardStatus[] = ['READY', 'DISTRIBUTED'];

type Claimable = { status: ShownCardStatus; validFrom: Date | null; validUntil: Date | null };

/** Refuses a card that can't be claimed now, and says why (L4, C8). The status is the one of that moment. */
export function assertClaimable(card: Claimable, at: Date): void {
  const { status } = card;
  if (status === 'EXPIRED' && card.validUntil) throw new ExpiredError(card.validUntil);
  if (!CLAIMABLE.includes(status)) throw new CardNotClaimableError(status);
  if (card.validFrom && at < card.validFrom) throw new NotStartedError(card.validFrom);
}
