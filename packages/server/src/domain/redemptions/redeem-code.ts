import type { Redemption } from '../../generated/prisma/client.ts';
import { getCodeToRedeem } from '../codes/index.ts';
import { assertMay } from '../kit/access.ts';
import type { Actor } from '../kit/actor.ts';
import { parseChannel } from '../kit/channel.ts';
import { clientOf, type DomainContext } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { parseAmount } from './amount.rules.ts';
import { makeRedemption } from './make-redemption.ts';
import { onRecord } from './record-attempt.ts';
import { type StaffWay, staffIdOf, wayOf, wayOnRecord } from './redemption.rules.ts';

// house: no event, because `makeRedemption` announces it for every way of redeeming.

type Given<T> = T | null | undefined;

export type RedeemCodeInput = {
  /** The number as typed or scanned, or the text of a rotating QR code. */
  value: string;
  cardId?: Given<string>;
  storeId?: Given<string>;
  /** Id of the person at the till, whose role lets them redeem; whoever signed in unless given. */
  staffId?: Given<string>;
  /** How a person redeems; CONSOLE unless given. A program names none: its way is API. */
  way?: Given<StaffWay>;
  /** Order amount in fen. */
  amountFen?: Given<number>;
  outerStr?: Given<string>;
  idempotencyKey?: string | undefined;
};

/**
 * Uses a code up (R1–R3). Of any number of simultaneous calls exactly one redeems it. What is refused stays on record.
 *
 * Throws NotFoundError, AlreadyRedeemedError, CodeNotRedeemableError, NotStartedError, ExpiredError, RotatingCodeExpiredError,
 * RotatingCodeRequiredError, WrongStoreError, StoreRequiredError,
 * OutsideTimeLimitError, UseLimitReachedError, InvalidInputError, NotAllowedError. A repeated key gives the same redemption with `replayed: true`.
 */
export async function redeemCode(
  ctx: DomainContext,
  input: RedeemCodeInput,
): Promise<Redemption & { replayed: boolean }> {
  assertMay(ctx, 'redemptions:write');
  const attempt = { ...input, way: wayOnRecord(ctx.actor, input.way) };
  return onRecord(ctx, attempt, async (found) => {
    const { idempotencyKey, value, cardId, ...order } = checked(ctx.actor, input);
    const { answer, isReplay } = await once(
      ctx,
      { operation: 'codeRedeem', key: idempotencyKey, input: { value, cardId, ...order } },
      async (tx) => {
        const inside = { ...ctx, tx };
        const code = await getCodeToRedeem(inside, { value, cardId, judgedAt: ctx.now() });
        found.code = code;
        const { id: codeId, showing } = code;
        return { redemptionId: await makeRedemption(tx, inside, { codeId, order, showing }) };
      },
    );
    const redemption = await clientOf(ctx).redemption.findUniqueOrThrow({ where: { id: answer.redemptionId } });
    return { ...redemption, replayed: isReplay };
  });
}

function checked(actor: Actor, input: RedeemCodeInput) {
  if (input.value.trim() === '') throw new InvalidInputError(['value'], 'Missing', 'MISSING');
  return {
    value: input.value,
    cardId: input.cardId || null,
    storeId: input.storeId || null,
    staffId: staffIdOf(actor, input.staffId || null),
    way: wayOf(actor, input.way ?? null),
    amountFen: parseAmount(input.amountFen, 'amountFen'),
    outerStr: parseChannel(input.outerStr),
    verificationCode: null,
    idempotencyKey: input.idempotencyKey,
  };
}
