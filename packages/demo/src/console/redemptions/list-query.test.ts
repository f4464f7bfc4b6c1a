import { describe, expect, it } from 'vitest';
import { attemptVariablesOf, filterOf, redemptionVariablesOf } from './list-query.ts';

const filter = (query: string): ReturnType<typeof filterOf> => filterOf(new URLSearchParams(query));

describe('the list of redemptions', () => {
  it.each([
    ['', { first: 20, after: null, where: {} }],
    ['after=a&way=SELF', { first: 20, after: 'a', where: { way: { eq: 'SELF' } } }],
    ['before=b&store=store_1', { last: 20, before: 'b', where: { storeId: { eq: 'store_1' } } }],
    ['state=reversed', { first: 20, after: null, where: { isReversed: { eq: true } } }],
    ['state=live&way=NONSENSE', { first: 20, after: null, where: { isReversed: { eq: false } } }],
  ])('?%s asks for %j', (query, variables) => {
    expect(redemptionVariablesOf(filter(query))).toEqual(variables);
  });
  it('of what was refused knows no state', () => {
    expect(attemptVariablesOf(filter('state=live&way=API')).where).toEqual({ way: { eq: 'API' } });
  });
});
