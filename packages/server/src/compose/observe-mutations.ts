import type { GraphQLFieldResolver, GraphQLSchema } from 'graphql';
import { DomainError } from '../domain/kit/errors.ts';

/** Told after each mutation: its name, and `OK`, the code of the first refusal, or `FAULT`. */
export type OnOutcome = (operation: string, outcome: string) => void;

type Boxed = { refusals: readonly { error: DomainError }[] };

const isBoxed = (result: unknown): result is Boxed =>
  typeof result === 'object' && result !== null && 'refusals' in result && Array.isArray(result.refusals);

const outcomeOf = (result: unknown): string => (isBoxed(result) ? (result.refusals[0]?.error.code ?? 'OK') : 'OK');

type Observer = { onOutcome: OnOutcome };

const isObserver = (context: unknown): context is Observer =>
  typeof context === 'object' && context !== null && 'onOutcome' in context && typeof context.onOutcome === 'function';

/**
 * Tells the `onOutcome` of each request's context what its mutations come to, at the one place that all of them pass,
 * so that no resolver has to think of it. Called once for a schema.
 */
export function observeMutations(schema: GraphQLSchema): void {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    if (resolve !== undefined) field.resolve = observed(resolve, field.name);
  }
}

type Resolver = GraphQLFieldResolver<unknown, unknown>;

function observed(resolve: Resolver, operation: string): Resolver {
  return async (source, args, context, info) => {
    const tell = (outcome: string): void => {
      if (isObserver(context)) context.onOutcome(operation, outcome);
    };
    try {
      const result: unknown = await resolve(source, args, context, info);
      tell(outcomeOf(result));
      return result;
    } catch (error) {
      tell(error instanceof DomainError ? error.code : 'FAULT');
      throw error;
    }
  };
}
