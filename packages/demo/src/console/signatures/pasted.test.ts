import { describe, expect, it } from 'vitest';
import { cardExtIn, fieldsIn } from './pasted.ts';

describe('what was pasted', () => {
  it('is read as it stands in a page', () => {
    const call = `wx.config({ debug: true, appId: 'wx1', timestamp: 1795996800, nonceStr: 'n0nce', signature: "ab12" })`;
    expect(fieldsIn(call)).toEqual({ timestamp: '1795996800', nonceStr: 'n0nce', signature: 'ab12' });
  });
  it('is read as JSON and as a query', () => {
    const json = '{"timestamp":"1","nonceStr":"n","cardSign":"ab","cardType":"CASH","shopId":"","cardId":"card_1"}';
    expect(fieldsIn(json)).toEqual({
      timestamp: '1',
      nonceStr: 'n',
      signature: 'ab',
      cardType: 'CASH',
      shopId: '',
      cardId: 'card_1',
    });
    expect(fieldsIn('timestamp=1&noncestr=n&signature=ab')).toEqual({ timestamp: '1', nonceStr: 'n', signature: 'ab' });
  });
  it('gives the card that a cardExt stands beside', () => {
    const cardExt = '{"timestamp":"1","signature":"ab"}';
    expect(cardExtIn(JSON.stringify({ cardList: [{ cardId: 'card_1', cardExt }] }))).toEqual({
      cardId: 'card_1',
      cardExt,
    });
    expect(cardExtIn(cardExt)).toEqual({ cardExt });
    expect(cardExtIn('{"timest')).toEqual({ cardExt: '{"timest' });
  });
});
