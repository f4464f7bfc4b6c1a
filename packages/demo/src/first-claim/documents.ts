const refusals = 'userErrors { code message field }';

export const CARD_CREATE = /* GraphQL */ `
  mutation CardCreate($card: CashCreateInput!) {
    cardCreate(input: { cash: $card }) { card { id title status stock { left } } ${refusals} }
  }`;

export const OPERATION_REGISTER = /* GraphQL */ `
  mutation OperationRegister($text: String!) {
    operationRegister(input: { operations: [{ text: $text }] }) { operations { hash } ${refusals} }
  }`;

/** What the merchant's page asks first: the ticket says that the claim comes from a page that was opened. */
export const CLAIM_CONTEXT = /* GraphQL */ `
  query ClaimContext($cardId: ID!) {
    claimContext(cardId: $cardId) { pageTicket }
  }`;

/** What the merchant's page runs. A page may run only documents that were registered. */
export const CARD_CLAIM = /* GraphQL */ `
  mutation CardClaim($cardId: ID!, $pageTicket: String!, $idempotencyKey: String!) {
    cardClaim(input: { cardId: $cardId, pageTicket: $pageTicket, idempotencyKey: $idempotencyKey }) {
      claim { id claimedAt replayed code { value status } card { id } }
      ${refusals}
    }
  }`;

export const CODE_REDEEM = /* GraphQL */ `
  mutation CodeRedeem($cardId: ID!, $value: String!, $idempotencyKey: String!) {
    codeRedeem(input: { cardId: $cardId, value: $value, idempotencyKey: $idempotencyKey }) {
      redemption { id redeemedAt way code { status } }
      ${refusals}
    }
  }`;
