import { describe, expect, it } from 'vitest';
import { aCode, aCustomCard } from '../../../test/kit/factories.ts';
import { another, asKey, asUser, at, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import type { Card, Code } from '../../generated/prisma/client.ts';
import { claimCard } from '../claims/index.ts';
import { IdempotencyKeyReusedError, InvalidInputError, NotAllowedError, NotFoundError } from '../kit/errors.ts';
import { redeemCode } from '../redemptions/index.ts';
import {
  CodeModeError,
  CodeStatusError,
  CodeTakenError,
  decryptCode,
  deleteCode,
  encryptCodeOf,
  findCode,
  replaceCode,
  voidCode,
} from './index.ts';

async function aCustomCode(ctx: RolledBackContext, value = 'VIP-01'): Promise<{ card: Card; code: Code }> {
  const card = await aCustomCard(ctx);
  const { codeId } = await claimCard(ctx, { cardId: card.id, openid: 'ann', code: value });
  return { card, code: await ctx.tx.code.findUniqueOrThrow({ where: { id: codeId } }) };
}
const eventOf = (ctx: RolledBackContext, codeId: string, type: string) =>
  ctx.tx.event.findFirst({ where: { codeId, type } });
const setStatus = (ctx: RolledBackContext, id: string, status: Code['status']) =>
  ctx.tx.code.update({ where: { id }, data: { status } });
const historyOf = (ctx: RolledBackContext, codeId: string) =>
  ctx.tx.codeHistory.findMany({ where: { codeId }, orderBy: { id: 'asc' } });

describe('replaceCode', () => {
  it('gives a code another number, and the old one leads nowhere', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCustomCode(ctx);
      const replaced = await replaceCode(ctx, { cardId: card.id, value: 'VIP-01', newValue: ' ＶＩＰ-02' });
      expect(replaced).toMatchObject({ id: code.id, value: 'VIP-02', status: 'NORMAL' });
      expect(await findCode(ctx, { cardId: card.id, value: 'VIP-01' })).toBeNull();
      expect(await historyOf(ctx, code.id)).toMatchObject([{ reason: 'claimed' }, { reason: 'replaced VIP-01' }]);
      expect(await eventOf(ctx, code.id, 'code.replaced')).toMatchObject({
        data: { from: 'VIP-01', to: 'VIP-02' },
        openid: 'ann',
      });
    }));

  it('refuses a number of the same card, and takes one of another', () =>
    rolledBack(async (ctx) => {
      const { card } = await aCustomCode(ctx);
      await claimCard(ctx, { cardId: card.id, openid: 'bob', code: 'VIP-02' });
      await expect(replaceCode(ctx, { cardId: card.id, value: 'VIP-01', newValue: 'VIP-02' })).rejects.toThrow(
        CodeTakenError,
      );
    }));

  it('is for custom codes only', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await expect(replaceCode(ctx, { value: code.value, newValue: 'A1' })).rejects.toThrow(CodeModeError);
    }));

  it.each(['', 'A B', 'x'.repeat(21)])('refuses %j', (newValue) =>
    rolledBack(async (ctx) => {
      const { card } = await aCustomCode(ctx);
      await expect(replaceCode(ctx, { cardId: card.id, value: 'VIP-01', newValue })).rejects.toThrow(InvalidInputError);
    }),
  );

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const { card } = await aCustomCode(ctx);
      const order = { cardId: card.id, value: 'VIP-01', newValue: 'VIP-02', idempotencyKey: 'replace-0001' };
      const first = await replaceCode(ctx, order);
      expect(await replaceCode(ctx, order)).toEqual(first);
      await expect(replaceCode(ctx, { ...order, newValue: 'VIP-03' })).rejects.toThrow(IdempotencyKeyReusedError);
    }));
});

describe('voidCode', () => {
  it('makes a code void for good, with its reason', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      expect(await voidCode(ctx, { value: code.value, reason: ' 退款 ' })).toMatchObject({ status: 'UNAVAILABLE' });
      expect((await historyOf(ctx, code.id)).at(-1)).toMatchObject({
        from: 'NORMAL',
        to: 'UNAVAILABLE',
        reason: '退款',
      });
      expect(await eventOf(ctx, code.id, 'code.voided')).toMatchObject({ data: { code: code.value, reason: '退款' } });
      await expect(redeemCode(ctx, { value: code.value })).rejects.toMatchObject({ status: 'UNAVAILABLE' });
      await expect(voidCode(ctx, { value: code.value })).rejects.toThrow(CodeStatusError);
    }));

  it('refuses an endless reason', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const work = voidCode(ctx, { value: code.value, reason: '长'.repeat(65) });
      await expect(work).rejects.toMatchObject({ field: ['reason'], fault: 'TOO_LONG' });
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const order = { value: code.value, idempotencyKey: 'void-00001' };
      const first = await voidCode(ctx, order);
      expect(await voidCode(ctx, order)).toEqual(first);
      expect(await historyOf(ctx, code.id)).toHaveLength(2);
    }));

  it('voids a code whose validity is over', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const later = at(ctx, new Date((code.validUntil?.getTime() ?? 0) + 1_000));
      expect(await voidCode(later, { value: code.value })).toMatchObject({ status: 'UNAVAILABLE' });
    }));
});

describe('deleteCode', () => {
  it('lets users take their own codes out of their hands', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx, { openid: 'ann' });
      expect(await deleteCode(asUser(ctx, 'ann'), { value: code.value })).toMatchObject({ status: 'DELETED' });
      expect(await eventOf(ctx, code.id, 'code.deleted')).toMatchObject({ actorKind: 'user', openid: 'ann' });
      expect((await historyOf(ctx, code.id)).at(-1)).toMatchObject({ to: 'DELETED', actorId: 'ann' });
    }));

  it('lets the merchant take any, also a void one', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      await voidCode(ctx, { value: code.value });
      expect(await deleteCode(ctx, { value: code.value })).toMatchObject({ status: 'DELETED' });
    }));

  it('is done when it was done before, also without a key', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx, { openid: 'ann' });
      const ann = asUser(ctx, 'ann');
      const first = await deleteCode(ann, { value: code.value });
      expect(await deleteCode(ann, { value: code.value })).toEqual(first);
      expect(await deleteCode(ctx, { value: code.value, idempotencyKey: 'delete-00001' })).toEqual(first);
      expect(await historyOf(ctx, code.id)).toHaveLength(2);
      expect(await ctx.tx.event.count({ where: { codeId: code.id, type: 'code.deleted' } })).toBe(1);
      await expect(deleteCode(asUser(ctx, 'bob'), { value: code.value })).rejects.toThrow(NotFoundError);
    }));

  it('does not know the codes of other users', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx, { openid: 'ann' });
      await expect(deleteCode(asUser(ctx, 'bob'), { value: code.value })).rejects.toThrow(NotFoundError);
    }));

  it('repeats the answer of an idempotency key', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx, { openid: 'ann' });
      const order = { value: code.value, idempotencyKey: 'delete-0001' };
      const first = await deleteCode(asUser(ctx, 'ann'), order);
      expect(await deleteCode(asUser(ctx, 'ann'), order)).toEqual(first);
    }));
});

describe('a code that is changed', () => {
  const changes = {
    replaceCode: (ctx: RolledBackContext, cardId: string) =>
      replaceCode(ctx, { cardId, value: 'VIP-01', newValue: 'VIP-02' }),
    voidCode: (ctx: RolledBackContext, cardId: string) => voidCode(ctx, { cardId, value: 'VIP-01' }),
    deleteCode: (ctx: RolledBackContext, cardId: string) => deleteCode(ctx, { cardId, value: 'VIP-01' }),
  };

  it.each(Object.entries(changes))('by %s is not there for another merchant', (_name, change) =>
    rolledBack(async (ctx) => {
      const { card } = await aCustomCode(ctx);
      await expect(change(await another(ctx), card.id)).rejects.toThrow(NotFoundError);
    }),
  );

  it.each(Object.entries(changes))('by %s asks for the scope', (_name, change) =>
    rolledBack(async (ctx) => {
      const { card } = await aCustomCode(ctx);
      const reader = asKey(ctx, { scopes: ['codes:read', 'cards:write', 'claims:write'] });
      await expect(change(reader, card.id)).rejects.toThrow(NotAllowedError);
    }),
  );

  it.each(Object.entries(changes))('by %s stays as it is once it was used', (_name, change) =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCustomCode(ctx);
      await setStatus(ctx, code.id, 'CONSUMED');
      await expect(change(ctx, card.id)).rejects.toMatchObject({ status: 'CONSUMED', weixinCode: 40127 });
    }),
  );

  it('by replacing or voiding is not for users', () =>
    rolledBack(async (ctx) => {
      const { card } = await aCustomCode(ctx);
      for (const change of [changes.replaceCode, changes.voidCode])
        await expect(change(asUser(ctx, 'ann'), card.id)).rejects.toThrow(NotAllowedError);
    }));
});

describe('encrypt_code', () => {
  it('gives the code back and tells nothing', () =>
    rolledBack(async (ctx) => {
      const long = 'o'.repeat(64);
      const { code } = await aCode(ctx, { openid: long });
      const encryptCode = encryptCodeOf(ctx, code);
      expect(encryptCode).toMatch(/^[A-Za-z0-9._-]{1,128}$/);
      expect(encryptCodeOf(ctx, code)).not.toBe(encryptCode);
      expect(await decryptCode(ctx, { encryptCode })).toEqual(code);
    }));

  it('dies when the code is replaced', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCustomCode(ctx);
      const encryptCode = encryptCodeOf(ctx, code);
      const replaced = await replaceCode(ctx, { cardId: card.id, value: 'VIP-01', newValue: 'VIP-02' });
      await expect(decryptCode(ctx, { encryptCode })).rejects.toMatchObject({
        fault: 'ENCRYPT_CODE',
        weixinCode: 40075,
      });
      expect(await decryptCode(ctx, { encryptCode: encryptCodeOf(ctx, replaced) })).toMatchObject({ value: 'VIP-02' });
    }));

  it('dies when the code changes hands', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const encryptCode = encryptCodeOf(ctx, code);
      await ctx.tx.code.update({ where: { id: code.id }, data: { openid: 'friend' } });
      await expect(decryptCode(ctx, { encryptCode })).rejects.toThrow(InvalidInputError);
    }));

  it('is refused when it was forged, cut off or is of another merchant', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const whole = encryptCodeOf(ctx, code);
      const forged = [whole.slice(0, -1), `${whole}A`, `A${whole.slice(1)}`, '', 'x', '\u0000', 'x'.repeat(5_000)];
      for (const encryptCode of forged)
        await expect(decryptCode(ctx, { encryptCode })).rejects.toMatchObject({ weixinCode: 40075 });
      await expect(decryptCode(await another(ctx), { encryptCode: whole })).rejects.toThrow(InvalidInputError);
    }));

  it('asks for the scope', () =>
    rolledBack(async (ctx) => {
      const { code } = await aCode(ctx);
      const encryptCode = encryptCodeOf(ctx, code);
      const writer = asKey(ctx, { scopes: ['codes:write'] });
      await expect(decryptCode(writer, { encryptCode })).rejects.toThrow(NotAllowedError);
    }));
});

describe('a number as it is typed', () => {
  it('leads to a system code through spaces, dashes and full-width digits', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCode(ctx);
      const groups = code.value.replace(/(\d{4})(?=\d)/g, '$1-');
      const wide = Array.from(code.value)
        .map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        .join('');
      for (const value of [code.value, groups, groups.replaceAll('-', ' '), wide, ` ${code.value}\n`]) {
        expect(await findCode(ctx, { value })).toMatchObject({ id: code.id });
        expect(await findCode(ctx, { value, cardId: card.id })).toMatchObject({ id: code.id });
      }
    }));

  it('leads to a custom code of its card only, whatever the capitals and dashes', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCustomCode(ctx, 'Vip-01');
      for (const value of ['Vip-01', 'vip-01', 'VIP-01', ' V i p - 0 1 ', 'ｖｉｐ-01', 'Vip01', 'VIP–0-1'])
        expect(await findCode(ctx, { value, cardId: card.id })).toMatchObject({ id: code.id });
      for (const value of ['Vip02', 'Vip-1', '', '---', 'x'.repeat(300), '\u0000'])
        expect(await findCode(ctx, { value, cardId: card.id })).toBeNull();
      expect(await findCode(ctx, { value: 'Vip-01' })).toBeNull();
    }));

  it('leads nowhere when it may be one of two', () =>
    rolledBack(async (ctx) => {
      const { card, code } = await aCustomCode(ctx, 'Vip-01');
      await claimCard(ctx, { cardId: card.id, openid: 'bob', code: 'VIP01' });
      expect(await findCode(ctx, { value: 'Vip-01', cardId: card.id })).toMatchObject({ id: code.id });
      for (const value of ['vip-01', 'vip01']) expect(await findCode(ctx, { value, cardId: card.id })).toBeNull();
    }));
});
