import { describe, expect, it } from 'vitest';
import { assertWithinBounds, type KeyBounds, UNBOUND } from './key-bounds.rules.ts';

const JUNE = new Date('2027-06-01T00:00:00Z');
const JULY = new Date('2027-07-01T00:00:00Z');
const bounds = (changes: Partial<KeyBounds>): KeyBounds => ({ ...UNBOUND, ...changes });

describe('a key that is made by a key', () => {
  it.each<[string, KeyBounds, KeyBounds]>([
    ['anything, by one that nothing binds', UNBOUND, UNBOUND],
    ['bound, by one that nothing binds', UNBOUND, bounds({ ipAllowList: ['10.0.0.1'], expiresAt: JULY })],
    ['for fewer addresses', bounds({ ipAllowList: ['10.0.0.0/8'] }), bounds({ ipAllowList: ['10.0.0.1'] })],
    ['until the same end', bounds({ expiresAt: JUNE }), bounds({ expiresAt: JUNE })],
  ])('may be %s', (_what, own, granted) => {
    expect(() => assertWithinBounds(own, granted)).not.toThrow();
  });

  it.each<[string, KeyBounds, KeyBounds, string]>([
    ['for any address', bounds({ ipAllowList: ['10.0.0.0/8'] }), UNBOUND, 'ipAllowList'],
    [
      'for others',
      bounds({ ipAllowList: ['10.0.0.0/8'] }),
      bounds({ ipAllowList: ['10.0.0.1', '::1'] }),
      'ipAllowList',
    ],
    ['for ever', bounds({ expiresAt: JUNE }), UNBOUND, 'expiresAt'],
    ['for longer', bounds({ expiresAt: JUNE }), bounds({ expiresAt: JULY }), 'expiresAt'],
  ])('is refused %s, by one that is bound', (_what, own, granted, field) => {
    expect(() => assertWithinBounds(own, granted)).toThrow(
      expect.objectContaining({ code: 'NOT_ALLOWED', field: [field] }),
    );
  });
});
