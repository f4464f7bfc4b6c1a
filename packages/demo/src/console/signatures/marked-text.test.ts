import { describe, expect, it } from 'vitest';
import { type Asked, compared, markedText } from './marked-text.ts';
import { emptyQuestion } from './question.ts';

const markedIn = (expected: string, part: Parameters<typeof markedText>[1], asked: Asked): string[] =>
  markedText(expected, part, asked)
    .filter(({ isMarked }) => isMarked)
    .map(({ text }) => text);

const cardExt = JSON.stringify({ timestamp: '1795996800', nonce_str: 'n0nce', openid: 'ann', signature: 'ab' });
const first: Asked = { form: 'cardExt', appId: 'wx1', question: { ...emptyQuestion, cardExt, cardId: 'card_1' } };
const page: Asked = { form: 'page', appId: 'wx1', question: emptyQuestion };
const PAGE = 'jsapi_ticket=abcd…wxyz&noncestr=n&timestamp=1&url=https://a.cn/?x=1&y=2';

describe('the part that differs', () => {
  it('is marked among bare values', () => {
    const expected = '1795996800abcd…wxyzanncard_1n0nce';
    expect(markedIn(expected, 'OPENID', first)).toEqual(['ann']);
    expect(markedIn(expected, 'CARD_ID', first)).toEqual(['card_1']);
    expect(markedIn(expected, 'TICKET', first)).toEqual(['abcd…wxyz']);
  });
  it('is marked among pairs, with its name', () => {
    expect(markedIn(PAGE, 'NONCE', page)).toEqual(['noncestr=n']);
    expect(markedIn(PAGE, 'URL', page)).toEqual(['url=https://a.cn/?x=1&y=2']);
    expect(markedIn(PAGE, 'TICKET', page)).toEqual(['jsapi_ticket=abcd…wxyz']);
  });
  it('is not guessed at where it is no place of the text', () => {
    expect(markedText(PAGE, 'ORDER', page)).toEqual([{ text: PAGE, isMarked: false }]);
    expect(markedText(PAGE, null, page)).toEqual([{ text: PAGE, isMarked: false }]);
    expect(markedIn('1795996800', 'CODE', first)).toEqual([]);
  });
});

describe('two texts', () => {
  it('are compared letter by letter, whatever the ticket between its ends', () => {
    const own = PAGE.replace('abcd…wxyz', 'abcd0123456789wxyz').replace('noncestr=n', 'noncestr=m');
    const { isSame, expected } = compared(PAGE, own);
    expect(isSame).toBe(false);
    expect(expected[0]).toEqual({ text: 'jsapi_ticket=abcd…wxyz&noncestr=', isMarked: false });
  });
  it('are the same when only the ticket is masked in one', () => {
    expect(compared(PAGE, PAGE.replace('abcd…wxyz', 'abcd0123456789wxyz')).isSame).toBe(true);
  });
});
