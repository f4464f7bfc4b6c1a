import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { aloneIn, operationCost, operationOf } from './limits.ts';
import { createPricing } from './pricing.ts';
import { schema } from './schema.ts';

const pricing = (text: string) => {
  const document = parse(text);
  const operation = operationOf(document, null);
  return createPricing(schema, aloneIn(document, operation), operation);
};

describe('createPricing', () => {
  const list = 'query ($first: Int, $id: ID) { cards(first: $first) { nodes { id } } card(id: $id) { ...F } }';
  const text = `${list} fragment F on Card { stores(first: $first) { nodes { id } } }`;

  it.each([
    {},
    { first: 1 },
    { first: 50 },
    { first: 50, id: 'card_1' },
    { first: 1 },
    { first: null, id: null },
    { id: 'card_2' },
  ])('gives %j the price that is counted anew', (variables) => {
    const priceOf = pricing(text);
    const counted = operationCost(schema, parse(text), null, variables);
    expect([priceOf(variables), priceOf(variables)]).toEqual([counted, counted]);
  });

  it('tells apart the values that a field counts by, and no others', () => {
    const priceOf = pricing(text);
    const [few, many, other] = [{ first: 1 }, { first: 50 }, { first: 50, id: 'card_1' }].map(priceOf);
    expect(few).toBeLessThan(many ?? 0);
    expect(other).toBe(many);
  });

  it('counts the list that a mutation is given', () => {
    const priceOf = pricing(
      'mutation ($input: CardsClaimInput!) { cardsClaim(input: $input) { results { __typename } } }',
    );
    const claims = (count: number) => ({
      input: { idempotencyKey: '12345678', claims: Array.from({ length: count }, (_, nth) => ({ cardId: `${nth}` })) },
    });
    expect(priceOf(claims(5))).toBeGreaterThan(priceOf(claims(1)));
  });

  it('counts the entries of a draw that are asked for', () => {
    const priceOf = pricing(
      'query ($first: Int) { claimDraw(cardId: "card_1") { entries(first: $first) { ticket rank } } }',
    );
    expect([1_000, 50, 0, -5_000].map((first) => priceOf({ first }))).toEqual([22, 3, 2, 2]);
  });

  it('refuses each time what an argument does not take', () => {
    const priceOf = pricing('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }');
    expect(priceOf({ ids: ['card_1', 'card_2'] })).toBe(1);
    for (let time = 0; time < 2; time += 1) expect(() => priceOf({})).toThrow('$ids');
  });
});
