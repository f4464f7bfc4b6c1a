import { describe, expect, it } from 'vitest';
import { aCard, aCode, aCustomCard, aPoolCard } from '../../../test/kit/factories.ts';
import { another, as, asKey, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import type { Code, Gift } from '../../generated/prisma/client.ts';
import { ClaimLimitReachedError, claimCard } from '../claims/index.ts';
import {
  CodeStatusError,
  CodeTakenError,
  decryptCode,
  deleteCode,
  encryptCodeOf,
  findCode,
  getCode,
  heldCodes,
  replaceCode,
  updateTicket,
  voidCode,
} from '../codes/index.ts';
import {
  ExpiredError,
  IdempotencyKeyReusedError,
  InvalidInputError,
  NotAllowedError,
  NotFoundError,
  ThrottledError,
} from '../kit/errors.ts';
import {
  CodeNotRedeemableError,
  redeemabilityById,
  redeemabilityOf,
  redeemCode,
  UseLimitReachedError,
} from '../redemptions/index.ts';
import { acceptGift, cancelGift, endOverdueGifts, GiftGoneError, GiftNotAllowedError, giveCode } from './index.ts';

const DAY_MS = 86_400_000;

const codeById = (ctx: RolledBackContext, id: string): Promise<Code> =>
  ctx.tx.code.findUniqueOrThrow({ where: { id } });
const historyOf = async (ctx: RolledBackContext, codeId: string): Promise<string[]> => {
  const lines = await ctx.tx.codeHistory.findMany({ where: { codeId }, orderBy: { id: 'asc' } });
  return lines.map(({ from, to, actorKind }) => `${from ?? '-'} ${to} ${actorKind}`);
};
const eventOf = (ctx: RolledBackContext, codeId: string, type: string) =>
  ctx.tx.event.findFirst({ where: { codeId, type } });
const dayLater = (ctx: RolledBackContext): RolledBackContext => at(ctx, new Date(ctx.now().getTime() + DAY_MS));

/** A code that ann has given, and everybody is waiting for. */
async function aGift(
  ctx: RolledBackContext,
  changes: Parameters<typeof aCode>[1] = {},
): Promise<{ code: Code; gift: Gift }> {
  const { code } = await aCode(ctx, changes);
  return { code, gift: await giveCode(asUser(ctx, 'ann'), { value: code.value }) };
}

const fixed = { now: new Date('2030-01-15T04:00:00Z') };

describe('giveCode', () => {
  it('puts a code on its way, for a day, with what its giver says', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const gift = await giveCode(asUser(ctx, 'ann'), { value: code.value, message: ' 生日快乐 ', isGroup: true });
      expect(gift).toMatchObject({
        id: expect.stringMatching(/^gift_/),
        token: expect.stringMatching(/^[0-9A-Za-z]{22}$/),
        openid: 'ann',
        message: '生日快乐',
        isGroup: true,
        status: 'OPEN',
        expiresAt: new Date('2030-01-16T04:00:00Z'),
        replayed: false,
      });
      expect(await codeById(ctx, code.id)).toMatchObject({ status: 'GIFTING', openid: 'ann' });
      expect(await historyOf(ctx, code.id)).toEqual(['- NORMAL secretKey', 'NORMAL GIFTING user']);
      expect(await eventOf(ctx, code.id, 'code.gifting')).toMatchObject({
        openid: 'ann',
        data: { giftId: gift.id, code: code.value, isGroup: true, expiresAt: '2030-01-16T04:00:00.000Z' },
      });
    }, fixed));

  it('leaves nothing to be redeemed, deleted or given again', () =>
    rolledBack(async (ctx) => {
      const { code } = await aGift(ctx);
      expect((await redeemabilityOf(ctx, { value: code.value })).refusal).toBeInstanceOf(CodeNotRedeemableError);
      await expect(redeemCode(ctx, { value: code.value })).rejects.toThrow(CodeNotRedeemableError);
      await expect(deleteCode(ctx, { value: code.value })).rejects.toThrow(CodeStatusError);
      await expect(giveCode(asUser(ctx, 'ann'), { value: code.value })).rejects.toThrow(CodeStatusError);
    }));

  it('is done by the merchant for the holder it names, and for nobody else', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await expect(giveCode(ctx, { value: code.value, openid: 'bob' })).rejects.toThrow(NotFoundError);
      await expect(giveCode(ctx, { value: code.value })).rejects.toThrow(InvalidInputError);
      await expect(giveCode(asUser(ctx, 'bob'), { value: code.value })).rejects.toThrow(NotFoundError);
      await expect(giveCode(asUser(ctx, 'ann'), { value: code.value, openid: 'ann' })).rejects.toThrow(NotAllowedError);
      expect(await giveCode(ctx, { value: code.value, openid: 'ann' })).toMatchObject({ openid: 'ann' });
    }));

  it('asks for the scope, and does not know the codes of another merchant', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const order = { value: code.value, openid: 'ann' };
      await expect(giveCode(asKey(ctx, { scopes: ['codes:write'] }), order)).rejects.toThrow(NotAllowedError);
      await expect(giveCode(await another(ctx), order)).rejects.toThrow(NotFoundError);
    }));

  it('refuses a card whose codes are no gifts, and any membership card', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx, { canGiveFriend: false });
      await expect(giveCode(asUser(ctx, 'ann'), { value: code.value })).rejects.toThrow(GiftNotAllowedError);
      const membership = {
        kind: 'MEMBER_CARD',
        benefit: { prerogative: '会员九折', showsBonus: true, showsBalance: false },
        canGiveFriend: true,
      } as const;
      const member = await aCode(ctx, membership);
      await expect(giveCode(asUser(ctx, 'ann'), { value: member.code.value })).rejects.toThrow(GiftNotAllowedError);
    }));

  it('refuses a code that is over, used or void', () =>
    rolledBack(async (ctx) => {
      const [over, used, bad] = [await aCode(ctx), await aCode(ctx), await aCode(ctx)];
      await redeemCode(ctx, { value: used.code.value });
      await voidCode(ctx, { value: bad.code.value });
      const late = at(ctx, '2030-06-01T00:00:00Z');
      await expect(giveCode(asUser(late, 'ann'), { value: over.code.value })).rejects.toThrow(ExpiredError);
      await expect(giveCode(asUser(ctx, 'ann'), { value: used.code.value })).rejects.toThrow(CodeStatusError);
      await expect(giveCode(asUser(ctx, 'ann'), { value: bad.code.value })).rejects.toThrow(CodeStatusError);
    }, fixed));

  it('lets a user make 100 gifts in 15 minutes, and a program as many as it likes', () =>
    rolledBack(async (ctx) => {
      const { code, gift } = await aGift(ctx);
      await cancelGift(asUser(ctx, 'ann'), { id: gift.id });
      const cancelled = await ctx.tx.gift.findUniqueOrThrow({ where: { id: gift.id } });
      const oneMore = () => ({ ...cancelled, id: ctx.newId('gift'), token: ctx.newId('gift') });
      await ctx.tx.gift.createMany({ data: Array.from({ length: 99 }, oneMore) });
      await expect(giveCode(asUser(ctx, 'ann'), { value: code.value })).rejects.toThrow(ThrottledError);
      const { id } = await giveCode(ctx, { value: code.value, openid: 'ann' });
      await cancelGift(ctx, { id, openid: 'ann' });
      const later = at(asUser(ctx, 'ann'), new Date(ctx.now().getTime() + 15 * 60_000));
      expect(await giveCode(later, { value: code.value })).toMatchObject({ status: 'OPEN' });
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const order = { value: code.value, idempotencyKey: 'give-key-0001' };
      const first = await giveCode(asUser(ctx, 'ann'), order);
      expect(await giveCode(asUser(ctx, 'ann'), order)).toEqual({ ...first, replayed: true });
      await expect(giveCode(asUser(ctx, 'ann'), { ...order, message: 'hi' })).rejects.toThrow(
        IdempotencyKeyReusedError,
      );
    }));
});

describe('acceptGift', () => {
  it('gives the friend a system code of another value with the same validity, and retires the giver’s', () =>
    rolledBack(async (ctx) => {
      const card = await aCard(ctx);
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann', outerStr: 'till' });
      const code = await codeById(ctx, codeId);
      const gift = await giveCode(asUser(ctx, 'ann'), { value: code.value });
      const taken = await acceptGift(asUser(ctx, 'bob'), { token: gift.token });
      const { cardId, validFrom, validUntil } = code;
      const kept = { cardId, validFrom, validUntil, mode: 'SYSTEM', outerStr: 'till' };
      expect(taken.code).toMatchObject({ ...kept, openid: 'bob', status: 'NORMAL' });
      expect(taken.code.value).not.toBe(code.value);
      expect(taken.gift).toMatchObject({ status: 'ACCEPTED', friendOpenid: 'bob', newCodeId: taken.code.id });
      expect(await codeById(ctx, code.id)).toMatchObject({ status: 'GIFTED', openid: 'ann', value: code.value });
      expect(await findCode(ctx, { value: code.value })).toBeNull();
      expect(await historyOf(ctx, code.id)).toEqual([
        '- NORMAL secretKey',
        'NORMAL GIFTING user',
        'GIFTING GIFTED user',
      ]);
      expect(await historyOf(ctx, taken.code.id)).toEqual(['- NORMAL user']);
    }));

  it('tells of each code what became of it', () =>
    rolledBack(async (ctx) => {
      const { code, gift } = await aGift(ctx);
      const { code: friends } = await acceptGift(asUser(ctx, 'bob'), { token: gift.token });
      const [giftId, newCode] = [gift.id, friends.value];
      expect(await eventOf(ctx, code.id, 'code.gifted')).toMatchObject({
        openid: 'ann',
        data: { giftId, code: code.value, friendOpenid: 'bob', newCodeId: friends.id, newCode },
      });
      expect(await eventOf(ctx, friends.id, 'code.received')).toMatchObject({
        openid: 'bob',
        data: { giftId, code: newCode, giverOpenid: 'ann', oldCodeId: code.id, oldCode: code.value },
      });
    }));

  it('is no claim: neither stock nor the claim limit hears of it, and the giver’s claim counts on', () =>
    rolledBack(async (ctx) => {
      const { card, gift } = await aCode(ctx, { claimLimit: 1, quantity: 5 }).then(async ({ card, code }) => ({
        card,
        gift: await giveCode(asUser(ctx, 'ann'), { value: code.value }),
      }));
      await acceptGift(asUser(ctx, 'bob'), { token: gift.token });
      await claimCard(asUser(ctx, 'bob'), { cardId: card.id });
      expect(await ctx.tx.claim.count({ where: { cardId: card.id } })).toBe(2);
      const refused = await claimCard(asUser(ctx, 'ann'), { cardId: card.id }).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(ClaimLimitReachedError);
      // She holds nothing of it any more.
      expect(refused).toMatchObject({ claim: null });
    }));

  it('counts for the use limit of the friend, as any code in hand', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx, { useLimit: 1 });
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'bob' });
      await redeemCode(ctx, { value: (await codeById(ctx, codeId)).value });
      const { token } = await giveCode(asUser(ctx, 'ann'), { value: code.value });
      const { code: friends } = await acceptGift(asUser(ctx, 'bob'), { token });
      await expect(redeemCode(ctx, { value: friends.value })).rejects.toThrow(UseLimitReachedError);
    }));

  it.each([
    ['custom', async (ctx: RolledBackContext) => aCustomCard(ctx), 'AB-1'],
    ['deposited', async (ctx: RolledBackContext) => aPoolCard(ctx, { values: ['AB-1'] }), undefined],
  ])('keeps the number of a %s code, by which the till finds the friend’s', (_mode, make, code) =>
    rolledBack(async (ctx) => {
      const card = await make(ctx);
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann', code });
      const given = await codeById(ctx, codeId);
      const encrypted = encryptCodeOf(ctx, given);
      const reference = { cardId: card.id, value: 'AB-1' };
      const { token } = await giveCode(asUser(ctx, 'ann'), reference);
      const { code: friends } = await acceptGift(asUser(ctx, 'bob'), { token });
      expect(friends).toMatchObject({ value: 'AB-1', openid: 'bob' });
      await expect(decryptCode(ctx, { encryptCode: encrypted })).rejects.toThrow(InvalidInputError);
      const encryptCode = encryptCodeOf(ctx, friends);
      expect(await decryptCode(ctx, { encryptCode })).toMatchObject({ id: friends.id });
      for (const value of ['AB-1', 'ab1']) expect((await getCode(ctx, { ...reference, value })).id).toBe(friends.id);
      expect(await findCode(asUser(ctx, 'ann'), reference)).toBeNull();
      expect(await redeemCode(ctx, reference)).toMatchObject({ openid: 'bob', codeId: friends.id });
    }),
  );

  it('leaves the retired code unredeemable, also where the friend’s has its number', () =>
    rolledBack(async (ctx) => {
      const { id: cardId } = await aCustomCard(ctx);
      const { codeId } = await claimCard(ctx, { cardId, openid: 'ann', code: 'A-1' });
      const { token } = await giveCode(asUser(ctx, 'ann'), { cardId, value: 'A-1' });
      const { code: friends } = await acceptGift(asUser(ctx, 'bob'), { token });
      expect(await redeemabilityById(ctx, { codeId })).toMatchObject({
        canRedeem: false,
        refusal: { status: 'GIFTED' },
      });
      expect(await redeemabilityById(ctx, { codeId: friends.id })).toMatchObject({ canRedeem: true });
      expect(await redeemabilityOf(ctx, { cardId, value: 'A-1' })).toMatchObject({ code: { id: friends.id } });
    }));

  it('leaves a number that was replaced after the gift free again', () =>
    rolledBack(async (ctx) => {
      const card = await aCustomCard(ctx);
      await claimCard(ctx, { cardId: card.id, openid: 'ann', code: 'AB-1' });
      const { token } = await giveCode(asUser(ctx, 'ann'), { cardId: card.id, value: 'AB-1' });
      await acceptGift(asUser(ctx, 'bob'), { token });
      const reused = claimCard(ctx, { cardId: card.id, openid: 'cat', code: 'AB-1' });
      await expect(reused).rejects.toThrow(CodeTakenError);
      await replaceCode(ctx, { cardId: card.id, value: 'AB-1', newValue: 'AB-2' });
      await claimCard(ctx, { cardId: card.id, openid: 'cat', code: 'AB-1' });
      expect((await getCode(ctx, { cardId: card.id, value: 'AB-1' })).openid).toBe('cat');
    }));

  it('passes a code on from hand to hand, and keeps its place in the pool', () =>
    rolledBack(async (ctx) => {
      const card = await aPoolCard(ctx, { values: ['P1'] });
      await claimCard(ctx, { cardId: card.id, openid: 'ann' });
      const reference = { cardId: card.id, value: 'P1' };
      let last = '';
      for (const [giver, friend] of [
        ['ann', 'bob'],
        ['bob', 'cat'],
        ['cat', 'ann'],
      ] as const) {
        const { token } = await giveCode(asUser(ctx, giver), reference);
        last = (await acceptGift(asUser(ctx, friend), { token })).code.id;
      }
      expect(await ctx.tx.depositedCode.findMany({ where: { cardId: card.id } })).toMatchObject([{ codeId: last }]);
      expect(await ctx.tx.code.count({ where: { cardId: card.id, status: 'GIFTED' } })).toBe(3);
      expect(await heldCodes(ctx, { openid: 'ann', cardId: card.id })).toMatchObject([{ id: last }]);
    }));

  it('takes the ticket along', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx, { kind: 'MEETING_TICKET', benefit: { meetingDetail: '年会' } });
      await updateTicket(ctx, { value: code.value, meeting: { zone: 'A', seatNumber: '12' } });
      const { token } = await giveCode(asUser(ctx, 'ann'), { value: code.value });
      const { code: friends } = await acceptGift(asUser(ctx, 'bob'), { token });
      expect(await ctx.tx.codeTicket.findMany({ where: { codeId: { in: [code.id, friends.id] } } })).toMatchObject([
        { codeId: friends.id, details: { seatNumber: '12' } },
      ]);
    }));

  it('refuses the giver, whoever comes second, and a link that leads nowhere', () =>
    rolledBack(async (ctx) => {
      const { gift } = await aGift(ctx);
      const { token } = gift;
      await expect(acceptGift(asUser(ctx, 'ann'), { token })).rejects.toThrow(GiftNotAllowedError);
      await acceptGift(asUser(ctx, 'bob'), { token });
      await expect(acceptGift(asUser(ctx, 'cat'), { token })).rejects.toMatchObject({ reason: 'ACCEPTED' });
      for (const wrong of ['', 'x'.repeat(22), "' OR 1=1", gift.id])
        await expect(acceptGift(asUser(ctx, 'cat'), { token: wrong })).rejects.toThrow(NotFoundError);
    }));

  it('is done by the merchant for a friend, with the scope, and not by another merchant', () =>
    rolledBack(async (ctx) => {
      const { token } = (await aGift(ctx)).gift;
      const order = { token, openid: 'bob' };
      await expect(acceptGift(asKey(ctx, { scopes: ['claims:read'] }), order)).rejects.toThrow(NotAllowedError);
      await expect(acceptGift(await another(ctx), order)).rejects.toThrow(NotFoundError);
      expect((await acceptGift(ctx, order)).code).toMatchObject({ openid: 'bob' });
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const order = { token: (await aGift(ctx)).gift.token, idempotencyKey: 'take-key-0001' };
      const first = await acceptGift(asUser(ctx, 'bob'), order);
      expect(await acceptGift(asUser(ctx, 'bob'), order)).toEqual({ ...first, replayed: true });
      const other = { ...order, token: (await aGift(ctx)).gift.token };
      await expect(acceptGift(asUser(ctx, 'bob'), other)).rejects.toThrow(IdempotencyKeyReusedError);
    }));
});

describe('cancelGift', () => {
  it('gives the code back as it was, and the link leads nowhere', () =>
    rolledBack(async (ctx) => {
      const { code, gift } = await aGift(ctx);
      expect(await cancelGift(asUser(ctx, 'ann'), { id: gift.id })).toMatchObject({ status: 'CANCELLED' });
      expect(await codeById(ctx, code.id)).toMatchObject({ status: 'NORMAL', giftExpiresAt: null });
      expect((await historyOf(ctx, code.id)).at(-1)).toBe('GIFTING NORMAL user');
      expect(await eventOf(ctx, code.id, 'code.gift_cancelled')).toMatchObject({ openid: 'ann' });
      await expect(acceptGift(asUser(ctx, 'bob'), { token: gift.token })).rejects.toMatchObject({
        reason: 'CANCELLED',
      });
      await expect(cancelGift(asUser(ctx, 'ann'), { id: gift.id })).rejects.toThrow(GiftGoneError);
      await redeemCode(ctx, { value: code.value });
    }));

  it('is the giver’s alone, or the merchant’s for the giver', () =>
    rolledBack(async (ctx) => {
      const { id } = (await aGift(ctx)).gift;
      await expect(cancelGift(asUser(ctx, 'bob'), { id })).rejects.toThrow(NotFoundError);
      await expect(cancelGift(ctx, { id, openid: 'bob' })).rejects.toThrow(NotFoundError);
      await expect(cancelGift(await another(ctx), { id, openid: 'ann' })).rejects.toThrow(NotFoundError);
      await expect(cancelGift(asKey(ctx, { scopes: ['claims:read'] }), { id, openid: 'ann' })).rejects.toThrow(
        NotAllowedError,
      );
      expect(await cancelGift(ctx, { id, openid: 'ann' })).toMatchObject({ status: 'CANCELLED' });
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const order = { id: (await aGift(ctx)).gift.id, idempotencyKey: 'back-key-0001' };
      const first = await cancelGift(asUser(ctx, 'ann'), order);
      expect(await cancelGift(asUser(ctx, 'ann'), order)).toEqual({ ...first, replayed: true });
    }));
});

describe('a gift that nobody took', () => {
  it('is back after a day, by the hand of the system', () =>
    rolledBack(async (ctx) => {
      const { code, gift } = await aGift(ctx);
      const { actor: _nobody, ...late } = dayLater(ctx);
      expect(await endOverdueGifts({ ...ctx, tx: ctx.tx })).toBe(0);
      expect(await endOverdueGifts({ ...late, tx: ctx.tx })).toBe(1);
      expect(await codeById(ctx, code.id)).toMatchObject({ status: 'GIFT_TIMEOUT', giftExpiresAt: null });
      expect((await historyOf(ctx, code.id)).at(-1)).toBe('GIFTING GIFT_TIMEOUT system');
      expect(await eventOf(ctx, code.id, 'code.gift_timed_out')).toMatchObject({ openid: 'ann', actorKind: 'system' });
      expect(await ctx.tx.gift.findUnique({ where: { id: gift.id } })).toMatchObject({
        status: 'TIMED_OUT',
        endedAt: gift.expiresAt,
      });
      expect(await endOverdueGifts({ ...late, tx: ctx.tx })).toBe(0);
    }, fixed));

  it('is redeemed at once, before the system has written anything, and its history tells both', () =>
    rolledBack(async (ctx) => {
      const { code, gift } = await aGift(ctx);
      const late = dayLater(ctx);
      expect((await redeemabilityOf(late, { value: code.value })).canRedeem).toBe(true);
      expect(await heldCodes(late, { openid: 'ann', cardId: null })).toMatchObject([{ id: code.id }]);
      await expect(acceptGift(asUser(late, 'bob'), { token: gift.token })).rejects.toMatchObject({
        reason: 'TIMED_OUT',
      });
      await redeemCode(late, { value: code.value });
      expect(await historyOf(ctx, code.id)).toEqual([
        '- NORMAL secretKey',
        'NORMAL GIFTING user',
        'GIFTING GIFT_TIMEOUT system',
        'GIFT_TIMEOUT CONSUMED secretKey',
      ]);
    }, fixed));

  it('can be given again', () =>
    rolledBack(async (ctx) => {
      const { code } = await aGift(ctx);
      const again = await giveCode(asUser(dayLater(ctx), 'ann'), { value: code.value });
      expect((await acceptGift(asUser(dayLater(ctx), 'bob'), { token: again.token })).code.openid).toBe('bob');
    }, fixed));
});

it('a code that is made void on its way ends the gift', () =>
  rolledBack(async (ctx) => {
    const { code, gift } = await aGift(ctx);
    expect(await voidCode(ctx, { value: code.value })).toMatchObject({ status: 'UNAVAILABLE', giftExpiresAt: null });
    await expect(acceptGift(asUser(ctx, 'bob'), { token: gift.token })).rejects.toMatchObject({ reason: 'ENDED' });
    await expect(cancelGift(asUser(ctx, 'ann'), { id: gift.id })).rejects.toMatchObject({ reason: 'ENDED' });
    expect((await historyOf(ctx, code.id)).at(-1)).toBe('GIFTING UNAVAILABLE secretKey');
  }));

it('nobody without a credential for users gives or takes anything', () =>
  rolledBack(async (ctx) => {
    const { gift } = await aGift(ctx);
    const page = as(ctx, { kind: 'publishableKey', id: 'key_page', merchantId: ctx.merchantId, isTest: true });
    await expect(acceptGift(page, { token: gift.token, openid: 'bob' })).rejects.toThrow(NotAllowedError);
  }));
