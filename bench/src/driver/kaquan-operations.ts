import { graphqlCaller, type CallerOptions } from './graphql-caller.ts';
import { assertLength, CODES_LISTED, NOTHING, type Operations, STORES_OF_A_CARD, textOr } from './operations.ts';

const CLAIM = `mutation ($input: CardClaimInput!) {
  cardClaim(input: $input) { claim { id openid replayed code { value } } userErrors { code message } }
}`;
const REDEEM = `mutation ($input: CodeRedeemInput!) {
  codeRedeem(input: $input) { redemption { id replayed } userErrors { code message } }
}`;
const READ_CARD = `query ($id: ID!) {
  card(id: $id) { id title stock { left } stores(first: 10) { nodes { id name city address } } }
}`;
const LIST_CODES = `query ($first: Int!) {
  codes(first: $first) { nodes { value status openid claimedAt card { id title } } }
}`;
/** For subscribers. */
export const KAQUAN_CLAIMS = `subscription ($cardId: ID!) {
  claims(cardId: $cardId) { id occurredAt claim { id openid code { value } } }
}`;

type UserErrors = { userErrors: { code: string; message: string }[] };
type Claimed = { cardClaim: UserErrors & { claim: { replayed: boolean; code: { value: string } } | null } };
type Redeemed = { codeRedeem: UserErrors & { redemption: { id: string; replayed: boolean } | null } };
type CardRead = { card: { stores: { nodes: unknown[] } } | null };
type CodesListed = { codes: { nodes: unknown[] } };

function done<T extends { replayed: boolean }>(made: T | null, { userErrors }: UserErrors): T {
  if (made === null || made.replayed) throw new Error(`Kaquan refused: ${JSON.stringify(userErrors)}`);
  return made;
}

/** Kaquan as a merchant's back end calls it: a secret key, an idempotency key for each write. */
export function kaquanOperations(options: CallerOptions): Operations {
  const { ask, close } = graphqlCaller(options);
  return {
    claim: async (cardId, openid) => {
      const input = { cardId, openid, idempotencyKey: `claim-${openid}` };
      const { cardClaim } = await ask<Claimed>(CLAIM, { input });
      return textOr('The claim gave no code', done(cardClaim.claim, cardClaim).code.value);
    },
    redeem: async (value) => {
      const { codeRedeem } = await ask<Redeemed>(REDEEM, { input: { value, idempotencyKey: `redeem-${value}` } });
      done(codeRedeem.redemption, codeRedeem);
    },
    readCard: async (id) => {
      const { card } = await ask<CardRead>(READ_CARD, { id });
      assertLength('Stores of the card', card?.stores.nodes, STORES_OF_A_CARD);
    },
    listCodes: async () => {
      const { codes } = await ask<CodesListed>(LIST_CODES, { first: CODES_LISTED });
      assertLength('Codes of the list', codes.nodes, CODES_LISTED);
    },
    askNothing: async () => {
      const { __typename: name } = await ask<{ __typename: string }>(NOTHING, {});
      textOr('There is no root', name);
    },
    close: () => Promise.resolve(close()),
  };
}
