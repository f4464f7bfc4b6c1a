import type { Standing } from '../figures/standing.ts';
import type { TargetName } from '../targets/target.ts';

/** One line of the bar: what Kaquan has to reach in a table. */
export type Mark = { level: 'at least' | 'aim' } & (
  | { kind: 'times'; factor: number; of: readonly TargetName[] }
  | { kind: 'rate'; least: number }
  | { kind: 'p99'; mostMs: number }
  | { kind: 'extra'; name: string; is: number }
  | { kind: 'memory'; mostMegabytes: number }
);

/** How Kaquan stands to a mark. Null: what it needs was not measured. */
export type Judgement = { level: Mark['level']; asked: string; found: string; isMet: boolean | null };

/** What merchants could build on without knowing how to go fast. */
const PRODUCTS: readonly TargetName[] = ['yoga-raw', 'postgraphile', 'mercurius'];
const MERCURIUS: readonly TargetName[] = ['mercurius'];
const MEMORY: Mark = { level: 'at least', kind: 'memory', mostMegabytes: 300 };

const aimOfFast: Mark = { level: 'aim', kind: 'times', factor: 0.8, of: ['fast'] };
const twicePostgraphile: Mark = { level: 'at least', kind: 'times', factor: 2, of: ['postgraphile'] };

const times = (factor: number, of: readonly TargetName[]): readonly Mark[] => [
  { level: 'at least', kind: 'times', factor, of },
  twicePostgraphile,
  aimOfFast,
  MEMORY,
];

/** The bar of each table that has one. */
export const BAR = {
  hotCard: times(5, PRODUCTS),
  manyCards: times(1.2, MERCURIUS),
  redeem: times(1, MERCURIUS),
  readCard: times(1.2, MERCURIUS),
  listCodes: times(1, MERCURIUS),
  empty: [twicePostgraphile, MEMORY],
  twentyEvents: [{ level: 'at least', kind: 'p99', mostMs: 120 }, { level: 'aim', kind: 'p99', mostMs: 40 }, MEMORY],
  hundredEvents: [
    { level: 'at least', kind: 'rate', least: 50_000 },
    { level: 'aim', kind: 'rate', least: 80_000 },
    { level: 'aim', kind: 'p99', mostMs: 200 },
    MEMORY,
  ],
  sellOut: [
    { level: 'at least', kind: 'extra', name: 'winners', is: 1_000 },
    { level: 'at least', kind: 'p99', mostMs: 50 },
    MEMORY,
  ],
  memoryOnly: [MEMORY],
} as const satisfies Record<string, readonly Mark[]>;

/** Holds what was measured to its marks. */
export function judge(marks: readonly Mark[], standings: readonly Standing[]): Judgement[] {
  const kaquan = standings.find(({ name }) => name === 'kaquan');
  return kaquan === undefined ? [] : marks.map((mark) => ({ level: mark.level, ...held(mark, kaquan, standings) }));
}

const whole = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 0 });

function held(mark: Mark, kaquan: Standing, standings: readonly Standing[]): Omit<Judgement, 'level'> {
  switch (mark.kind) {
    case 'times':
      return timesHeld(mark, kaquan, standings);
    case 'rate':
      return bound(`${whole(mark.least)}/s`, kaquan.perSecond, { unit: '/s', isMet: (rate) => rate >= mark.least });
    case 'p99':
      return bound(`p99 < ${mark.mostMs} ms`, kaquan.p99Ms, { unit: ' ms', isMet: (p99) => p99 < mark.mostMs });
    case 'memory': {
      const asked = `server under ${mark.mostMegabytes} MB`;
      return bound(asked, kaquan.memoryMegabytes, { unit: ' MB', isMet: (most) => most < mark.mostMegabytes });
    }
    case 'extra':
      return bound(`${mark.name} = ${whole(mark.is)}`, kaquan.extras?.[mark.name] ?? null, {
        ...{ unit: '', isMet: (found) => found === mark.is },
      });
    default:
      return mark satisfies never;
  }
}

type Bound = { unit: string; isMet: (value: number) => boolean };

const bound = (asked: string, value: number | null, { unit, isMet }: Bound): Omit<Judgement, 'level'> =>
  value === null
    ? { asked, found: 'not measured', isMet: null }
    : { asked, found: `${whole(value)}${unit}`, isMet: isMet(value) };

function timesHeld(
  { factor, of }: Extract<Mark, { kind: 'times' }>,
  kaquan: Standing,
  standings: readonly Standing[],
): Omit<Judgement, 'level'> {
  const others = standings.filter(({ name }) => of.some((one) => one === name));
  const best = others.reduce<Standing | null>(
    (first, other) => (first === null || other.perSecond > first.perSecond ? other : first),
    null,
  );
  const asked = `${factor} × ${of.length > 1 ? `the best of ${of.join(', ')}` : of.join()}`;
  if (best === null) return { asked, found: 'not measured', isMet: null };
  const ratio = kaquan.perSecond / best.perSecond;
  return { asked, found: `${ratio.toFixed(2)} × ${best.title} (${whole(best.perSecond)}/s)`, isMet: ratio >= factor };
}
