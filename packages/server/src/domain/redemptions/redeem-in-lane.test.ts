import { describe, expect, it } from 'vitest';
import { aContext, asKey, at, type TestContext } from '../../../test/kit/context.ts';
import { aCode, aCustomCard, aStore } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { statementsOf } from '../../../test/kit/statements.ts';
import { claimCard } from '../claims/index.ts';
import { voidCode } from '../codes/index.ts';
import { redeemCode } from './index.ts';

// Committed rows: in a caller's transaction there is nobody to go together with.

const storedOf = (ctx: TestContext, id: string) => ctx.prisma.redemption.findUniqueOrThrow({ where: { id } });

/** So many tills at once, each with a code of its own. */
const codesOf = (ctx: TestContext, count: number) =>
  Promise.all(Array.from({ length: count }, async (_, nth) => (await aCode(ctx, { openid: `user-${nth}` })).code));

describe('an ordinary redemption', () => {
  it('asks for what is known of its code, and commits: two statements', async () => {
    const ctx = await aContext();
    const [{ card, code }, store] = [await aCode(ctx), await aStore(ctx)];
    const order = { value: code.value, cardId: card.id, storeId: store.id, idempotencyKey: 'lane-0001' };
    const { result, statements } = await statementsOf(() => redeemCode(ctx, order));
    expect(result).toMatchObject({ codeId: code.id, replayed: false });
    expect(statements).toEqual([
      'SELECT * FROM "redemption_grounds"($1::json)',
      'SELECT * FROM "redeem_codes"($1::json, $2::json)',
    ]);
  });

  it('shares its statements with all that arrive meanwhile', async () => {
    const ctx = await aContext();
    const codes = await codesOf(ctx, 30);
    const { result, statements } = await statementsOf(() =>
      Promise.all(codes.map(({ value }) => redeemCode(ctx, { value }))),
    );
    expect(new Set(result.map(({ codeId }) => codeId))).toEqual(new Set(codes.map(({ id }) => id)));
    expect(statements.length).toBeLessThan(codes.length);
  });

  it.each([{ amountFen: 12_300, outerStr: 'till 3' }, {}])(
    'answers with the row as it is stored: %j',
    async (extras) => {
      const ctx = await aContext();
      const [{ code }, store] = [await aCode(ctx), await aStore(ctx)];
      const order = {
        value: code.value,
        storeId: store.id,
        staffId: (await aColleague(ctx, { role: 'STAFF' })).actor.id,
      };
      const { replayed, ...made } = await redeemCode(ctx, { ...order, ...extras });
      expect(made).toEqual(await storedOf(ctx, made.id));
      expect(replayed).toBe(false);
    },
  );

  it('writes status, history, count and event', async () => {
    const ctx = await aContext();
    const { card, code } = await aCode(ctx);
    const made = await redeemCode(ctx, { value: code.value, outerStr: 'till 3' });
    const [of, at] = [{ codeId: code.id }, made.redeemedAt];
    expect(await ctx.prisma.code.findUnique({ where: { id: code.id } })).toMatchObject({
      status: 'CONSUMED',
      updatedAt: at,
    });
    expect(await ctx.prisma.codeHistory.findFirst({ where: { ...of, to: 'CONSUMED' } })).toMatchObject({
      ...{ from: 'NORMAL', at, reason: 'redeemed', actorId: made.actorId },
    });
    expect(await ctx.prisma.cardUser.findFirst({ where: { cardId: card.id } })).toMatchObject({ redeemCount: 1 });
    expect(await ctx.prisma.event.findFirst({ where: { ...of, type: 'code.redeemed' } })).toMatchObject({
      ...{ occurredAt: at, openid: 'ann', cardId: card.id, storeId: null },
      data: {
        ...{ redemptionId: made.id, code: code.value, way: 'API', source: 'FROM_API', staffId: null, amountFen: null },
        ...{ outerStr: 'till 3', verificationCode: null, confirmedAt: null },
      },
    });
  });

  it('tells the sequencer of its commit', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    let commits = 0;
    await redeemCode({ ...ctx, onCommitted: () => void (commits += 1) }, { value: code.value });
    expect(commits).toBe(1);
  });

  it('is done once for each key, however often it is sent at once', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const order = { value: code.value, idempotencyKey: 'lane-0002' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => redeemCode(ctx, order)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });

  it('finds a number of the merchant’s own by its card', async () => {
    const ctx = await aContext();
    const [card, other] = [await aCustomCard(ctx), await aCustomCard(ctx)];
    for (const { id } of [card, other]) await claimCard(ctx, { cardId: id, openid: 'ann', code: 'VIP-01' });
    const order = { value: ' ＶＩＰ-01', cardId: card.id };
    const { result, statements } = await statementsOf(() => redeemCode(ctx, order));
    expect(result.cardId).toBe(card.id);
    expect(statements).toHaveLength(2);
  });
});

describe('what is known of a code', () => {
  it('is the row as it is stored, and what decides about it', async () => {
    const ctx = await aContext();
    const [store, other] = [await aStore(ctx), await aStore(ctx)];
    const { card, code } = await aCode(ctx, { storeIds: [store.id, other.id], useLimit: 7 });
    const { merchantId } = ctx;
    const search = { merchantId, codeId: null, numbers: [code.value], cardId: null, storeId: store.id, staffId: null };
    const [grounds, ...others] = await ctx.ports.redemptions.grounds.put(search);
    expect(others).toEqual([]);
    expect(grounds).toMatchObject({ storeState: 'APPROVED', useCount: 0, redeemed: null, staff: null });
    expect(grounds?.code).toEqual(code);
    expect(grounds?.card.useLimit).toBe(card.useLimit);
    expect(grounds?.storeIds).toContain(store.id);
  });

  it.each([
    { numbers: ['100000000000'] },
    { cardId: 'card_01ARZ3NDEKTSV4RRFFQ69G5FAV' },
    { merchantId: 'mer_01ARZ3NDEKTSV4RRFFQ69G5FAV' },
  ])('is nothing for another search: %j', async (changes) => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const search = { merchantId: ctx.merchantId, codeId: null, numbers: [code.value], cardId: null };
    const asked = { ...search, storeId: null, staffId: null, ...changes };
    expect(await ctx.ports.redemptions.grounds.put(asked)).toEqual([]);
  });
});

describe('a redemption that is not ordinary', () => {
  it('is refused by itself, and stays on record', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    await voidCode(ctx, { value: code.value, reason: 'lost' });
    await expect(redeemCode(ctx, { value: code.value })).rejects.toMatchObject({ code: 'CODE_NOT_REDEEMABLE' });
    expect(await ctx.prisma.redemptionAttempt.count({ where: { codeId: code.id } })).toBe(1);
  });

  it.each([{ cardId: 'a\0b' }, { storeId: '\ud800' }, { staffId: 'nobody' }])(
    'holds nobody up with a text that is no id: %j',
    async (named) => {
      const ctx = await aContext();
      const [bad, good] = await codesOf(ctx, 2);
      const [refused, made] = await Promise.allSettled([
        redeemCode(ctx, { value: bad?.value ?? '', ...named }),
        redeemCode(ctx, { value: good?.value ?? '' }),
      ]);
      expect([refused.status, made.status]).toEqual(['rejected', 'fulfilled']);
    },
  );

  it('waits for who holds the code, and holds nobody else up', async () => {
    const ctx = await aContext();
    const [held, free] = await codesOf(ctx, 2);
    const { first } = await ctx.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS "locked" FROM "Code" WHERE "id" = ${held?.id ?? ''} FOR UPDATE`;
      const waiting = redeemCode(ctx, { value: held?.value ?? '' });
      await redeemCode(ctx, { value: free?.value ?? '' });
      return { first: waiting };
    });
    expect(await first).toMatchObject({ codeId: held?.id, replayed: false });
  });

  it('is not found by the key of another merchant', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const stranger = await aContext();
    await expect(redeemCode(stranger, { value: code.value })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(
      redeemCode(asKey(ctx, { storeIds: [ctx.newId('store')] }), { value: code.value }),
    ).rejects.toMatchObject({ code: 'STORE_REQUIRED' });
  });

  it('is judged by the time of the call', async () => {
    const ctx = await aContext();
    const { code } = await aCode(ctx);
    const late = at(ctx, new Date((code.validUntil ?? ctx.now()).getTime() + 1));
    await expect(redeemCode(late, { value: code.value })).rejects.toMatchObject({ code: 'EXPIRED' });
  });
});
