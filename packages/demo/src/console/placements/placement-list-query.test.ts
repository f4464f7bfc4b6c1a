import { describe, expect, it } from 'vitest';
import { placementFilterOf, placementVariablesOf } from './placement-list-query.ts';

const whereOf = (query: string) => placementVariablesOf(placementFilterOf(new URLSearchParams(query))).where;

describe('the list of placements', () => {
  it('leaves messages out until they are asked for', () => {
    expect(whereOf('')?.kind?.in).not.toContain('BROADCAST');
    expect(whereOf('')?.kind?.in).toContain('KEYWORD_REPLY');
    expect(whereOf('kind=BROADCAST')).toEqual({ kind: { eq: 'BROADCAST' } });
    expect(whereOf('kind=ELSE')).toEqual(whereOf(''));
  });
});
