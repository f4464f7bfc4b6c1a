import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { joinedV1, joinedV2, signCardExt } from './sign-card-ext.ts';

// Contract §1.5.
const TICKET = 'ojZ8YtyVyr30HheH3CM73y7h4jJE';
const CARD = 'pjZ8Yt1XGILfi-FUsewpnnolGgZk';
const vector = {
  version: 1,
  apiTicket: TICKET,
  cardId: CARD,
  code: '1434008071',
  timestamp: 1404896688,
  nonceStr: '123',
} as const;
const v2 = {
  version: 2,
  signingSecret: 'secret',
  keyId: 'sig_1',
  cardId: CARD,
  timestamp: 1404896688,
  nonceStr: '123',
} as const;

const parsed = (cardExt: string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(Object(JSON.parse(cardExt))));

describe('version 1', () => {
  it('joins the values of the contract as the contract does', () => {
    expect(joinedV1([TICKET, '1404896688', CARD, '1434008071', '', '123'])).toBe(
      '12314048966881434008071ojZ8YtyVyr30HheH3CM73y7h4jJEpjZ8Yt1XGILfi-FUsewpnnolGgZk',
    );
  });

  it('signs the vector of the contract', () => {
    expect(parsed(signCardExt(vector))).toEqual({
      code: '1434008071',
      timestamp: '1404896688',
      nonce_str: '123',
      signature: 'f137ab68b7f8112d20ee528ab6074564e2796250',
    });
  });

  it('signs openid and balance, but neither the channel nor the begin', () => {
    const signatureOf = (changes: object): unknown => parsed(signCardExt({ ...vector, ...changes }))['signature'];
    const plain = signatureOf({});
    expect(signatureOf({ outerStr: 'poster', fixedBeginTimestamp: 1404896600 })).toBe(plain);
    expect(signatureOf({ openid: 'ann' })).not.toBe(plain);
    expect(signatureOf({ balance: '100' })).not.toBe(plain);
  });

  it('sorts by bytes, not by the order of JavaScript strings', () => {
    expect(joinedV1(['\u{10000}', '\uffee', 'a', 'B', ''])).toBe('Ba\uffee\u{10000}');
  });

  it('takes empty options for absent ones', () => {
    expect(parsed(signCardExt({ ...vector, openid: '', outerStr: '' }))).toEqual(parsed(signCardExt(vector)));
  });
});

describe('version 2', () => {
  it('signs every field and the card by key=value in the order of the keys', () => {
    const cardExt = parsed(
      signCardExt({
        ...v2,
        code: 'A1',
        openid: 'ann',
        outerStr: '海报=1',
        fixedBeginTimestamp: 1404896600,
        balance: '5',
      }),
    );
    const signed = `balance=5&card_id=${CARD}&code=A1&fixed_begintimestamp=1404896600&key_id=sig_1&nonce_str=123&openid=ann&outer_str=海报=1&sign_type=HMAC-SHA256&timestamp=1404896688`;
    expect(cardExt).toEqual({
      balance: '5',
      code: 'A1',
      fixed_begintimestamp: 1404896600,
      key_id: 'sig_1',
      nonce_str: '123',
      openid: 'ann',
      outer_str: '海报=1',
      sign_type: 'HMAC-SHA256',
      timestamp: '1404896688',
      signature: createHmac('sha256', 'secret').update(signed).digest('hex'),
    });
  });

  it('uses the HMAC of RFC 4231, test case 2', () => {
    expect(createHmac('sha256', 'Jefe').update('what do ya want for nothing?').digest('hex')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('refuses a value that could be read as two fields', () => {
    expect(() => joinedV2({ a: 'x&b=y' })).toThrow(/^a: /);
    expect(() => signCardExt({ ...v2, outerStr: 'a&openid=bob' })).toThrow(TypeError);
  });
});

describe('both', () => {
  it('make a fresh nonce and take the time of now', () => {
    const [first, second] = [1, 2].map(() =>
      parsed(signCardExt({ version: 2, signingSecret: 's', keyId: 'k', cardId: CARD })),
    );
    expect(first?.['nonce_str']).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.['nonce_str']).not.toBe(first?.['nonce_str']);
    expect(Math.abs(Number(first?.['timestamp']) - Date.now() / 1000)).toBeLessThan(5);
  });

  it.each<[string, object]>([
    ['version', { version: 3 }],
    ['cardId', { cardId: '' }],
    ['apiTicket', { apiTicket: undefined }],
    ['signingSecret', { version: 2, keyId: 'k' }],
    ['keyId', { version: 2, signingSecret: 's' }],
    ['code', { code: 'x'.repeat(21) }],
    ['openid', { openid: 'a b' }],
    ['timestamp', { timestamp: 1404896688000 }],
    ['timestamp', { timestamp: '1404896688' }],
    ['nonceStr', { nonceStr: 'n'.repeat(33) }],
    ['outerStr', { outerStr: '长'.repeat(43) }],
    ['fixedBeginTimestamp', { fixedBeginTimestamp: -1 }],
  ])('refuse a wrong %s by name (%o)', (option, changes) => {
    const options = { ...vector, ...changes };
    expect(() => signCardExt(options)).toThrow(TypeError);
    expect(() => signCardExt(options)).toThrow(new RegExp(`^${option}: `));
  });
});
