import { describe, expect, it } from 'vitest';
import { ThrottledError } from '../kit/errors.ts';
import { type Claimer, type ClaimThrottle, createClaimThrottle } from './claim-throttle.ts';

const ann: Claimer = { merchantId: 'mer_1', openid: 'ann', ip: '203.0.113.9', device: null };
const second = (n: number): Date => new Date(1_800_000_000_000 + n * 1_000);
const aThrottle = (): ClaimThrottle => createClaimThrottle({ perUserSecond: 1, perAddressSecond: 20 });

/** How many tries pass before one is refused, and what it says. */
function triesUntilRefused(throttle: ClaimThrottle, claimer: (nth: number) => Claimer, at: Date): [number, number] {
  for (let nth = 0; nth < 1_000; nth += 1) {
    try {
      throttle.take(claimer(nth), at);
    } catch (error) {
      if (error instanceof ThrottledError) return [nth, error.retryAfterMs];
      throw error;
    }
  }
  return [1_000, 0];
}

describe('the throttle of claims', () => {
  it('lets a user try 30 seconds’ worth at once, then tells when the next try makes sense', () => {
    const throttle = aThrottle();
    expect(triesUntilRefused(throttle, () => ann, second(0))).toEqual([30, 1_000]);
    expect(triesUntilRefused(throttle, () => ann, second(1))).toEqual([1, 1_000]);
    expect(triesUntilRefused(throttle, () => ann, second(100))[0]).toBe(30);
  });

  it('bounds an address whatever the users, and a /64 of IPv6 as one', () => {
    const users = (nth: number): Claimer => ({ ...ann, openid: `user_${nth}` });
    expect(triesUntilRefused(aThrottle(), users, second(0))).toEqual([60, 50]);
    const hosts = (nth: number): Claimer => ({ ...users(nth), ip: `2001:db8:1:2::${nth.toString(16)}` });
    expect(triesUntilRefused(aThrottle(), hosts, second(0))[0]).toBe(60);
  });

  it('does not bound this machine, which may be a proxy that tells nothing', () => {
    const users = (nth: number): Claimer => ({ ...ann, openid: `user_${nth}`, ip: '127.0.0.1' });
    expect(triesUntilRefused(aThrottle(), users, second(0))[0]).toBe(1_000);
  });

  it('bounds a device whatever the users and addresses', () => {
    const users = (nth: number): Claimer => ({ ...ann, openid: `user_${nth}`, ip: `10.0.0.${nth}`, device: 'phone' });
    expect(triesUntilRefused(aThrottle(), users, second(0))[0]).toBe(30);
  });

  it('keeps users of different merchants apart', () => {
    const throttle = aThrottle();
    triesUntilRefused(throttle, () => ({ ...ann, ip: null }), second(0));
    expect(triesUntilRefused(throttle, () => ({ ...ann, ip: null, merchantId: 'mer_2' }), second(0))[0]).toBe(30);
  });

  it('calls it busy past half of what a user may, and when a merchant’s pages are crowded', () => {
    const throttle = aThrottle();
    const busy = Array.from({ length: 18 }, () => throttle.take(ann, second(0)).isBusy);
    expect(busy.filter(Boolean)).toHaveLength(3);
    const crowd = createClaimThrottle({ perUserSecond: 0, perAddressSecond: 0 });
    const crowded = Array.from({ length: 1_200 }, () => crowd.take(ann, second(0)).isBusy);
    expect(crowded.filter(Boolean)).toHaveLength(200);
  });

  it('counts nothing of a refused try', () => {
    const throttle = aThrottle();
    triesUntilRefused(throttle, () => ann, second(0));
    const others = (nth: number): Claimer => ({ ...ann, openid: `user_${nth}` });
    expect(triesUntilRefused(throttle, others, second(0))[0]).toBe(30);
  });

  it('neither fills nor empties when the clock is set back', () => {
    const throttle = aThrottle();
    triesUntilRefused(throttle, () => ann, second(50));
    expect(triesUntilRefused(throttle, () => ann, second(0))[0]).toBe(0);
  });
});
