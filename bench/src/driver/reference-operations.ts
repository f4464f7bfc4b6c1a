import { graphqlCaller, type CallerOptions } from './graphql-caller.ts';
import { assertLength, CODES_LISTED, NOTHING, type Operations, STORES_OF_A_CARD, textOr } from './operations.ts';

const CLAIM = `mutation ($cardId: String!, $openid: String!) { claim(cardId: $cardId, openid: $openid) { id openid value } }`;
const REDEEM = `mutation ($value: String!) { redeem(value: $value) { id } }`;
const READ_CARD = `query ($id: String!) { card(id: $id) { id title left stores { id name city address } } }`;
const LIST_CODES = `query ($first: Int!) { codes(first: $first) { value status openid claimedAt card { id title } } }`;
/** For subscribers. */
export const REFERENCE_CLAIMS = `subscription ($cardId: String!) { claims(cardId: $cardId) { id openid value } }`;

type Claimed = { claim: { value: string } };
type Redeemed = { redeem: { id: string } };
type CardRead = { card: { stores: unknown[] } | null };
type CodesListed = { codes: unknown[] };

/** The one small schema that all GraphQL references serve. */
export function referenceOperations(options: CallerOptions): Operations {
  const { ask, close } = graphqlCaller(options);
  return {
    claim: async (cardId, openid) => {
      const { claim } = await ask<Claimed>(CLAIM, { cardId, openid });
      return textOr('The claim gave no code', claim.value);
    },
    redeem: async (value) => {
      const { redeem } = await ask<Redeemed>(REDEEM, { value });
      textOr('Nothing was redeemed', redeem.id);
    },
    readCard: async (id) => {
      const { card } = await ask<CardRead>(READ_CARD, { id });
      assertLength('Stores of the card', card?.stores, STORES_OF_A_CARD);
    },
    listCodes: async () => {
      const { codes } = await ask<CodesListed>(LIST_CODES, { first: CODES_LISTED });
      assertLength('Codes of the list', codes, CODES_LISTED);
    },
    askNothing: async () => {
      const { __typename: name } = await ask<{ __typename: string }>(NOTHING, {});
      textOr('There is no root', name);
    },
    close: () => Promise.resolve(close()),
  };
}
