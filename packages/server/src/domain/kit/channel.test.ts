import { describe, expect, it } from 'vitest';
import { refusalOf } from '../../../test/kit/refusal-of.ts';
import { parseChannel } from './channel.ts';

describe('the channel', () => {
  it.each([
    [undefined, null],
    [null, null],
    ['', null],
    ['门店海报', '门店海报'],
    ['c'.repeat(128), 'c'.repeat(128)],
  ])('%j is kept as %j', (given, kept) => expect(parseChannel(given)).toBe(kept));

  it.each([
    ['c'.repeat(129), 'TOO_LONG'],
    ['门'.repeat(43), 'TOO_LONG'],
    ['a\0b', 'INVALID'],
    ['\ud800', 'INVALID'],
  ])('%j is refused as %s', (given, fault) =>
    expect(refusalOf(() => parseChannel(given))).toMatchObject({ field: 'outerStr', fault }),
  );
});
