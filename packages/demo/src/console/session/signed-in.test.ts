import { describe, expect, it } from 'vitest';
import { firstMerchant, signedInOf } from './signed-in.ts';

const one = { appId: 'wx1', name: '火锅' };
const other = { appId: 'wx2', name: '咖啡' };

describe('the answer about the session', () => {
  it('names the merchants and whether an operator asks', () => {
    const answer = { csrfToken: 't', person: { name: 'Ann', isOperator: true }, merchants: [{ ...one, role: null }] };
    expect(signedInOf(answer)).toEqual({ isOperator: true, merchants: [one] });
  });
  it.each([null, {}, { merchants: 'many' }, { person: {}, merchants: [{ appId: 7 }, null] }])(
    '%j names none',
    (answer) => {
      expect(signedInOf(answer)).toEqual({ isOperator: false, merchants: [] });
    },
  );
});

describe('the merchant to begin with', () => {
  const ofTwo = { isOperator: false, merchants: [one, other] };
  it('is the only one', () => {
    expect(firstMerchant({ isOperator: false, merchants: [one] }, null)).toBe('wx1');
  });
  it('is the one of last time', () => {
    expect(firstMerchant(ofTwo, 'wx2')).toBe('wx2');
  });
  it('is chosen by the person where there are several', () => {
    expect(firstMerchant(ofTwo, null)).toBeNull();
  });
  it('is chosen anew where the one of last time was left', () => {
    expect(firstMerchant(ofTwo, 'wx9')).toBeNull();
  });
  it('may be one that an operator’s list does not show', () => {
    expect(firstMerchant({ isOperator: true, merchants: [one] }, 'wx9')).toBe('wx9');
  });
});
