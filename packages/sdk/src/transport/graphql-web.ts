// Stands in for @0no-co/graphql.web in our build: documents are compiled, so nothing parses, prints or makes errors.

export const Kind = {};

export const parse = (): never => {
  throw new Error('Documents must be compiled');
};
export { parse as print, parse as GraphQLError };
