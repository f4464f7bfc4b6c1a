import type { Code, Redemption } from '../../generated/prisma/client.ts';
import { countRedemption, usageOf } from '../claims/index.ts';
import { getCodeToRedeem, lockCode, recordCodeChange } from '../codes/index.ts';
import { announce } from '../events/index.ts';
import { actorIdOf, assertMay } from '../kit/access.ts';
import type { Actor } from '../kit/actor.ts';
import { parseChannel } from '../kit/channel.ts';
import { clientOf, type DomainContext, type Tx } from '../kit/context.ts';
import { InvalidInputError } from '../kit/errors.ts';
import { once } from '../kit/idempotency.ts';
import { isFen } from '../kit/money.ts';
import { UseLimitReachedError } from './redemption.errors.ts';
import { redemptionRefusal, staffIdOf } from './redemption.rules.ts';
import { redemptionFacts } from './redemption.store.ts';

type Given<T> = T | null | undefined;

export type RedeemCodeInput = {
  /** The number as typed or scanned. */
  value: string;
  cardId?: Given<string>;
  storeId?: Given<string>;
  /** Id of the person at the till, whose role lets them redeem; whoever signed in unless given. */
  staffId?: Given<string>;
  /** Order amount in fen. */
  amountFen?: Given<number>;
  outerStr?: Given<string>;
  idempotencyKey?: string | undefined;
};

/**
 * Uses a code up (R1–R3). Of any number of simultaneous calls exactly one redeems it.
 *
 * Throws NotFoundError, AlreadyRedeemedError, CodeNotRedeemableError, NotStartedError, ExpiredError, WrongStoreError, StoreRequiredError,
 * OutsideTimeLimitError, UseLimitReachedError, InvalidInputError, NotAllowedError. A repeated key gives the same redemption with `replayed: true`.
 */
export async function redeemCode(
  ctx: DomainContext,
  input: RedeemCodeInput,
): Promise<Redemption & { replayed: boolean }> {
  assertMay(ctx, 'redemptions:write');
  const { idempotencyKey, ...request } = checked(ctx.actor, input);
  const { answer, isReplay } = await once(
    ctx,
    { operation: 'codeRedeem', key: idempotencyKey, input: request },
    async (tx) => ({
      redemptionId: await makeRedemption(tx, { ...ctx, tx }, request),
    }),
  );
  const redemption = await clientOf(ctx).redemption.findUniqueOrThrow({ where: { id: answer.redemptionId } });
  return { ...redemption, replayed: isReplay };
}

function checked(actor: Actor, input: RedeemCodeInput) {
  if (input.value.trim() === '') throw new InvalidInputError(['value'], 'Missing', 'MISSING');
  const amountFen = input.amountFen ?? null;
  if (amountFen !== null && !isFen(amountFen))
    throw new InvalidInputError(['amountFen'], 'Must be an amount in fen of at least 0');
  return {
    value: input.value,
    cardId: input.cardId || null,
    storeId: input.storeId || null,
    staffId: staffIdOf(actor, input.staffId || null),
    amountFen,
    outerStr: parseChannel(input.outerStr),
    idempotencyKey: input.idempotencyKey,
  };
}

type RedeemRequest = Omit<ReturnType<typeof checked>, 'idempotencyKey'>;

async function makeRedemption(tx: Tx, ctx: DomainContext, request: RedeemRequest): Promise<string> {
  const { id: codeId } = await getCodeToRedeem(ctx, request);
  await lockCode(tx, ctx, codeId);
  const { storeId, staffId } = request;
  const facts = await redemptionFacts(tx, ctx, { codeId, storeId, staffId });
  const refusal = redemptionRefusal(facts, ctx.now());
  if (refusal) throw refusal;
  return writeRedemption(tx, ctx, { request, code: facts.code, useLimit: facts.card.useLimit });
}

async function writeRedemption(
  tx: Tx,
  ctx: DomainContext,
  { request, code, useLimit }: { request: RedeemRequest; code: Code; useLimit: number },
): Promise<string> {
  const { storeId, staffId, amountFen, outerStr } = request;
  const holder = { merchantId: code.merchantId, cardId: code.cardId, openid: code.openid };
  if (!(await countRedemption(tx, holder, useLimit)))
    throw new UseLimitReachedError(useLimit, (await usageOf(tx, holder)).redeemCount);
  await tx.code.update({ where: { id: code.id }, data: { status: 'CONSUMED', updatedAt: ctx.now() } });
  await recordCodeChange(tx, ctx, { codeId: code.id, from: code.status, to: 'CONSUMED', storeId, reason: 'redeemed' });
  const way = wayOf(ctx);
  const redemption = await tx.redemption.create({
    data: {
      ...holder,
      id: ctx.newId('rdm'),
      codeId: code.id,
      way,
      storeId,
      staffId,
      amountFen,
      outerStr,
      redeemedAt: ctx.now(),
      actorKind: ctx.actor.kind,
      actorId: actorIdOf(ctx.actor),
    },
  });
  const subject = { cardId: code.cardId, codeId: code.id, openid: code.openid, ...(storeId ? { storeId } : {}) };
  await announce(tx, ctx, {
    type: 'code.redeemed',
    ...subject,
    data: { redemptionId: redemption.id, code: code.value, way, amountFen, outerStr },
  });
  return redemption.id;
}

/** A person redeems on the console's page, a program by API; the other ways come with the till. */
const wayOf = (ctx: DomainContext): 'API' | 'CONSOLE' => (ctx.actor.kind === 'person' ? 'CONSOLE' : 'API');
