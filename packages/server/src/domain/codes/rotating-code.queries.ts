import type { Card, Code } from '../../generated/prisma/client.ts';
import { isShownAsQr } from '../cards/index.ts';
import { merchantIdOf } from '../kit/access.ts';
import type { DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { RotatingCodeExpiredError } from './code.errors.ts';
import {
  isRotatingStepAt,
  rotatingCodeIn,
  rotatingStepAt,
  rotatingTextOf,
  startOfRotatingStep,
} from './rotating-code.rules.ts';
import { walletStateAt } from './wallet.rules.ts';

/** The longest a page goes on without a network: five minutes. */
const MOST_STEPS = 10;
const KEY_BYTES = 32;

export type RotatingSteps = {
  /** The step of now, and those after it. */
  steps: { text: string; startsAt: Date; endsAt: Date }[];
  serverTime: Date;
};

/**
 * The texts that its holder shows as a QR code, one for each 30 seconds from now on; null to anybody else, for a code that
 * can't be used any more, and where its card shows no QR code. Throws InvalidInputError for a count other than 1 to 10.
 */
export function rotatingStepsOf(
  { actor, now, secrets }: Pick<DomainContext, 'actor' | 'now' | 'secrets'>,
  code: Code & { card: Pick<Card, 'codeType'> },
  count: number,
): RotatingSteps | null {
  if (count < 1 || count > MOST_STEPS) throw new InvalidInputError(['count'], `Must be 1 to ${MOST_STEPS}`);
  const at = now();
  const isHolder = actor.kind === 'user' && actor.merchantId === code.merchantId && actor.openid === code.openid;
  const isGood = ['USABLE', 'UPCOMING'].includes(walletStateAt(code, at) ?? '');
  if (!isHolder || !isGood || !isShownAsQr(code.card.codeType)) return null;
  const key = secrets.derive('rotating-code', code.merchantId, KEY_BYTES);
  const first = rotatingStepAt(at);
  const steps = Array.from({ length: count }, (_, nth) => first + nth).map((step) => ({
    text: rotatingTextOf({ codeId: code.id, step }, key),
    startsAt: startOfRotatingStep(step),
    endsAt: startOfRotatingStep(step + 1),
  }));
  return { steps, serverTime: at };
}

/** What a rotating text says: whose it is, and why it is not good at that moment; `refusal` null: it is. */
export type ReadRotatingCode = { codeId: string; refusal: RotatingCodeExpiredError | null };

/**
 * Reads the text of a rotating QR code, as it is at a moment. Null: it is no such text, was forged, cut off, or is of
 * another merchant; a caller treats it like any number then.
 */
export function readRotatingCode(
  ctx: Pick<DomainContext, 'actor' | 'secrets'>,
  text: string,
  at: Date,
): ReadRotatingCode | null {
  const read = rotatingCodeIn(text, ctx.secrets.deriveAll('rotating-code', merchantIdOf(ctx), KEY_BYTES));
  if (!read) return null;
  const { codeId, step } = read;
  return {
    codeId,
    refusal: isRotatingStepAt(step, at) ? null : new RotatingCodeExpiredError(startOfRotatingStep(step), at),
  };
}
