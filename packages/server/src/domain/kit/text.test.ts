import { describe, expect, it } from 'vitest';
import { isBlank, isPlainText } from './text.ts';

describe('a blank value', () => {
  it.each([
    undefined,
    null,
    '',
    '  ',
    '\t\n',
    '\u3000',
    '\u200b\u200b',
    '\ufeff',
    '\u00ad',
    '\u3164',
    '\u2800',
    '\u202e',
    '\u0007',
  ])('is %j', (value) => expect(isBlank(value)).toBe(true));

  it.each(['a', ' 券 ', '\u200ba', '.', '👍', '0', 0, false, {}])('is not %j', (value) =>
    expect(isBlank(value)).toBe(false),
  );
});

describe('a plain text', () => {
  it.each(['满100减10', 'a b', '👩‍🍳❤️', 'می‌خواهم', 'שלום', 'é'])('may be %j', (text) =>
    expect(isPlainText(text, 'one-line')).toBe(true),
  );

  it.each(['a\0', 'a\u001b[31m', 'a\u007fb', 'a\u0085b', 'a\u2028b', 'abc\u202exyz', 'a\u2066b', '\ud800'])(
    'is not %j, on however many lines',
    (text) => expect([isPlainText(text, 'one-line'), isPlainText(text, 'many-lines')]).toEqual([false, false]),
  );

  it('has line breaks and tabs only where lines may be many', () => {
    expect([isPlainText('a\r\n\tb', 'one-line'), isPlainText('a\r\n\tb', 'many-lines')]).toEqual([false, true]);
  });
});
