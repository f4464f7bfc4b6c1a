import type { Card, Code, Redemption } from '../../generated/prisma/client.ts';
import { getCode, SHOWN_BY_NUMBER, visibleCodes } from '../codes/index.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { withinTries } from '../kit/tries.ts';
import { leaveNotice } from '../messages/index.ts';
import { storeNameOf, verificationCodeOf } from '../stores/index.ts';
import { parseAmount } from './amount.rules.ts';
import { makeRedemption } from './make-redemption.ts';
import { onRecord } from './record-attempt.ts';
import { SelfRedemptionClosedError, VerificationCodeWrongError, WrongStoreError } from './redemption.errors.ts';

// house: no access check, because only users get past `openidOf`, and find no codes but their own.
// house: no event, because `commitRedemptions` writes it for every way of redeeming.

type Given<T> = T | null | undefined;

/** Verification codes that a user may get wrong within 15 minutes (R4). */
const MOST_WRONG_CODES = 5;

export type SelfRedeemCodeInput = {
  /** Id of the user's code; or its number, with the card where that is needed. */
  codeId?: Given<string>;
  value?: Given<string>;
  cardId?: Given<string>;
  /** The store in which the user stands. */
  storeId: string;
  /** Of that store; asked for by some cards. */
  verificationCode?: Given<string>;
  /** What the user notes as the order amount, in fen; asked for by some cards. */
  remarkAmountFen?: Given<number>;
  idempotencyKey?: string | undefined;
};

/**
 * Uses up a user's own code in a store, without staff (R4); people of the store get a notice. What the card asks for is
 * kept, and nothing else. What is refused stays on record.
 *
 * Throws what {@link makeRedemption} refuses with, SelfRedemptionClosedError, VerificationCodeWrongError, ThrottledError
 * after five wrong codes, NotFoundError, InvalidInputError, NotAllowedError. A repeated key gives the same redemption.
 */
export async function selfRedeemCode(
  ctx: DomainContext,
  input: SelfRedeemCodeInput,
): Promise<Redemption & { replayed: boolean }> {
  const openid = openidOf(ctx);
  const attempt = { ...input, way: 'SELF', value: input.value ?? '', staffId: null } as const;
  return onRecord(ctx, attempt, async (found) => {
    const request = checked(input);
    const run = (triesLeft: number) =>
      once(ctx, { operation: 'codeSelfRedeem', key: input.idempotencyKey, openid, input: request }, async (tx) => {
        const inside = { ...ctx, tx };
        found.code = await ownCode(inside, request);
        return { redemptionId: await redeemInStore(inside, { code: found.code, request, triesLeft }) };
      });
    const { answer, isReplay } =
      request.verificationCode === null
        ? await run(0)
        : await withinTries(ctx, { at: 'verificationCode', who: openid, most: MOST_WRONG_CODES }, guess(run));
    const redemption = await clientOf(ctx).redemption.findUniqueOrThrow({ where: { id: answer.redemptionId } });
    return { ...redemption, replayed: isReplay };
  });
}

const guess = <T>(run: (triesLeft: number) => Promise<T>) => ({
  work: ({ triesLeft }: { triesLeft: number }) => run(triesLeft),
  isWrong: (outcome: PromiseSettledResult<T>) =>
    outcome.status === 'rejected' && outcome.reason instanceof VerificationCodeWrongError,
});

/** Only users redeem without staff. */
function openidOf({ actor }: DomainContext): string {
  if (actor.kind !== 'user') throw new NotAllowedError('Users redeem their own codes; others redeem by codeRedeem');
  return actor.openid;
}

function checked(input: SelfRedeemCodeInput) {
  const { codeId, value } = input;
  if (Boolean(codeId) === Boolean(value?.trim()))
    throw new InvalidInputError(['codeId'], 'Name the code by its id or by its number', 'MISSING');
  if (!input.storeId) throw new InvalidInputError(['storeId'], 'Missing', 'MISSING');
  return {
    codeId: codeId || null,
    value: value ?? '',
    cardId: input.cardId || null,
    storeId: input.storeId,
    verificationCode: verificationCodeOf(input.verificationCode ?? '') || null,
    remarkAmountFen: parseAmount(input.remarkAmountFen, 'remarkAmountFen'),
  };
}

type Request = ReturnType<typeof checked>;
type InTx = DomainContext & { tx: Tx };

/** Whatever is not in the user's hands is unknown. */
async function ownCode(ctx: InTx, { codeId, value, cardId }: Request): Promise<Code> {
  if (codeId === null) return getCode(ctx, { value, cardId });
  const where = { AND: [visibleCodes(ctx), { id: codeId, status: { not: 'GIFTED' as const } }] };
  const code = await ctx.tx.code.findFirst({ where });
  if (!code) throw new NotFoundError('code', ['codeId']);
  return code;
}

type Redeeming = { code: Code; request: Request; triesLeft: number };

async function redeemInStore(ctx: InTx, { code, request, triesLeft }: Redeeming): Promise<string> {
  const { tx } = ctx;
  const card = await tx.card.findUniqueOrThrow({ where: { id: code.cardId } });
  if (!card.isSelfRedeemable || code.mode !== 'SYSTEM') throw new SelfRedemptionClosedError();
  const store = await tx.store.findFirst({
    where: { id: request.storeId, merchantId: code.merchantId, deletedAt: null },
  });
  if (!store) throw new NotFoundError('store', ['storeId']);
  const { storeId } = request;
  const verificationCode = codeAskedBy(card, { request, known: store.verificationCodes, triesLeft });
  const amountFen = amountAskedBy(card, request);
  const order = {
    way: 'SELF',
    storeId,
    staffId: null,
    amountFen,
    outerStr: null,
    verificationCode,
    offline: null,
  } as const;
  const redemptionId = await makeRedemption(tx, ctx, { codeId: code.id, order, showing: SHOWN_BY_NUMBER });
  const data = { title: card.title, name: storeNameOf(store), code: code.value };
  await leaveNotice(tx, ctx, { kind: 'SELF_REDEEMED', cardId: card.id, storeId, data });
  return redemptionId;
}

type Asked = { request: Request; known: readonly string[]; triesLeft: number };

function codeAskedBy(card: Card, { request: { verificationCode }, known, triesLeft }: Asked): string | null {
  if (!card.needsVerificationCode) return null;
  if (verificationCode === null)
    throw new InvalidInputError(['verificationCode'], 'Ask for it in the store', 'MISSING');
  if (known.length === 0) throw new WrongStoreError('This store has no verification codes yet');
  if (!known.includes(verificationCode)) throw new VerificationCodeWrongError(triesLeft);
  return verificationCode;
}

function amountAskedBy({ needsRemarkAmount }: Card, { remarkAmountFen }: Request): number | null {
  if (!needsRemarkAmount) return null;
  if (remarkAmountFen === null) throw new InvalidInputError(['remarkAmountFen'], 'Note the amount', 'MISSING');
  return remarkAmountFen;
}
