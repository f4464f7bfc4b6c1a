import { describe, expect, it } from 'vitest';
import { filterOf, variablesOf } from './card-list-query.ts';

const variables = (query: string) => variablesOf(filterOf(new URLSearchParams(query)));

describe('the address of the card list', () => {
  it('asks for the first page when it says nothing', () => {
    expect(variables('')).toEqual({ where: {}, first: 20, after: null });
  });
  it('filters by status, unless there is no such status', () => {
    expect(variables('status=READY').where).toEqual({ status: { eq: 'READY' } });
    expect(variables('status=BROKEN').where).toEqual({});
  });
  it('filters by kind, together with the status', () => {
    expect(variables('kind=GIFT&status=READY').where).toEqual({ status: { eq: 'READY' }, kind: { eq: 'GIFT' } });
    expect(variables('kind=NONE').where).toEqual({});
  });
  it('looks for a text in title and ids', () => {
    expect(variables('q=%20火锅%20').where).toEqual({
      or: [{ title: { contains: '火锅' } }, { id: { eq: '火锅' } }, { externalId: { eq: '火锅' } }],
    });
  });
  it('pages forwards and backwards', () => {
    expect(variables('after=c1')).toMatchObject({ first: 20, after: 'c1' });
    expect(variables('before=c2')).toMatchObject({ last: 20, before: 'c2' });
  });
});
