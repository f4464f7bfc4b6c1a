import type { AttemptListVariables, RedemptionListVariables, RedemptionWay } from '../../generated/console.ts';

const PAGE_SIZE = 20;
export const WAYS = [
  'STAFF_SCAN',
  'STAFF_TYPED',
  'CONSOLE',
  'SELF',
  'CHECKOUT',
  'API',
] as const satisfies readonly RedemptionWay[];
export const STATES = ['live', 'reversed'] as const;

/** What the address asks for; what it can't mean is left out. */
export type Filter = {
  way: RedemptionWay | null;
  storeId: string | null;
  state: (typeof STATES)[number] | null;
  after: string | null;
  before: string | null;
};

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | null =>
  values.find((one) => one === value) ?? null;

export const filterOf = (query: URLSearchParams): Filter => ({
  way: oneOf(WAYS, query.get('way')),
  storeId: query.get('store'),
  state: oneOf(STATES, query.get('state')),
  after: query.get('after'),
  before: query.get('before'),
});

const pageOf = ({ after, before }: Filter): Pick<RedemptionListVariables, 'first' | 'last' | 'after' | 'before'> =>
  before === null ? { first: PAGE_SIZE, after } : { last: PAGE_SIZE, before };

const sharedOf = ({ way, storeId }: Filter): NonNullable<AttemptListVariables['where']> => ({
  ...(way === null ? {} : { way: { eq: way } }),
  ...(storeId === null ? {} : { storeId: { eq: storeId } }),
});

export const redemptionVariablesOf = (filter: Filter): RedemptionListVariables => ({
  ...pageOf(filter),
  where: {
    ...sharedOf(filter),
    ...(filter.state === null ? {} : { isReversed: { eq: filter.state === 'reversed' } }),
  },
});

export const attemptVariablesOf = (filter: Filter): AttemptListVariables => ({
  ...pageOf(filter),
  where: sharedOf(filter),
});
