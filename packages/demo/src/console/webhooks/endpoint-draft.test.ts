import { describe, expect, it } from 'vitest';
import { checkEndpoint, emptyEndpoint, endpointInputOf } from './endpoint-draft.ts';

const good = { ...emptyEndpoint, name: ' 订单系统 ', url: 'https://shop.example.com/hooks ' };

describe('an endpoint that is being written', () => {
  it.each([
    [{}, []],
    [{ name: ' ' }, [['name', 'noName']]],
    [{ url: 'https://' }, [['url', 'noUrl']]],
    [{ url: 'shop.example.com' }, [['url', 'noUrl']]],
    [{ hearsAll: false }, [['types', 'noTypes']]],
    [{ document: 'subscription { a }', variables: '{"cardId": "card_1"}' }, []],
    [{ document: 'subscription { a }', variables: '[1]' }, [['variables', 'noObject']]],
    [{ document: 'subscription { a }', variables: '{' }, [['variables', 'noObject']]],
    [{ variables: '{}' }, [['variables', 'noDocument']]],
  ])('with %j has the faults %j', (changes, faults) => {
    expect([...checkEndpoint({ ...good, ...changes })]).toEqual(faults);
  });

  it('is sent without what surrounds its texts, and without types when it hears all', () => {
    expect(endpointInputOf({ ...good, types: ['card.claimed'] })).toEqual({
      name: '订单系统',
      url: 'https://shop.example.com/hooks',
      types: [],
      document: null,
      variables: null,
    });
  });
  it('is sent with its variables as an object', () => {
    const shaped = { ...good, document: 'subscription { a }', variables: '{"a": 1}' };
    expect(endpointInputOf(shaped)).toMatchObject({ document: 'subscription { a }', variables: { a: 1 } });
  });
});
