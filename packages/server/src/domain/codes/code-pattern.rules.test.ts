import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { EASY_CHARSET, parsePattern, valueFrom } from './code-pattern.rules.ts';

describe('a pattern', () => {
  it.each([
    ['AB-####-****-****', EASY_CHARSET, /^AB-\d{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/],
    ['*'.repeat(20), 'abc', /^[abc]{20}$/],
    ['券############', 'ab', /^券\d{12}$/],
  ])('%s makes codes of its kind', (pattern, charset, kind) => {
    const places = parsePattern(pattern, charset, 1);
    for (let n = 0; n < 200; n += 1) expect(valueFrom(places, randomBytes(places.length * 4))).toMatch(kind);
  });

  it('uses every character that it may', () => {
    const places = parsePattern('********', EASY_CHARSET, 1);
    const made = Array.from({ length: 500 }, () => valueFrom(places, randomBytes(32))).join('');
    expect(new Set(made)).toEqual(new Set(EASY_CHARSET));
  });

  it.each([
    ['', EASY_CHARSET, 1, 'pattern'],
    ['A B*************', EASY_CHARSET, 1, 'pattern'],
    ['*'.repeat(21), EASY_CHARSET, 1, 'pattern'],
    ['#####', EASY_CHARSET, 1, 'pattern'],
    ['######', EASY_CHARSET, 2, 'pattern'],
    ['****-****', EASY_CHARSET, 1_000_000, 'pattern'],
    ['************', 'A', 1, 'charset'],
    ['************', 'AA', 1, 'charset'],
    ['************', 'A ', 1, 'charset'],
    ['************', 'A\u200b', 1, 'charset'],
  ])('%j of %j for %d codes is refused', (pattern, charset, count, field) =>
    expect(refusalOf(() => parsePattern(pattern, charset, count))).toMatchObject({ code: 'INVALID_INPUT', field }),
  );

  it('is wide enough when a million values fit for each code', () =>
    expect(refusalOf(() => parsePattern('######', EASY_CHARSET, 1))).toBeNull());
});
