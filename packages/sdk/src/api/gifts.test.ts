import { describe, expect, it } from 'vitest';
import { aHost } from '../../test/kit/a-host.ts';
import { aFace, aWalletCode } from '../../test/kit/a-face.ts';
import { createAttempts } from '../core/attempts.ts';
import { CardError } from '../core/errors.ts';
import type { Gift } from '../holding-types.ts';
import type { Graphql } from '../transport/create-urql.ts';
import { createGifts } from './gifts.ts';

type Ask = { variables: Record<string, unknown>; isPublic: boolean };

/** Gifts over a server that answers in turn; an error is thrown. */
function theGifts(...answers: (object | CardError)[]) {
  const asked: Ask[] = [];
  const ask = async (_document: unknown, variables: Record<string, unknown>, context?: { isPublic?: true }) => {
    asked.push({ variables, isPublic: Boolean(context?.isPublic) });
    const data = answers.shift();
    if (data instanceof CardError) throw data;
    return { data, requestId: 'req_1' };
  };
  const keyOf = (place: number): unknown => Object(asked[place]?.variables['input'])['idempotencyKey'];
  // The one call that they need.
  return { asked, keyOf, gifts: createGifts({ ask } as unknown as Graphql, createAttempts(aHost())) };
}

const gift: Gift = {
  id: 'gift_1',
  url: 'https://k.example/g/t',
  status: 'OPEN',
  isGroup: false,
  message: null,
  expiresAt: '2026-12-02T00:00:00Z',
};
const given = { codeGift: { value: { ...gift, replayed: false }, userErrors: [] } };
const refused = (code: string, more: object = {}) => ({
  value: null,
  userErrors: [{ code, message: 'no', field: [], retryable: false, ...more }],
});

describe('giving', () => {
  it('is another wish once the gift is seen to be there, also where its answer was lost', async () => {
    const shown = { me: { code: { ...aWalletCode({ state: 'GIFTING' }), gift } } };
    const { gifts, keyOf } = theGifts(new CardError('NETWORK', { retryable: true }), shown, given);
    await expect(gifts.gift({ value: '1' })).rejects.toMatchObject({ code: 'NETWORK' });
    await gifts.openGift({ value: '1' });
    await gifts.gift({ value: '1' });
    expect(keyOf(2)).not.toBe(keyOf(0));
  });

  it('has one key until a definite answer', async () => {
    const { gifts, keyOf } = theGifts(
      new CardError('NETWORK', { retryable: true }),
      { codeGift: refused('THROTTLED', { retryable: true }) },
      given,
      given,
    );
    await expect(gifts.gift({ value: '1' })).rejects.toMatchObject({ code: 'NETWORK' });
    await expect(gifts.gift({ value: '1' })).rejects.toMatchObject({ code: 'THROTTLED' });
    expect(await gifts.gift({ value: '1' })).toEqual({ ...gift, replayed: false });
    await gifts.gift({ value: '1' });
    expect([keyOf(0), keyOf(1), keyOf(2)]).toEqual(['key-1', 'key-1', 'key-1']);
    expect(keyOf(3)).toBe('key-2');
  });

  it('says what was refused, with what it carries', async () => {
    const { gifts } = theGifts({ codeGift: refused('GIFT_NOT_ALLOWED', { reason: 'CARD' }) });
    await expect(gifts.gift({ value: '1', message: '嗨' })).rejects.toMatchObject({
      code: 'GIFT_NOT_ALLOWED',
      requestId: 'req_1',
      fields: { reason: 'CARD' },
    });
  });

  it('takes a key of the page', async () => {
    const { gifts, keyOf } = theGifts(given);
    await gifts.gift({ value: '1', idempotencyKey: 'my-own-key' });
    expect(keyOf(0)).toBe('my-own-key');
  });

  it('is taken back by its id', async () => {
    const { gifts, asked } = theGifts({ giftCancel: { value: { ...gift, status: 'CANCELLED' }, userErrors: [] } });
    expect((await gifts.cancelGift('gift_1')).status).toBe('CANCELLED');
    expect(asked[0]?.variables).toEqual({ input: { id: 'gift_1', idempotencyKey: 'key-1' } });
  });

  it('finds the gift of a code that is on its way, and no code that is not there', async () => {
    const code = { ...aWalletCode(), gift };
    const { gifts } = theGifts({ me: { code } }, { me: { code: null } });
    expect(await gifts.openGift({ value: '1' })).toEqual({ code, gift });
    await expect(gifts.openGift({ value: '1' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a link to a gift', () => {
  const shared = { status: 'OPEN', card: aFace(), code: null };

  it('is read as its user, and by everybody where nobody is signed in', async () => {
    const { gifts, asked } = theGifts({ gift: shared }, new CardError('UNAUTHENTICATED'), { gift: shared });
    expect(await gifts.giftOf('t')).toEqual(shared);
    expect(await gifts.giftOf('t')).toEqual(shared);
    expect(asked.map(({ isPublic }) => isPublic)).toEqual([false, false, true]);
  });

  it('says why it can’t be read', async () => {
    const { gifts } = theGifts(new CardError('NETWORK', { retryable: true }));
    await expect(gifts.giftOf('t')).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it('gives a code to who takes it, or says how it ended', async () => {
    const code = aWalletCode({ claim: null });
    const { gifts } = theGifts(
      { giftAccept: { code, replayed: true, userErrors: [] } },
      {
        giftAccept: {
          code: null,
          replayed: false,
          userErrors: refused('GIFT_GONE', { reason: 'ACCEPTED' }).userErrors,
        },
      },
    );
    expect(await gifts.acceptGift('t')).toEqual({ ...code, replayed: true });
    await expect(gifts.acceptGift('t')).rejects.toMatchObject({ code: 'GIFT_GONE', fields: { reason: 'ACCEPTED' } });
  });
});
