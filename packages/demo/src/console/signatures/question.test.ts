import { describe, expect, it } from 'vitest';
import { emptyQuestion, inputOf, missingIn } from './question.ts';

describe('a question to the doctor', () => {
  it('tells what is missing', () => {
    expect(missingIn('cardExt', emptyQuestion)).toEqual(['cardExt', 'cardId']);
    expect(missingIn('page', { ...emptyQuestion, url: 'https://a.cn/' })).toEqual([
      'timestamp',
      'nonceStr',
      'signature',
    ]);
    expect(missingIn('cardSign', { ...emptyQuestion, timestamp: '1', nonceStr: 'n', signature: 'ab' })).toEqual([]);
  });
  it('names one branch and leaves out what was not written', () => {
    const written = { ...emptyQuestion, timestamp: ' 1 ', nonceStr: 'n', signature: 'AB ', cardId: 'card_1' };
    expect(inputOf('cardSign', written)).toEqual({
      cardSign: { timestamp: '1', nonceStr: 'n', cardSign: 'AB ', cardId: 'card_1', cardType: null, shopId: null },
    });
    expect(inputOf('cardExt', { ...written, cardExt: '{}' })).toEqual({
      cardExt: { cardExt: '{}', cardId: 'card_1', openid: null },
    });
  });
});
