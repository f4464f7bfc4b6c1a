import type { Code, Gift } from '../../generated/prisma/client.ts';
import type { GiftStatus } from '../../generated/prisma/enums.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { fitsWidth, isBlank, isPlainText } from '../kit/text.ts';
import { GiftGoneError } from './gift.errors.ts';

/** 3b: 24 hours. */
const GIFT_TTL_MS = 86_400_000;
const MESSAGE_WIDTH = 64;
export const TOKEN_LENGTH = 22;

const TOKEN = /^[0-9A-Za-z]{22}$/;
/** Whether a text can be the token of a gift. */
export const isGiftToken = (text: string): boolean => TOKEN.test(text);

/** Address of the page on which a friend takes a gift. */
export const giftUrl = (publicUrl: string, token: string): string => `${publicUrl}/g/${token}`;

/** When a gift that is made now comes back: after 24 h, or with the end of the code's validity. */
export function giftEndOf({ validUntil }: Pick<Code, 'validUntil'>, at: Date): Date {
  const end = new Date(at.getTime() + GIFT_TTL_MS);
  return validUntil && validUntil < end ? validUntil : end;
}

/** Where a gift stands at a moment. That nobody took it in time is derived: the row says so a little later. */
export const giftStatusAt = ({ status, expiresAt }: Pick<Gift, 'status' | 'expiresAt'>, at: Date): GiftStatus =>
  status === 'OPEN' && expiresAt <= at ? 'TIMED_OUT' : status;

/** Throws {@link GiftGoneError} unless the gift can still be taken or taken back. */
export function assertOpen(gift: Pick<Gift, 'status' | 'expiresAt'>, at: Date, field: string): void {
  const status = giftStatusAt(gift, at);
  if (status !== 'OPEN') throw new GiftGoneError(status, [field]);
}

/** What the giver says, as it is kept; null when nothing was said. Throws {@link InvalidInputError}. */
export function parseGiftMessage(message: string | null | undefined): string | null {
  if (typeof message !== 'string' || isBlank(message)) return null;
  if (!isPlainText(message, 'many-lines')) throw new InvalidInputError(['message'], 'Signs that can not be shown');
  if (!fitsWidth(message, MESSAGE_WIDTH))
    throw new InvalidInputError(['message'], `At most ${MESSAGE_WIDTH} wide characters`, 'TOO_LONG');
  return message.trim();
}
