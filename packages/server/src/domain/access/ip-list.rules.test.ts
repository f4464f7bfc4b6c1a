import { describe, expect, it } from 'vitest';
import { allowsIp, isIpRange, isWithinIpList } from './ip-list.rules.ts';

describe('an IP list', () => {
  it.each([
    [[], '203.0.113.9', true],
    [['203.0.113.9'], '203.0.113.9', true],
    [['203.0.113.9'], '203.0.113.8', false],
    [['10.0.0.0/8'], '10.255.0.1', true],
    [['10.0.0.0/8'], '11.0.0.1', false],
    [['0.0.0.0/0'], '198.51.100.1', true],
    [['10.0.0.1'], '::ffff:10.0.0.1', true],
    [['2001:db8::/32'], '2001:db8:0:1::5', true],
    [['2001:db8::/32'], '2001:db9::5', false],
    [['::1'], '0:0:0:0:0:0:0:1', true],
    [['::1'], '127.0.0.1', false],
    [['10.0.0.1', '192.0.2.0/24'], '192.0.2.77', true],
    [['10.0.0.1'], 'not an address', false],
    [['10.0.0.1'], '', false],
  ])('%j lets %s through: %s', (list, ip, allowed) => {
    expect(allowsIp(list, ip)).toBe(allowed);
  });

  it.each([
    ['10.0.0.1', true],
    ['10.0.0.0/8', true],
    ['10.0.0.0/33', false],
    ['10.0.0.256', false],
    ['10.0.0', false],
    ['01.2.3.4', false],
    ['10.0.0.0/8/8', false],
    ['2001:db8::/32', true],
    ['2001:db8::/129', false],
    ['::ffff:10.0.0.1', true],
    ['1::2::3', false],
    ['1:2:3:4:5:6:7', false],
    ['1:2:3:4:5:6:7:8:9', false],
    ['::12345', false],
    ['shop.example', false],
    ['', false],
  ])('takes %s as an entry: %s', (entry, valid) => {
    expect(isIpRange(entry)).toBe(valid);
  });

  it.each([
    [['10.0.0.1'], ['10.0.0.0/8'], true],
    [['10.1.0.0/16', '192.0.2.7'], ['10.0.0.0/8', '192.0.2.0/24'], true],
    [['10.0.0.0/8'], ['10.0.0.0/8'], true],
    [['::ffff:10.0.0.1'], ['10.0.0.1'], true],
    [['10.0.0.0/7'], ['10.0.0.0/8'], false],
    [['0.0.0.0/0'], ['10.0.0.0/8'], false],
    [['10.0.0.1', '11.0.0.1'], ['10.0.0.0/8'], false],
    [['2001:db8::/48'], ['2001:db8::/32'], true],
    [['::/0'], ['0.0.0.0/0'], false],
    [[], ['10.0.0.0/8'], false],
  ])('%j is within %j: %s', (list, outer, isWithin) => {
    expect(isWithinIpList(list, outer)).toBe(isWithin);
  });
});
