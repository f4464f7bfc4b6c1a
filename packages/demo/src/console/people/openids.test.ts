import { describe, expect, it } from 'vitest';
import { isOpenid, openidsIn } from './openids.ts';

describe('a written list of users', () => {
  it('may be separated by lines or commas, and names each user once', () => {
    expect(openidsIn('ann\nbob, carl，dora\r\n ann \n')).toEqual(['ann', 'bob', 'carl', 'dora']);
  });
});

describe('an openid', () => {
  it.each([
    ['oAbc_1-2', true],
    ['', false],
    ['a b', false],
    ['a'.repeat(65), false],
  ])('%j: %s', (text, is) => {
    expect(isOpenid(text)).toBe(is);
  });
});
