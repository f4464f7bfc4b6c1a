import ts from 'typescript';
import { nodesOf, type Rule } from '../rule.ts';

/** An enum is a value and a type with rules of its own; a union of strings is what crosses every door. */
export const noEnum: Rule = {
  name: 'no-enum',
  appliesTo: () => true,
  check: ({ source }) =>
    nodesOf(source, ts.isEnumDeclaration).map((node) => ({
      node,
      message: 'use a union of strings or an `as const` object',
    })),
};
