import { describe, expect, it } from 'vitest';
import { matchingReplies } from './keyword.rules.ts';

const reply = (name: string, match: 'EXACT' | 'CONTAINS', ...keywords: string[]) => ({ name, match, keywords });
const REPLIES = [
  reply('holds', 'CONTAINS', '优惠'),
  reply('is', 'EXACT', '优惠券', 'coupon'),
  reply('later', 'EXACT', '优惠券'),
];
const namesFor = (text: string): string[] => matchingReplies(REPLIES, text).map(({ name }) => name);

describe('what answers a word', () => {
  it.each([
    ['优惠券', ['is', 'later', 'holds']],
    ['有优惠吗', ['holds']],
    [' ＣＯＵＰＯＮ ', ['is']],
    ['my coupon', []],
    ['', []],
  ])('%s', (text, names) => expect(namesFor(text)).toEqual(names));
});
