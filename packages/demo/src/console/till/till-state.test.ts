import { describe, expect, it } from 'vitest';
import type { TillCode } from '../../generated/console.ts';
import { foundState, type Given, redeemedState, unansweredState, unseenState } from './till-state.ts';

const refusal = {
  __typename: 'WrongStoreError',
  code: 'WRONG_STORE',
  message: 'no',
  field: [],
  retryable: false,
} as const;
const code: TillCode = {
  id: 'code_1',
  value: '123456789012',
  status: 'NORMAL',
  openid: 'ann',
  claimedAt: '2026-11-24T10:00:00.000Z',
  validFrom: '2026-11-24T10:00:00.000Z',
  validUntil: '2026-12-24T10:00:00.000Z',
  card: {
    id: 'card_1',
    title: '满100减10元',
    subTitle: null,
    brandName: '椒里火锅',
    notice: '结账时出示',
    kind: 'CASH',
    color: { hex: '#63b359' },
    benefit: { __typename: 'CashBenefit', reduceCostFen: 1000, leastCostFen: 10_000 },
  },
  redeemability: { canRedeem: true, refusal: null },
};

const given: Given = { value: code.value, way: 'STAFF_TYPED' };

describe('what is found under a number', () => {
  it('can be redeemed', () => {
    expect(foundState(given, code)).toEqual({ is: 'found', given, code });
  });
  it('is nothing', () => {
    expect(foundState({ ...given, value: '999' }, null)).toEqual({ is: 'unknown', value: '999' });
  });
  it('can not be redeemed, and says why before anybody tries', () => {
    const refused = { ...code, redeemability: { canRedeem: false, refusal } };
    expect(foundState(given, refused)).toEqual({ is: 'refused', code: refused, refusal });
  });
});

describe('the answer to a redemption', () => {
  const redemption = {
    id: 'rdm_1',
    redeemedAt: '2026-11-24T10:00:00.000Z',
    replayed: false,
    amountFen: null,
    store: null,
    code: { id: 'code_1', value: code.value, status: 'CONSUMED' },
    card: { id: 'card_1', title: '满100减10元' },
  } as const;
  it('is done', () => {
    expect(redeemedState({ given, code }, { redemption, userErrors: [] })).toEqual({ is: 'done', redemption });
  });
  it('is a refusal', () => {
    expect(redeemedState({ given, code }, { redemption: null, userErrors: [refusal] })).toEqual({
      is: 'refused',
      code,
      refusal,
    });
  });
  it('that never came leaves open what happened', () => {
    const problem = { code: 'NETWORK', message: '', requestId: null };
    expect(unansweredState({ given, code }, problem)).toEqual({ is: 'unsure', given, code, problem });
  });
  it('of a shut door is a plain failure', () => {
    expect(unansweredState({ given, code }, { code: 'FORBIDDEN', message: '', requestId: null }).is).toBe('failed');
  });
});

describe('a number that could not be looked up', () => {
  const problem = { code: 'NETWORK', message: '', requestId: null };
  it.each([
    [problem, true, { is: 'unchecked', given }],
    [problem, false, { is: 'failed', problem }],
    [{ ...problem, code: 'INTERNAL' }, true, { is: 'failed', problem: { ...problem, code: 'INTERNAL' } }],
  ])('because of %j, where it can be kept: %s', (why, canKeep, state) => {
    expect(unseenState(given, why, canKeep)).toEqual(state);
  });
});
