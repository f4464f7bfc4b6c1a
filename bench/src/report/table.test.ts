import { describe, expect, it } from 'vitest';
import { standingOf } from '../figures/standing.ts';
import { numberText, tableOf } from './table.ts';

const sample = (perSecond: number, memoryMegabytes: number | null) => ({
  perSecond,
  p50Ms: 5.04,
  p99Ms: 15,
  serverMicros: 50,
  databaseMicros: null,
  driverMicros: 9.96,
  memoryMegabytes,
});

describe('a table', () => {
  it('shows medians of the rounds, the most memory, and how many times as fast Kaquan is', () => {
    const kaquan = standingOf({ name: 'kaquan', title: 'Kaquan' }, [
      sample(3_000, 90),
      sample(1_000, 120),
      sample(2_000, 100),
    ]);
    const pg = standingOf({ name: 'pg', title: 'bare SQL' }, [sample(1_000, null)]);
    expect(tableOf({ title: 'redeem', unit: 'operation', targets: [kaquan, pg] })).toBe(`\
| redeem   |    /s | p50 ms | p99 ms | server µs/operation | database µs/operation | driver µs/operation | memory MB | Kaquan ÷ it |
|----------|------:|-------:|-------:|--------------------:|----------------------:|--------------------:|----------:|------------:|
| Kaquan   | 2,000 |      5 |     15 |                  50 |                     – |                  10 |       120 |        1.00 |
| bare SQL | 1,000 |      5 |     15 |                  50 |                     – |                  10 |         – |        2.00 |`);
  });

  it('shows no ratio when Kaquan was left out', () => {
    const pg = standingOf({ name: 'pg', title: 'bare SQL' }, [sample(1_000, null)]);
    expect(tableOf({ title: 'redeem', unit: 'operation', targets: [pg] })).toContain('|           – |');
  });

  it.each([
    [12_345.6, '12,346'],
    [9.87, '9.9'],
    [0.04, '0'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('writes %j as %s', (value, text) => {
    expect(numberText(value)).toBe(text);
  });
});
