import { describe, expect, it } from 'vitest';
import { checkPlacement, emptyCard, emptyPlacement, placementFieldOf, placementInputOf } from './placement-draft.ts';

const plain = () => ({ needsCode: false, needsOpenid: false });
const strict = () => ({ needsCode: true, needsOpenid: true });
const card = { ...emptyCard(0), cardId: 'card_1' };
const good = { ...emptyPlacement, cards: [card] };
const beacon = { uuid: 'fda50693-a4e2-4fb1-afcf-c6eb07647825', major: '0', minor: '65535' };

describe('a placement', () => {
  it('of each kind tells what is missing', () => {
    expect([...checkPlacement(emptyPlacement, plain)]).toEqual([['cards.0.cardId', 'missing']]);
    const missing = (kind: typeof emptyPlacement.kind): string[] => [
      ...checkPlacement({ ...good, kind }, plain).keys(),
    ];
    expect(missing('QR_CODE')).toEqual([]);
    expect(missing('SHELF')).toEqual(['title', 'bannerUrl']);
    expect(missing('NEARBY')).toEqual(['storeId']);
    expect(missing('MENU')).toEqual(['label']);
    expect(missing('WIFI')).toEqual(['ssid']);
    expect(missing('KEYWORD_REPLY')).toEqual(['keywords']);
    expect(missing('BEACON')).toEqual(['uuid', 'major', 'minor']);
  });
  it('asks for the code and the user that its cards need', () => {
    expect([...checkPlacement(good, strict).keys()]).toEqual(['cards.0.code', 'cards.0.openid']);
    expect([...checkPlacement({ ...good, kind: 'ARTICLE' }, strict).keys()]).toEqual(['cards.0.code']);
  });
  it('takes no life and no beacon that can not be', () => {
    expect(checkPlacement({ ...good, lifeUnit: 'days', life: '366' }, plain).get('expiresInSeconds')).toBe('life');
    expect(checkPlacement({ ...good, lifeUnit: 'hours', life: '' }, plain).get('expiresInSeconds')).toBe('life');
    expect(checkPlacement({ ...good, lifeUnit: 'days', life: '365' }, plain).size).toBe(0);
    const wrong = { ...good, kind: 'BEACON', uuid: 'x', major: '65536', minor: '-1' } as const;
    expect([...checkPlacement(wrong, plain).values()]).toEqual(['uuid', 'beaconNumber', 'beaconNumber']);
    expect(checkPlacement({ ...good, kind: 'BEACON', ...beacon }, plain).size).toBe(0);
  });
  it('that answers keywords takes ten of them, and one card without codes of one’s own', () => {
    const reply = { ...good, kind: 'KEYWORD_REPLY', keywords: '领券，优惠;\n coupon' } as const;
    expect(checkPlacement(reply, plain).size).toBe(0);
    expect([...checkPlacement(reply, strict)]).toEqual([['cards.0.cardId', 'ownCodes']]);
    expect([...checkPlacement({ ...reply, cards: [card, card] }, plain).keys()]).toEqual(['cards']);
    for (const keywords of ['，', '很'.repeat(31), Array.from({ length: 11 }, (_, index) => `k${index}`).join(',')])
      expect([...checkPlacement({ ...reply, keywords }, plain)]).toEqual([['keywords', 'keywords']]);
    expect(placementInputOf({ ...reply, match: 'CONTAINS', text: ' 送您 ' })).toMatchObject({
      keywordReply: { keywords: ['领券', '优惠', 'coupon'], match: 'CONTAINS', text: '送您' },
    });
  });
  it('is sent under the branch of its kind', () => {
    expect(placementInputOf({ ...good, lifeUnit: 'hours', life: '2', channel: ' poster ' })).toEqual({
      qrCode: {
        name: null,
        channel: 'poster',
        storeId: null,
        expiresInSeconds: 7_200,
        cards: [{ cardId: 'card_1', code: null, openid: null, outerStr: null, thumbUrl: null, isSingleUse: false }],
      },
    });
    expect(placementInputOf({ ...good, kind: 'BEACON', ...beacon })).toMatchObject({
      beacon: { major: 0, minor: 65_535 },
    });
  });
  it('shows a fault of the server at its field', () => {
    expect(placementFieldOf(['qrCode', 'cards', '0', 'code'])).toBe('cards.0.code');
    expect(placementFieldOf(['shelf', 'bannerUrl'])).toBe('bannerUrl');
    expect(placementFieldOf(['keywordReply', 'keywords', '3'])).toBe('keywords');
    expect(placementFieldOf([])).toBeNull();
  });
});
