import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Identity } from '../domain/access/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { contextOf, type Following } from '../graphql/context.ts';
import { maskError } from '../graphql/errors.ts';
import { withInputFields } from '../graphql/input-field.ts';
import { assertPlainVariables, documentLimits, operationCost, parseDocument } from '../graphql/limits.ts';
import { schema } from '../graphql/schema.ts';
import { DoorRefusal, type ShownError } from '../http/door-refusal.ts';
import type { Caller, GraphqlEngine, Operation, OperationAnswer, PreparedOperation } from '../http/graphql/engine.ts';
import { deliver, type Run } from './deliver.ts';
import { createSharedAnswers } from './shared-answers.ts';
import { observeMutations, type OnOutcome } from './observe-mutations.ts';

observeMutations(schema);

type EngineOptions = {
  root: Omit<DomainContext, 'actor'>;
  showsGraphiql: boolean;
  /** Takes faults of ours, once each, to be logged. */
  onFault: (fault: unknown, requestId: string) => void;
  onOutcome: OnOutcome;
};

const MOST_SHOWN_ERRORS = 10;

/** Bounds a document while it is read and while it is checked; both are kept by text in Yoga's cache. */
const boundDocuments: Plugin = {
  onParse: ({ setParseFn }) => {
    setParseFn(parseDocument);
  },
  onValidate: ({ addValidationRule }) => {
    for (const rule of documentLimits) addValidationRule(rule);
  },
};

/**
 * The schema behind Yoga's pipeline. http has read, identified and bounded the request already, so the pipeline is
 * called by itself, without Yoga's own HTTP.
 */
export function createGraphqlEngine({ root, showsGraphiql, onFault, onOutcome }: EngineOptions): GraphqlEngine {
  const yoga = createYoga({
    schema,
    plugins: [boundDocuments],
    maskedErrors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
  });

  const share = createSharedAnswers<OperationAnswer>();
  const prepare = (operation: Operation): PreparedOperation => {
    const pipeline = yoga.getEnveloped({});
    const { document, cost } = examined(pipeline, operation);
    const { text: _text, variables: variableValues, ...named } = operation;
    const request = { schema, document, variableValues, ...named };
    const kind = getOperationAST(document, operation.operationName)?.operation ?? 'query';
    // Yoga would begin a subscription anew for each of its events.
    const executeOnce = kind === 'subscription' ? execute : pipeline.execute;
    const runAs = (requestId: string): Run => {
      const mask = (error: unknown): GraphQLError => maskError(error, requestId, (fault) => onFault(fault, requestId));
      return {
        mask,
        open: (contextValue) => createSourceEventStream({ ...request, contextValue }),
        execute: async (contextValue, rootValue) => {
          try {
            return masked(answerOf(await executeOnce({ ...request, contextValue, rootValue })), mask);
          } catch (error) {
            return { errors: [mask(error)], data: null };
          }
        },
      };
    };
    const contextFor = async (
      { requestId, ...more }: Omit<Caller, 'identity'>,
      identity: Identity,
      following?: Following,
    ): Promise<unknown> =>
      pipeline.contextFactory({
        ...contextOf(root, identity, requestId, { ...more, ...(following ? { following } : {}) }),
        onOutcome,
      });
    return {
      kind,
      cost,
      execute: async (caller) => runAs(caller.requestId).execute(await contextFor(caller, caller.identity), undefined),
      subscribe: (listener) =>
        deliver(
          {
            ...runAs(listener.requestId),
            share,
            question: JSON.stringify([operation, listener.acceptLanguage]),
            contextFor: (identity, following) => contextFor(listener, identity, following),
          },
          listener,
        ),
    };
  };
  return { prepare, page: showsGraphiql ? renderPage : null };
}

function masked({ data, errors }: OperationAnswer, mask: (error: unknown) => GraphQLError): OperationAnswer {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.slice(0, MOST_SHOWN_ERRORS).map(mask) }),
  };
}

// Yoga types what it parses as any; it is what graphql-js gives.
const parsed = (document: unknown): DocumentNode => document as DocumentNode;
// Yoga types what it finds as any; it is what graphql-js gives.
const faultsOf = (errors: unknown): readonly GraphQLError[] => errors as readonly GraphQLError[];
// Yoga types what it executes as any; without subscriptions it is one answer.
const answerOf = (result: unknown): OperationAnswer => result as OperationAnswer;

type Reader = {
  parse: (text: string) => unknown;
  validate: (schema: GraphQLSchema, document: DocumentNode) => unknown;
};

/** Reads an operation, and prices it; what is wrong with it is refused with the field of the input it is about. */
function examined(reader: Reader, operation: Operation): { document: DocumentNode; cost: number } {
  const { text, operationName, variables } = operation;
  const document = checked(() => parsed(reader.parse(text)));
  const placed: Place = (errors) => withInputFields(errors, { schema, document, variables });
  refuseInvalid(placed(faultsOf(reader.validate(schema, document))));
  checked(() => assertPlainVariables(variables));
  return { document, cost: checked(() => operationCost(schema, document, operationName, { ...variables }), placed) };
}

/** Adds to errors which field of the input they are about. */
type Place = (errors: readonly GraphQLError[]) => readonly GraphQLError[];

/** Broken text and variables that do not fit are the caller's; anything else keeps flying. */
function checked<T>(work: () => T, placed: Place = (errors) => errors): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof GraphQLError) refuseInvalid(placed([error]));
    throw error;
  }
}

function refuseInvalid(errors: readonly GraphQLError[]): void {
  const [first] = errors;
  if (first === undefined) return;
  throw new DoorRefusal(400, 'BAD_REQUEST', first.message, { errors: errors.slice(0, MOST_SHOWN_ERRORS).map(shown) });
}

/** Yoga writes codes of its own and hints for its HTTP into errors; ours are a closed list. */
const shown = (error: GraphQLError): ShownError => {
  const { message, locations, extensions = {} }: GraphQLFormattedError = error.toJSON();
  const { code, field } = extensions;
  const isOurs = typeof code === 'string' && !code.startsWith('GRAPHQL_');
  const told = { ...(isOurs ? { code } : {}), ...(field === undefined ? {} : { field }) };
  return { message, ...(locations === undefined ? {} : { locations }), extensions: told };
};

/** GraphiQL with all its parts in one page: nothing is loaded from elsewhere. */
async function renderPage(headers: Readonly<Record<string, string>>): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({ title: 'Kaquan GraphiQL', endpoint: '/graphql', headers: JSON.stringify(headers, null, 2) });
}
