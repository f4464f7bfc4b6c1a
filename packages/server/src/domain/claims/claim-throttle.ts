import { ThrottledError } from '../kit/errors.ts';
import { addressBlockOf } from './address-block.rules.ts';

/** Who tries to claim, as far as it is known before the database is asked. */
export type Claimer = { merchantId: string; openid: string; ip: string | null; device: string | null };

/** Counts tries to claim in the memory of one process (graphql.md §8). */
export type ClaimThrottle = {
  /**
   * Counts one try; tells whether some bucket of it is past its soft mark.
   *
   * Throws ThrottledError when a bucket is full; then nothing is counted.
   */
  take: (claimer: Claimer, at: Date) => { isBusy: boolean };
};

/** Tries that one user (or device), one address and one merchant have before it is too much. */
export type ClaimRates = { perUserSecond: number; perAddressSecond: number };

type Rate = {
  /** Tries that come back with each second. */
  perSecond: number;
  /** Tries that a quiet caller may make at once; null: never refused, only busy. */
  most: number | null;
  /** More than this many at once, and a challenge may be asked. */
  softMark: number;
};
type Bucket = { spent: number; at: number };
type Asked = { name: string; rate: Rate };

/** A list of ten cards whose answers are lost five times, and some nervous taps, pass: repeats count as tries. */
const USER_BURST_SECONDS = 30;
/** Thousands of phones share an address of their carrier. */
const ADDRESS_BURST_SECONDS = 3;
/** A merchant's pages are bounded by the cost budget of their key; here they are only called busy. */
const MERCHANT: Rate = { perSecond: 500, most: null, softMark: 1_000 };
const MOST_BUCKETS = 100_000;

/** @param rates 0 switches a kind of bucket off */
export function createClaimThrottle({ perUserSecond, perAddressSecond }: ClaimRates): ClaimThrottle {
  const buckets = new Map<string, Bucket>();
  const user = rateOf(perUserSecond, USER_BURST_SECONDS);
  const address = rateOf(perAddressSecond, ADDRESS_BURST_SECONDS);
  return {
    take({ merchantId, openid, ip, device }, at) {
      const block = ip === null ? null : addressBlockOf(ip);
      const asked = [
        { name: `m ${merchantId}`, rate: MERCHANT },
        { name: `u ${merchantId} ${openid}`, rate: user },
        ...(block === null ? [] : [{ name: `a ${block}`, rate: address }]),
        ...(device === null ? [] : [{ name: `d ${merchantId} ${device}`, rate: user }]),
      ].filter(({ rate }) => rate.perSecond > 0);
      const found = asked.map((one) => ({ ...one, spent: spentAt(buckets.get(one.name), one.rate, at.getTime()) }));
      const waits = found.map(({ rate, spent }) => waitMs(rate, spent));
      if (Math.max(...waits) > 0) throw new ThrottledError(Math.max(...waits));
      for (const { name, rate, spent } of found) {
        // At the end again: the front is who was silent longest, and a forgotten bucket is an empty one.
        buckets.delete(name);
        buckets.set(name, { spent: Math.min(spent + 1, rate.most ?? rate.softMark * 2), at: at.getTime() });
      }
      while (buckets.size > MOST_BUCKETS) forgetOldest(buckets);
      return { isBusy: found.some(({ rate, spent }) => spent + 1 > rate.softMark) };
    },
  };
}

const rateOf = (perSecond: number, burstSeconds: number): Rate => ({
  perSecond,
  most: perSecond * burstSeconds,
  softMark: (perSecond * burstSeconds) / 2,
});

// A clock that was set back neither fills nor empties a bucket.
const spentAt = (bucket: Bucket | undefined, { perSecond }: Asked['rate'], at: number): number =>
  bucket === undefined ? 0 : Math.max(0, bucket.spent - (Math.max(0, at - bucket.at) / 1_000) * perSecond);

const waitMs = ({ most, perSecond }: Rate, spent: number): number =>
  most === null ? 0 : Math.max(0, Math.ceil(((spent + 1 - most) / perSecond) * 1_000));

function forgetOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys();
  if (oldest !== undefined) buckets.delete(oldest);
}
