import { expect, it } from 'vitest';
import { aCode } from '../../../test/kit/factories.ts';
import { asUser, type RolledBackContext, rolledBack } from '../../../test/kit/rolled-back.ts';
import type { Code } from '../../generated/prisma/client.ts';
import { acceptGift, giveCode } from '../gifts/index.ts';
import { orderKeysOf } from './order-keys.queries.ts';

async function handedOn(ctx: RolledBackContext, { value, openid }: Code, friend: string): Promise<Code> {
  const { token } = await giveCode(asUser(ctx, openid), { value });
  return (await acceptGift(asUser(ctx, friend), { token })).code;
}

it('codes of one chain of holders have the key of its first, and others their own', () =>
  rolledBack(async (ctx) => {
    const { code: first } = await aCode(ctx);
    const other = (await aCode(ctx)).code;
    const second = await handedOn(ctx, first, 'bob');
    const third = await handedOn(ctx, second, 'eve');
    const ids = [third.id, second.id, first.id, other.id, null, 'code_unknown'];
    const keyOf = await orderKeysOf(ctx.tx, ids);
    expect(ids.map(keyOf)).toEqual([first.id, first.id, first.id, other.id, null, 'code_unknown']);
  }));
