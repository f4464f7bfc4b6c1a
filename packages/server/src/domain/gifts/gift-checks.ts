import type { Card, Code } from '../../generated/prisma/client.ts';
import { CodeStatusError, codeStatusAt } from '../codes/index.ts';
import { type DomainError, ExpiredError } from '../kit/errors.ts';
import { GiftNotAllowedError } from './gift.errors.ts';

type Giving = {
  card: Pick<Card, 'canGiveFriend'>;
  code: Pick<Code, 'status' | 'validUntil' | 'giftExpiresAt'>;
};

/** Why a code can't be given now, or null (L7). One whose validity has not begun can: it is as good a gift. */
export function givingRefusal({ card, code }: Giving, at: Date): DomainError | null {
  if (!card.canGiveFriend) return new GiftNotAllowedError('CARD', ['value']);
  const status = codeStatusAt(code, at);
  if (status === 'EXPIRED' && code.validUntil) return new ExpiredError(code.validUntil);
  return status === 'NORMAL' || status === 'GIFT_TIMEOUT' ? null : new CodeStatusError(status);
}
