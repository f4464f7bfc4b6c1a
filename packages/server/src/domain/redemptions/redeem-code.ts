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
import type { OfflineProof, SignedOrder } from './offline-proof.rules.ts';
import { assertProved, type OfflineStamp } from './offline-proof.store.ts';
import { type Found, onRecord } from './record-attempt.ts';
import { redeemInLane, type Settled } from './redeem-in-lane.ts';
import { type StaffWay, staffIdOf, wayOf, wayOnRecord } from './redemption.rules.ts';

// house: no event, because `commitRedemptions` writes it for every way of redeeming.

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
  /** Where a phone confirmed it without a network; judged by the time that it signed. */
  offline?: Given<OfflineProof>;
  idempotencyKey?: string | undefined;
};

/**
 * Uses a code up (R1–R3). Of any number of simultaneous calls exactly one redeems it. What is refused stays on record.
 *
 * Throws NotFoundError, AlreadyRedeemedError, CodeNotRedeemableError, NotStartedError, ExpiredError, RotatingCodeExpiredError,
 * RotatingCodeRequiredError, WrongStoreError, StoreRequiredError,
 * OutsideTimeLimitError, UseLimitReachedError, OfflineProofInvalidError, InvalidInputError, NotAllowedError. A repeated key gives the same redemption with `replayed: true`.
 */
export async function redeemCode(
  ctx: DomainContext,
  input: RedeemCodeInput,
): Promise<Redemption & { replayed: boolean }> {
  assertMay(ctx, 'redemptions:write');
  const attempt = { ...input, way: wayOnRecord(ctx.actor, input.way), isOffline: Boolean(input.offline) };
  return onRecord(ctx, attempt, async (found) => {
    const asked = checked(ctx.actor, input);
    const settled = await settle(ctx, asked, found);
    if ('made' in settled) return { ...settled.made, replayed: false };
    const where = { id: settled.repeats };
    return { ...(await clientOf(ctx).redemption.findUniqueOrThrow({ where })), replayed: true };
  });
}

type Checked = ReturnType<typeof checked>;

/** Together with others where nothing speaks against it, else by itself. */
async function settle(ctx: DomainContext, asked: Checked, found: Found): Promise<Settled> {
  const { idempotencyKey: key, value, cardId, signed, ...order } = asked;
  // Without the proof: a call whose answer was lost is repeated with one, and one that was proved is proved anew after
  // signing in again. A repeat gives the stored answer and is not looked at.
  const request = { value, cardId, ...order, offline: undefined };
  const call = { key, input: request, ...(mayWait(ctx.actor) ? TILL : {}) };
  // In a caller's transaction there is nobody to go together with.
  const settled = ctx.tx ? null : await redeemInLane(ctx, { value, cardId, order, call });
  if (settled !== null) return settled;
  const { answer, isReplay } = await once(ctx, { operation: 'codeRedeem', ...call }, async (tx) => {
    const inside = { ...ctx, tx };
    if (signed !== null) await assertProved(tx, inside, signed);
    const judgedAt = order.offline?.confirmedAt ?? ctx.now();
    const code = await getCodeToRedeem(inside, { value, cardId, judgedAt });
    found.code = code;
    const { id: codeId, showing } = code;
    return { redemptionId: await makeRedemption(tx, inside, { codeId, order, showing }) };
  });
  if (isReplay) return { repeats: answer.redemptionId };
  return { made: await clientOf(ctx).redemption.findUniqueOrThrow({ where: { id: answer.redemptionId } }) };
}

/** A phone whose answer was lost may have no network for days; then it must not hear that its proof is too old. */
const TILL = { keepDays: 7 };
const mayWait = ({ kind }: Actor): boolean => kind === 'person';

function checked(actor: Actor, input: RedeemCodeInput) {
  if (input.value.trim() === '') throw new InvalidInputError(['value'], 'Missing', 'MISSING');
  const { offline: proof } = input;
  return {
    value: input.value,
    cardId: input.cardId || null,
    storeId: input.storeId || null,
    staffId: staffIdOf(actor, input.staffId || null),
    way: wayOf(actor, input.way ?? null),
    amountFen: parseAmount(input.amountFen, 'amountFen'),
    outerStr: parseChannel(input.outerStr),
    verificationCode: null,
    offline: stampOf(proof),
    signed: proof ? { proof, order: signedOrder(input) } : null,
    idempotencyKey: input.idempotencyKey,
  };
}

const MOST_COUNTED = 2 ** 31 - 1;

function stampOf(proof: Given<OfflineProof>): OfflineStamp | null {
  if (!proof) return null;
  const { confirmedAt, deviceId, counter } = proof;
  if (!Number.isInteger(counter) || counter < 0 || counter > MOST_COUNTED)
    throw new InvalidInputError(['offline', 'counter'], `A whole number from 0 to ${MOST_COUNTED}`);
  return { confirmedAt, deviceId, deviceCounter: counter };
}

/** What the phone has signed, as it is sent. */
function signedOrder({ value, cardId, storeId, amountFen, idempotencyKey }: RedeemCodeInput): SignedOrder {
  if (idempotencyKey === undefined)
    throw new InvalidInputError(['idempotencyKey'], 'What was confirmed offline has a key', 'MISSING');
  return { value, cardId: cardId || null, storeId: storeId || null, amountFen: amountFen ?? null, idempotencyKey };
}
