import { describe, expect, it } from 'vitest';
import { aCard, aCode, aCustomCard } from '../../../test/kit/factories.ts';
import { aColleague } from '../../../test/kit/people.ts';
import { another, asKey, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import { copyCard, updateCard } from '../cards/index.ts';
import { claimCard } from '../claims/index.ts';
import { findCode, getCodeToRedeem, rotatingStepsOf, voidCode } from '../codes/index.ts';
import { giveCode } from '../gifts/index.ts';
import { InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { createSecrets } from '../kit/secrets.ts';
import { redeemabilityOf, redeemCode, setRotatingCode } from './index.ts';

const NOON = new Date('2026-11-30T12:00:07Z');
const seconds = (ctx: RolledBackContext, after: number) => at(ctx, new Date(NOON.getTime() + after * 1_000));

/** What the holder's page shows, step by step. */
async function stepsOf(ctx: RolledBackContext, codeId: string, { count = 10, openid = 'ann' } = {}) {
  const code = await ctx.tx.code.findUniqueOrThrow({ where: { id: codeId }, include: { card: true } });
  return rotatingStepsOf(asUser(ctx, openid), code, count);
}

async function aShownCode(ctx: RolledBackContext, { isRequired = true } = {}) {
  const { card, code } = await aCode(ctx);
  if (isRequired) await setRotatingCode(ctx, { cardId: card.id, isRequired });
  const steps = (await stepsOf(ctx, code.id))?.steps ?? [];
  return { card, code, steps, text: steps[0]?.text ?? '' };
}

const atNoon = (body: (ctx: RolledBackContext) => Promise<void>) => rolledBack(body, { now: NOON });

describe('the steps of a rotating code', () => {
  it('are those of now and the next five minutes', () =>
    atNoon(async (ctx) => {
      const { code } = await aCode(ctx);
      const shown = await stepsOf(ctx, code.id);
      const starts = shown?.steps.map(({ startsAt }) => startsAt.toISOString().slice(14, 19));
      expect(starts).toEqual([
        '00:00',
        '00:30',
        '01:00',
        '01:30',
        '02:00',
        '02:30',
        '03:00',
        '03:30',
        '04:00',
        '04:30',
      ]);
      expect(shown?.steps[0]?.endsAt).toEqual(shown?.steps[1]?.startsAt);
      expect(shown?.serverTime).toEqual(NOON);
      expect((await stepsOf(ctx, code.id, { count: 1 }))?.steps).toHaveLength(1);
    }));

  it('are for the holder, while the code is good and is shown as a QR code', () =>
    atNoon(async (ctx) => {
      const { code } = await aCode(ctx);
      const bars = await aCode(ctx, { codeType: 'CODE_TYPE_BARCODE', canGiveFriend: true });
      expect(await stepsOf(ctx, code.id, { openid: 'bob' })).toBeNull();
      expect(await stepsOf(ctx, bars.code.id)).toBeNull();
      const row = await ctx.tx.code.findUniqueOrThrow({ where: { id: code.id }, include: { card: true } });
      expect(rotatingStepsOf(ctx, row, 10)).toBeNull();
      expect(rotatingStepsOf(asUser(await another(ctx), 'ann'), row, 10)).toBeNull();
      await redeemCode(ctx, { value: code.value });
      expect(await stepsOf(ctx, code.id)).toBeNull();
    }));

  it.each([0, 11, -1])('are no %d', (count) =>
    atNoon(async (ctx) => {
      const { code } = await aCode(ctx);
      await expect(stepsOf(ctx, code.id, { count })).rejects.toThrow(InvalidInputError);
    }),
  );
});

describe('a rotating code at the till', () => {
  it('redeems where the card asks for it, and where it does not', () =>
    atNoon(async (ctx) => {
      const staff = await aColleague(ctx, { role: 'STAFF' });
      for (const isRequired of [true, false]) {
        const { code, text } = await aShownCode(ctx, { isRequired });
        expect(await redeemCode(staff, { value: text, way: 'STAFF_SCAN' })).toMatchObject({ codeId: code.id });
      }
    }));

  it('redeems a code of the merchant without its card, and none of another card', () =>
    atNoon(async (ctx) => {
      const card = await aCustomCard(ctx);
      const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann', code: 'OWN-1' });
      const value = (await stepsOf(ctx, codeId))?.steps[0]?.text ?? '';
      const { id: cardId } = await aCard(ctx);
      await expect(redeemCode(ctx, { value, cardId })).rejects.toThrow(NotFoundError);
      expect(await redeemCode(ctx, { value })).toMatchObject({ codeId });
    }));

  // The step ends 23 s later.
  it.each([
    [0, null],
    [22, null],
    [52, null],
    [53, 'ROTATING_CODE_EXPIRED'],
    [86_400, 'ROTATING_CODE_EXPIRED'],
    [-37, null],
    [-38, 'ROTATING_CODE_EXPIRED'],
  ])('%d s after it was shown is refused with %s', (after, refusal) =>
    atNoon(async (ctx) => {
      const { text } = await aShownCode(ctx);
      const later = seconds(ctx, after);
      const { showing } = await getCodeToRedeem(ctx, { value: text, judgedAt: later.now() });
      expect(showing).toMatchObject({ isRotating: true });
      expect(showing.refusal?.code ?? null).toBe(refusal);
    }),
  );

  it('that is old is refused with its times, and stays on record with its code', () =>
    atNoon(async (ctx) => {
      const { code, text } = await aShownCode(ctx);
      const late = seconds(await aColleague(ctx, { role: 'STAFF' }), 600);
      await expect(redeemCode(late, { value: text, way: 'STAFF_SCAN' })).rejects.toMatchObject({
        code: 'ROTATING_CODE_EXPIRED',
        field: ['value'],
        weixinCode: 40079,
        shownAt: new Date('2026-11-30T12:00:00Z'),
        at: late.now(),
      });
      expect(await ctx.tx.redemptionAttempt.findMany({ where: { merchantId: ctx.merchantId } })).toMatchObject([
        { codeId: code.id, value: code.value, refusalCode: 'ROTATING_CODE_EXPIRED', way: 'STAFF_SCAN' },
      ]);
    }));

  it('that is forged, cut off or of another merchant is an unknown number, and stays on record as it was read', () =>
    atNoon(async (ctx) => {
      const { text } = await aShownCode(ctx);
      const theirs = (await aShownCode(await another(ctx))).text;
      const forged = [`${text.slice(0, -11)}AAAAAAAAAAA`, text.slice(0, -1), text.slice(0, 30), theirs];
      for (const value of forged) {
        await expect(redeemCode(ctx, { value })).rejects.toThrow(NotFoundError);
        expect(await findCode(ctx, { value })).toBeNull();
      }
      const kept = await ctx.tx.redemptionAttempt.findMany({
        where: { merchantId: ctx.merchantId },
        orderBy: { id: 'asc' },
      });
      expect(kept.map(({ value, codeId }) => [value, codeId])).toEqual(forged.map((value) => [value, null]));
    }));

  it('holds through a change of the master key, and no longer than the old key is known', () =>
    atNoon(async (ctx) => {
      const { code, text } = await aShownCode(ctx);
      const [old, fresh] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
      expect(await findCode({ ...ctx, secrets: createSecrets([fresh, old]) }, { value: text })).toMatchObject({
        id: code.id,
      });
      expect(await findCode({ ...ctx, secrets: createSecrets([fresh]) }, { value: text })).toBeNull();
    }));

  it('dies with the code: given away, its text is unknown', () =>
    atNoon(async (ctx) => {
      const { code, text } = await aShownCode(ctx);
      await giveCode(asUser(ctx, 'ann'), { value: code.value });
      expect((await redeemabilityOf(ctx, { value: text })).refusal).toMatchObject({ status: 'GIFTING' });
      await ctx.tx.code.update({ where: { id: code.id }, data: { status: 'GIFTED', giftedAt: ctx.now() } });
      expect(await findCode(ctx, { value: text })).toBeNull();
    }));

  it('is none for who makes codes void', () =>
    atNoon(async (ctx) => {
      const { text } = await aShownCode(ctx);
      await expect(voidCode(ctx, { value: text })).rejects.toThrow(NotFoundError);
    }));

  it('repeats the redemption of its key, also when its time is over', () =>
    atNoon(async (ctx) => {
      const { text } = await aShownCode(ctx);
      const order = { value: text, idempotencyKey: 'till-000001' };
      const first = await redeemCode(ctx, order);
      expect(await redeemCode(seconds(ctx, 3_600), order)).toEqual({ ...first, replayed: true });
    }));
});

describe('the number of a code whose card asks for the rotating one', () => {
  it.each(['STAFF_SCAN', 'STAFF_TYPED', 'CONSOLE'] as const)('is refused to a person by %s', (way) =>
    atNoon(async (ctx) => {
      const { code } = await aShownCode(ctx);
      const manager = await aColleague(ctx, { role: 'MANAGER' });
      await expect(redeemCode(manager, { value: code.value, way })).rejects.toMatchObject({
        code: 'ROTATING_CODE_REQUIRED',
        field: ['value'],
      });
      expect((await redeemabilityOf(manager, { value: code.value })).refusal).toMatchObject({
        code: 'ROTATING_CODE_REQUIRED',
      });
    }),
  );

  it('is good for a program', () =>
    atNoon(async (ctx) => {
      const { code } = await aShownCode(ctx);
      expect(await redeemabilityOf(ctx, { value: code.value })).toMatchObject({ canRedeem: true });
      expect(await redeemCode(ctx, { value: code.value })).toMatchObject({ codeId: code.id, way: 'API' });
    }));
});

describe('setRotatingCode', () => {
  it('asks for it and no more, tells of it, and changes nothing when repeated', () =>
    rolledBack(async (ctx) => {
      const { id: cardId } = await aCard(ctx);
      for (const isRequired of [true, true, false])
        expect(await setRotatingCode(ctx, { cardId, isRequired })).toMatchObject({ needsRotatingCode: isRequired });
      const events = await ctx.tx.event.findMany({
        where: { cardId, type: 'card.rotating_code_set' },
        orderBy: { id: 'asc' },
      });
      expect(events.map(({ data }) => data)).toEqual([true, true, false].map((isRequired) => ({ isRequired })));
    }));

  it.each(['CODE_TYPE_TEXT', 'CODE_TYPE_BARCODE', 'CODE_TYPE_ONLY_BARCODE', 'CODE_TYPE_NONE'])(
    'refuses %s',
    (codeType) =>
      rolledBack(async (ctx) => {
        const { id: cardId } = await aCard(ctx, { codeType });
        await expect(setRotatingCode(ctx, { cardId, isRequired: true })).rejects.toMatchObject({
          code: 'INVALID_INPUT',
          field: ['isRequired'],
        });
        await setRotatingCode(ctx, { cardId, isRequired: false });
      }),
  );

  it('holds the type of code, which can change to another QR code only', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await setRotatingCode(ctx, { cardId: id, isRequired: true });
      await updateCard(ctx, { id, changes: { codeType: 'CODE_TYPE_ONLY_QRCODE' } });
      await expect(updateCard(ctx, { id, changes: { codeType: 'CODE_TYPE_TEXT' } })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        field: ['codeType'],
        weixinCode: 40072,
      });
    }));

  it('is kept by a copy', () =>
    rolledBack(async (ctx) => {
      const { id } = await aCard(ctx);
      await setRotatingCode(ctx, { cardId: id, isRequired: true });
      expect(await copyCard(ctx, { from: { id } })).toMatchObject({ needsRotatingCode: true });
      expect(await copyCard(ctx, { from: { id: (await aCard(ctx)).id } })).toMatchObject({ needsRotatingCode: false });
    }));

  it('is for who writes cards, and does not know those of others', () =>
    rolledBack(async (ctx) => {
      const { id: cardId } = await aCard(ctx);
      const order = { cardId, isRequired: true };
      await expect(setRotatingCode(asKey(ctx, { scopes: ['cards:read'] }), order)).rejects.toThrow(NotAllowedError);
      await expect(setRotatingCode(await another(ctx), order)).rejects.toThrow(NotFoundError);
    }));
});
