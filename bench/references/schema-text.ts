/** The small schema of the references that take one as text. */
export const SCHEMA = `
  type Card { id: ID! title: String! left: Int! stores: [Store!]! }
  type Store { id: ID! name: String! city: String! address: String! }
  type Code { id: ID! value: String! status: String! openid: String! claimedAt: String! card: Card! }
  type Query { card(id: String!): Card codes(first: Int!): [Code!]! }
  type Mutation { claim(cardId: String!, openid: String!): Code! redeem(value: String!): Code! }
  type Subscription { claims(cardId: String!): Code! }
`;

export type CardArgument = { id: string };
export type ClaimArguments = { cardId: string; openid: string };

/** As text, which is what the schema promises. */
export const timeText = (time: unknown): unknown => (time instanceof Date ? time.toISOString() : time);
