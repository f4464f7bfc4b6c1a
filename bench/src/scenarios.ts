import type { Work, WorkKind } from './driver/job.ts';
import type { Target } from './targets/target.ts';

export const SCENARIO_NAMES = ['claim', 'redeem', 'read', 'list', 'subscribe', 'import'] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export type Settings = { subscribers: number; eventsPerSecond: number; rows: number };

/** One table of a scenario. */
export type Workload = {
  title: (settings: Settings) => string;
  kind: WorkKind;
  /** What is counted. */
  unit: string;
  /** What no reference does. */
  isOfKaquan?: true;
  /** Done once from begin to end, however long it takes: there is nothing to warm up. */
  isWhole?: true;
  /** @param codes fresh ones, where codes are used up */
  work: (target: Target, settings: Settings, codes: readonly string[]) => Work;
};

const closed = (title: string, kind: WorkKind, work: Workload['work']): Workload => ({
  title: () => title,
  kind,
  unit: 'operation',
  work,
});

export const SCENARIOS = {
  claim: [
    closed('claims on one hot card', 'claim', ({ cards }) => ({ kind: 'claim', cardIds: [cards.hot] })),
    closed('claims over 1,000 cards', 'claim', ({ cards }) => ({ kind: 'claim', cardIds: cards.many })),
  ],
  redeem: [closed('redeem', 'redeem', (_target, _settings, values) => ({ kind: 'redeem', values }))],
  read: [closed('card with 10 stores', 'readCard', ({ cards }) => ({ kind: 'readCard', cardIds: cards.many }))],
  list: [closed('50 codes with card', 'listCodes', () => ({ kind: 'listCodes' }))],
  subscribe: [
    {
      title: ({ subscribers, eventsPerSecond }) =>
        `${subscribers} subscribers to one card, ${eventsPerSecond} events a second`,
      kind: 'follow',
      unit: 'delivery',
      work: ({ cards }, settings) => ({ kind: 'follow', cardId: cards.hot, ...settings }),
    },
  ],
  import: [
    {
      title: ({ rows }) => `import of ${rows.toLocaleString('en-US')} codes`,
      kind: 'import',
      unit: 'row',
      isOfKaquan: true,
      isWhole: true,
      work: (_target, { rows }) => ({ kind: 'import', rows }),
    },
    {
      ...closed('claims from that pool', 'claim', ({ cards }) => ({ kind: 'claim', cardIds: [cards.pool ?? ''] })),
      isOfKaquan: true,
    },
    {
      ...closed('claims of system codes', 'claim', ({ cards }) => ({ kind: 'claim', cardIds: [cards.hot] })),
      isOfKaquan: true,
    },
  ],
} satisfies Record<ScenarioName, readonly Workload[]>;
