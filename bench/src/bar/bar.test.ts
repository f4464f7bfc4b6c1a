import { describe, expect, it } from 'vitest';
import type { Standing } from '../figures/standing.ts';
import { BAR, judge } from './bar.ts';

const standing = (name: string, perSecond: number, more: Partial<Standing> = {}): Standing => ({
  ...{ name, title: name, perSecond, p50Ms: 1, p99Ms: 10, serverMicros: 1, databaseMicros: 1, driverMicros: 1 },
  ...{ memoryMegabytes: 200, rounds: [], ...more },
});

const verdicts = (judgements: ReturnType<typeof judge>) => judgements.map(({ isMet }) => isMet);

describe('the bar', () => {
  it('holds Kaquan to the best of the products, to PostGraphile, to fast and to its memory', () => {
    const all = [
      standing('kaquan', 9_000),
      standing('mercurius', 1_500),
      standing('yoga-raw', 1_700),
      standing('postgraphile', 1_400),
      standing('fast', 12_000),
    ];
    const judged = judge(BAR.hotCard, all);
    expect(verdicts(judged)).toEqual([true, true, false, true]);
    expect(judged[0]?.found).toBe('5.29 × yoga-raw (1,700/s)');
    expect(judged[2]).toMatchObject({ level: 'aim', asked: '0.8 × fast', found: '0.75 × fast (12,000/s)' });
  });

  it('says what was not measured', () => {
    const judged = judge(BAR.redeem, [standing('kaquan', 10, { memoryMegabytes: null })]);
    expect(verdicts(judged)).toEqual([null, null, null, null]);
  });

  it('judges nobody when Kaquan was left out', () => {
    expect(judge(BAR.redeem, [standing('mercurius', 10)])).toEqual([]);
  });

  it.each([
    [{ p99Ms: 39, memoryMegabytes: 299 }, [true, true, true]],
    [{ p99Ms: 119, memoryMegabytes: 300 }, [true, false, false]],
    [{ p99Ms: 120 }, [false, false, true]],
  ])('bounds latency and memory: %j', (figures, expected) => {
    expect(verdicts(judge(BAR.twentyEvents, [standing('kaquan', 20_000, figures)]))).toEqual(expected);
  });

  it('wants as many winners as pieces', () => {
    const sale = (winners: number) => judge(BAR.sellOut, [standing('kaquan', 1, { extras: { winners } })]);
    expect(verdicts(sale(1_000))).toEqual([true, true, true]);
    expect(verdicts(sale(999))).toEqual([false, true, true]);
  });
});
