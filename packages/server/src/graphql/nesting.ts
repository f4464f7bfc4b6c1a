import { Lexer, Source, TokenKind } from 'graphql';
import { badRequest } from './kit/door-errors.ts';

/** Levels of a value, and of brackets in a document. Far above what the schema can use, far below what a stack holds. */
export const NESTING_LIMIT = 32;

const tooDeep = (where: string): Error => badRequest(`${where} nest at most ${NESTING_LIMIT} levels deep`);

/**
 * Looks at brackets before the parser does: parser, rules and coercion call themselves for each level. Values are
 * counted from the parenthesis they stand in, so that they may be as deep in a document as in variables.
 * @throws GraphQLError, to be answered as BAD_REQUEST
 */
export function assertShallowDocument(source: string | Source, maxTokens: number): void {
  const lexer = new Lexer(typeof source === 'string' ? new Source(source) : source);
  let level = 0;
  let floor = 0;
  // What is longer is refused by the parser.
  for (let count = 0; count < maxTokens; count += 1) {
    const { kind } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (kind === TokenKind.PAREN_L) floor = level;
    else if (kind === TokenKind.PAREN_R) floor = 0;
    else if (kind === TokenKind.BRACKET_L || kind === TokenKind.BRACE_L) level += 1;
    else if (kind === TokenKind.BRACKET_R || kind === TokenKind.BRACE_R) level -= 1;
    if (level - floor > NESTING_LIMIT) throw tooDeep('Brackets');
  }
}

/** The same bound for variables. @throws GraphQLError, to be answered as BAD_REQUEST */
export function assertShallowVariables(variables: unknown): void {
  let holders = holdersAmong([variables]);
  for (let depth = 0; holders.length > 0; depth += 1) {
    if (depth > NESTING_LIMIT) throw tooDeep('Variables');
    holders = holders.flatMap((holder) => holdersAmong(Object.values(holder)));
  }
}

/** Lists and objects: what has a level below it. */
const holdersAmong = (values: readonly unknown[]): object[] =>
  values.filter((value) => typeof value === 'object' && value !== null);
