import { describe, expect, it } from 'vitest';
import { signCardSign } from './sign-card-sign.ts';

// Contract §1.6.
const vector = {
  appId: 'wx0123456789abcdef',
  apiTicket: 'ojZ8YtyVyr30HheH3CM73y7h4jJE',
  timestamp: 1404896688,
  nonceStr: '123',
};
const CARD = 'pjZ8Yt1XGILfi-FUsewpnnolGgZk';

describe('signCardSign', () => {
  it.each([
    [{ cardId: CARD }, 'cb48a787cf78433e70ecf79df1ae55814fa0c269'],
    [{ cardType: 'GROUPON' }, 'a03881ea3b934b3ecdd7ce2314272cf403a297b7'],
  ])('signs the vector of the contract with %o', (narrowed, cardSign) => {
    expect(signCardSign({ ...vector, ...narrowed })).toEqual({
      shopId: '',
      cardType: '',
      cardId: '',
      ...narrowed,
      timestamp: 1404896688,
      nonceStr: '123',
      signType: 'SHA1',
      cardSign,
    });
  });

  it('signs the store, and takes empty options for absent ones', () => {
    const plain = signCardSign(vector).cardSign;
    expect(signCardSign({ ...vector, shopId: '', cardType: '', cardId: '' }).cardSign).toBe(plain);
    expect(signCardSign({ ...vector, shopId: '10001' }).cardSign).not.toBe(plain);
  });

  it('makes a fresh nonce and takes the time of now', () => {
    const { appId, apiTicket } = vector;
    const [first, second] = [1, 2].map(() => signCardSign({ appId, apiTicket }));
    expect(first?.nonceStr).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.nonceStr).not.toBe(first?.nonceStr);
    expect(Math.abs(Number(first?.timestamp) - Date.now() / 1000)).toBeLessThan(5);
  });

  it.each<[string, object]>([
    ['appId', { appId: '' }],
    ['apiTicket', { apiTicket: undefined }],
    ['shopId', { shopId: 10001 }],
    ['cardType', { cardType: 'x'.repeat(25) }],
    ['cardId', { cardId: 'x'.repeat(33) }],
    ['timestamp', { timestamp: 1404896688000 }],
    ['timestamp', { timestamp: -1 }],
    ['nonceStr', { nonceStr: 'n'.repeat(33) }],
  ])('refuses a wrong %s by name (%o)', (option, changes) => {
    const options = { ...vector, ...changes };
    expect(() => signCardSign(options)).toThrow(TypeError);
    expect(() => signCardSign(options)).toThrow(new RegExp(`^${option}: `));
  });
});
