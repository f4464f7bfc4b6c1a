import { expect, it } from 'vitest';
import { standingOf } from '../../figures/standing.ts';
import type { ScenarioResult } from '../keep-result.ts';
import { pageOf } from './page.ts';

const sample = {
  perSecond: 10,
  p50Ms: 1,
  p99Ms: 2,
  serverMicros: 5,
  databaseMicros: 6,
  driverMicros: 7,
  memoryMegabytes: 80,
};
const result: ScenarioResult = {
  scenario: 'redeem',
  date: '2026-11-30T00:00:00.000Z',
  commit: 'abc',
  options: {
    ...{ only: ['kaquan'], rounds: 1, seconds: 1, clients: 64, subscribers: 1, eventsPerSecond: 1, percent: 1 },
    ...{ rows: 1, requests: 1, seed: 1 },
  },
  machine: { cpu: 'a <fast> one', cores: 2, memoryGigabytes: 4, system: 'linux', node: 'v20', postgres: '18' },
  workloads: [
    {
      title: 'redeem',
      unit: 'operation',
      targets: [
        standingOf({ name: 'kaquan', title: 'Kaquan' }, [sample]),
        standingOf({ name: 'fast', title: 'fast' }, [{ ...sample, perSecond: 40 }]),
      ],
      judgements: [{ level: 'aim', asked: '0.8 × fast', found: '0.25 × fast (40/s)', isMet: false }],
    },
  ],
};

it('shows each table with a bar for each target, and how Kaquan stands', () => {
  const page = pageOf([result]);
  expect(page).toContain('<rect class="bar kaquan" x="0" y="20" width="25.00%"');
  expect(page).toContain('<td class="short">short</td>');
  expect(page).toContain('a &lt;fast&gt; one');
});

it('loads nothing from elsewhere', () => {
  expect(pageOf([result])).not.toMatch(/<script|<link|https?:|url\(/);
});

it('shows results of before there was a bar', () => {
  const [{ judgements: _none, ...older } = { title: '', unit: '', targets: [] }] = result.workloads;
  expect(pageOf([{ ...result, workloads: [older] }])).not.toContain('The bar');
});
