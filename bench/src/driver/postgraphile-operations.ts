import { graphqlCaller, type CallerOptions } from './graphql-caller.ts';
import { assertLength, CODES_LISTED, NOTHING, type Operations, STORES_OF_A_CARD, textOr } from './operations.ts';

const CLAIM = `mutation ($card: String!, $claimer: String!) {
  claim(input: { card: $card, claimer: $claimer }) { result { rowId openid value } }
}`;
const REDEEM = `mutation ($number: String!) { redeem(input: { number: $number }) { result { rowId } } }`;
const READ_CARD = `query ($id: String!) {
  cardByRowId(rowId: $id) { rowId title left _cardToStoresByA { nodes { storeByB { rowId name city address } } } }
}`;
const LIST_CODES = `query ($first: Int!) {
  allCodes(first: $first, orderBy: [CLAIMED_AT_DESC, ROW_ID_DESC]) {
    nodes { value status openid claimedAt cardByCardId { rowId title } }
  }
}`;

type Claimed = { claim: { result: { value: string } | null } | null };
type Redeemed = { redeem: { result: { rowId: string } | null } | null };
type CardRead = { cardByRowId: { _cardToStoresByA: { nodes: unknown[] } } | null };
type CodesListed = { allCodes: { nodes: unknown[] } };

/** The documents of the schema that PostGraphile makes of the references' tables and functions. */
export function postgraphileOperations(options: CallerOptions): Operations {
  const { ask, close } = graphqlCaller(options);
  return {
    claim: async (card, claimer) => {
      const { claim } = await ask<Claimed>(CLAIM, { card, claimer });
      return textOr('The claim gave no code', claim?.result?.value);
    },
    redeem: async (number) => {
      const { redeem } = await ask<Redeemed>(REDEEM, { number });
      textOr('Nothing was redeemed', redeem?.result?.rowId);
    },
    readCard: async (id) => {
      const { cardByRowId: card } = await ask<CardRead>(READ_CARD, { id });
      assertLength('Stores of the card', card?._cardToStoresByA.nodes, STORES_OF_A_CARD);
    },
    listCodes: async () => {
      const { allCodes } = await ask<CodesListed>(LIST_CODES, { first: CODES_LISTED });
      assertLength('Codes of the list', allCodes.nodes, CODES_LISTED);
    },
    askNothing: async () => {
      const { __typename: name } = await ask<{ __typename: string }>(NOTHING, {});
      textOr('There is no root', name);
    },
    close: () => Promise.resolve(close()),
  };
}
