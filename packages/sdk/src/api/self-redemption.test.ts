import { describe, expect, it } from 'vitest';
import { aHost } from '../../test/kit/a-host.ts';
import { aWalletCode } from '../../test/kit/a-face.ts';
import { createAttempts } from '../core/attempts.ts';
import type { Graphql } from '../transport/create-urql.ts';
import { createCoupons } from './coupons.ts';
import { createSelfRedemption } from './self-redemption.ts';

function over(...answers: object[]) {
  const asked: Record<string, unknown>[] = [];
  const ask = async (_document: unknown, variables: Record<string, unknown>) => {
    asked.push(variables);
    return { data: answers.shift(), requestId: 'req_1' };
  };
  // The one call that they need.
  const graphql = { ask } as unknown as Graphql;
  return { asked, calls: createSelfRedemption(graphql, createAttempts(aHost())), coupons: createCoupons(graphql) };
}

const store = { id: 'store_1', businessName: '海底捞', branchName: '王府井店' };
const settings = { isOpen: true, needsVerificationCode: true, needsRemarkAmount: false };

describe('self-redemption', () => {
  it('knows settings and stores of a code, or that there is none such', async () => {
    const code = aWalletCode();
    const withCard = { ...code, card: { ...code.card, selfRedemption: settings, stores: { nodes: [store] } } };
    const { calls } = over({ me: { code: withCard } }, { me: { code: null } });
    expect(await calls.selfRedemption({ value: '1' })).toEqual({ code: withCard, settings, stores: [store] });
    expect(await calls.selfRedemption({ value: '1' })).toBeNull();
  });

  it('looks for stores on the grid of the maps', async () => {
    const { calls, asked } = over({ storesNear: [{ distanceMeters: 120, store }] });
    const near = await calls.storesNear('card_1', { latitude: 31.2289, longitude: 121.4551 });
    expect(near).toEqual([{ ...store, distanceMeters: 120 }]);
    expect(Number(asked[0]?.['longitude'])).not.toBe(121.4551);
  });

  it('has one key until a definite answer, and carries what is refused', async () => {
    const wrong = { code: 'VERIFICATION_CODE_WRONG', message: 'no', field: [], retryable: false, triesLeft: 3 };
    const done = { id: 'rdm_1', redeemedAt: 't', replayed: false };
    const { calls, asked } = over(
      { codeSelfRedeem: { value: null, userErrors: [wrong] } },
      { codeSelfRedeem: { value: done, userErrors: [] } },
    );
    const order = { codeId: 'code_1', storeId: 'store_1', verificationCode: '1234' };
    await expect(calls.selfRedeem(order)).rejects.toMatchObject({ code: wrong.code, fields: { triesLeft: 3 } });
    expect(await calls.selfRedeem(order)).toEqual(done);
    expect(asked).toEqual([
      { input: { ...order, idempotencyKey: 'key-1' } },
      { input: { ...order, idempotencyKey: 'key-2' } },
    ]);
  });
});

describe('a coupon', () => {
  it('is a code by its id; whatever else has the id is none', async () => {
    const code = aWalletCode();
    const { coupons } = over({ node: code }, { node: { __typename: 'Card' } }, { node: null });
    expect([await coupons.coupon('a'), await coupons.coupon('b'), await coupons.coupon('c')]).toEqual([
      code,
      null,
      null,
    ]);
  });
});
