import { describe, expect, it } from 'vitest';
import { addressBlockOf } from './address-block.rules.ts';

describe('the block of an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::ffff', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (ip, block) => expect(addressBlockOf(ip)).toBe(block));

  it.each(['127.0.0.1', '127.9.9.9', '::1', ''])('is none of this machine (%j)', (ip) =>
    expect(addressBlockOf(ip)).toBeNull(),
  );
});
