import { BAR, type Mark } from './bar/bar.ts';
import type { Work, WorkKind } from './driver/job.ts';
import type { Target, TargetName } from './targets/target.ts';

export const SCENARIO_NAMES = [
  'claim',
  'lone',
  'redeem',
  'read',
  'list',
  'empty',
  'sell-out',
  'subscribe',
  'fan-out',
  'idle',
  'crowd',
  'spread',
  'import',
] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export type Settings = {
  subscribers: number;
  eventsPerSecond: number;
  percent: number;
  rows: number;
  requests: number;
};

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
  /** What Kaquan has to reach. */
  bar?: readonly Mark[];
  /** Instead of as many as were asked for. */
  clients?: number;
  /** Who can't do it in a measurable time. */
  without?: readonly TargetName[];
  /** Whether the transactions of Kaquan's database are counted. */
  countsTransactions?: true;
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

const claimsOfHot = ({ cards }: Target): Work => ({ kind: 'claim', cardIds: [cards.hot] });

const PIECES = 1_000;

/** All subscribers hear of all events, beside the references. */
const fanOut = (eventsPerSecond: number, more: Pick<Workload, 'bar' | 'without'>): Workload => ({
  title: (settings) =>
    `${countOf(settings)(1_000).toLocaleString('en-US')} subscribers to one card, ${eventsPerSecond} events a second, beside references`,
  kind: 'follow',
  unit: 'delivery',
  work: ({ cards }, settings) => ({
    ...{ kind: 'follow', cardIds: [cards.hot], subscribers: countOf(settings)(1_000), eventsPerSecond, since: 'sent' },
  }),
  ...more,
});

export const SCENARIOS = {
  claim: [
    { ...closed('claims on one hot card', 'claim', claimsOfHot), bar: BAR.hotCard },
    {
      ...closed('claims over 1,000 cards', 'claim', ({ cards }) => ({ kind: 'claim', cardIds: cards.many })),
      bar: BAR.manyCards,
    },
  ],
  lone: [
    { ...closed('claims of one client on an idle server', 'claim', claimsOfHot), clients: 1, bar: BAR.memoryOnly },
  ],
  redeem: [
    { ...closed('redeem', 'redeem', (_target, _settings, values) => ({ kind: 'redeem', values })), bar: BAR.redeem },
  ],
  read: [
    {
      ...closed('card with 10 stores', 'readCard', ({ cards }) => ({ kind: 'readCard', cardIds: cards.many })),
      bar: BAR.readCard,
    },
  ],
  list: [{ ...closed('50 codes with card', 'listCodes', () => ({ kind: 'listCodes' })), bar: BAR.listCodes }],
  empty: [{ ...closed('empty operation', 'empty', () => ({ kind: 'empty' })), bar: BAR.empty }],
  'sell-out': [
    {
      title: ({ requests }) =>
        `${requests.toLocaleString('en-US')} requests for ${PIECES.toLocaleString('en-US')} pieces`,
      kind: 'sellOut',
      unit: 'request',
      isOfKaquan: true,
      isWhole: true,
      countsTransactions: true,
      bar: BAR.sellOut,
      work: (_target, { requests }) => ({ kind: 'sellOut', requests, pieces: PIECES }),
    },
  ],
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
  'fan-out': [fanOut(20, { bar: BAR.twentyEvents }), fanOut(100, { bar: BAR.hundredEvents, without: ['yoga-prisma'] })],
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
