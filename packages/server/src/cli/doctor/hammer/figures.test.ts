import { expect, it } from 'vitest';
import { figureLines, figuresOf } from './figures.ts';

const latencies = { claims: [3, 1, 2, 100], repeats: [], refusals: [7], redemptions: [5] };
const told = { claimIds: [], redemptionIds: [], faults: [], latencies };

it('tells how many there were a second, and the middle and the slowest of them', () => {
  expect(figuresOf(told, 2).claims).toEqual({ count: 4, perSecond: 2, p50Ms: 2, p99Ms: 100 });
});

it('knows nothing of what was never asked for', () => {
  expect(figuresOf(told, 2).repeats).toEqual({ count: 0, perSecond: 0, p50Ms: null, p99Ms: null });
  expect(figureLines(figuresOf(told, 2))[1]).toContain('p50 – ms');
});
