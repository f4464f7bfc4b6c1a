import { expect, it } from 'vitest';
import { pgbenchFigures, pgbenchLog } from './pgbench-log.ts';

const LOG = `0 1 2000 0 1000 0
1 1 4000 0 1001 500000
0 2 6000 0 1002 0
`;

it('reads when each transaction ended and how long it took', () => {
  expect(pgbenchLog(LOG)).toEqual([
    { endedAtMs: 1_000_000, latencyMs: 2 },
    { endedAtMs: 1_001_500, latencyMs: 4 },
    { endedAtMs: 1_002_000, latencyMs: 6 },
  ]);
});

it('counts what ended in the measured time', () => {
  expect(pgbenchFigures(pgbenchLog(LOG), 1_001_000)).toEqual({ operations: 2, seconds: 1, p50Ms: 4, p99Ms: 6 });
});

it('counts everything when all was over before the measured time', () => {
  expect(pgbenchFigures(pgbenchLog(LOG), 1_009_000)).toMatchObject({ operations: 3, seconds: 2 });
});

it('has no figures when nothing was done', () => {
  expect(pgbenchFigures(pgbenchLog(''), null)).toBeNull();
});
