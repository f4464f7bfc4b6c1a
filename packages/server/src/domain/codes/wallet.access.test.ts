import { expect, it } from 'vitest';
import { aCode } from '../../../test/kit/factories.ts';
import { asUser, rolledBack } from '../../../test/kit/rolled-back.ts';
import { inWalletState, ownCodes, type WalletState } from './index.ts';

it('a code whose gift nobody took in time is in hand again before the row says so', () =>
  rolledBack(async (ctx) => {
    const { code } = await aCode(ctx);
    const countIn = (state: WalletState, at: Date): Promise<number> =>
      ctx.tx.code.count({ where: { AND: [ownCodes(asUser(ctx, code.openid)), inWalletState([state], at)] } });
    const [begun, overdue] = [ctx.now(), new Date(ctx.now().getTime() + 1)];
    await ctx.tx.code.update({ where: { id: code.id }, data: { status: 'GIFTING', giftExpiresAt: overdue } });
    expect([await countIn('GIFTING', begun), await countIn('USABLE', begun)]).toEqual([1, 0]);
    expect([await countIn('GIFTING', overdue), await countIn('USABLE', overdue)]).toEqual([0, 1]);
  }));
