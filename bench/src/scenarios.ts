import type { Work, WorkKind } from './driver/job.ts';
import type { Target } from './targets/target.ts';

export const SCENARIO_NAMES = [
  'claim',
  'redeem',
  'read',
  'list',
  'subscribe',
  'idle',
  'crowd',
  'spread',
  'import',
] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export type Settings = { subscribers: number; eventsPerSecond: number; percent: number; rows: number };

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

/** The whole number, or the share of it that was asked for. */
type Count = (whole: number) => number;

const countOf =
  ({ percent }: Settings): Count =>
  (whole) =>
    Math.max(1, Math.round((whole * percent) / 100));

/** What shows how many subscribers one process carries. */
const following = ({
  title,
  work,
}: {
  title: (count: Count) => string;
  work: (target: Target, count: Count) => Work;
}): Workload => ({
  title: (settings) => title(countOf(settings)),
  kind: 'follow',
  unit: 'delivery',
  isOfKaquan: true,
  work: (target, settings) => work(target, countOf(settings)),
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
      work: ({ cards }, { subscribers, eventsPerSecond }) => ({
        ...{ kind: 'follow', cardIds: [cards.hot], subscribers, eventsPerSecond, since: 'sent' },
      }),
    },
  ],
  idle: [
    following({
      title: (count) => `${count(5_000)} idle subscribers, and 10 who hear of 20 events a second`,
      work: ({ cards }, count) => ({
        ...{ kind: 'follow', cardIds: [cards.hot], subscribers: 10, eventsPerSecond: 20, since: 'occurred' },
        idle: { cardIds: cards.many, subscribers: count(5_000) },
      }),
    }),
  ],
  crowd: [
    following({
      title: (count) => `${count(1_000)} subscribers to one card, 20 events a second`,
      work: ({ cards }, count) => ({
        ...{ kind: 'follow', cardIds: [cards.hot], subscribers: count(1_000), eventsPerSecond: 20, since: 'occurred' },
      }),
    }),
  ],
  spread: [
    following({
      title: (count) =>
        `${count(10_000)} subscribers to ${count(1_000)} cards, 200 events a second with 10 readers each`,
      work: ({ cards }, count) => ({
        ...{ kind: 'follow', cardIds: cards.many.slice(0, count(1_000)), subscribers: count(10_000) },
        ...{ eventsPerSecond: 200, since: 'occurred' },
      }),
    }),
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
