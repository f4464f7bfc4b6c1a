import {
  createSourceEventStream,
  type DocumentNode,
  execute,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { createYoga, type Plugin, type YogaServerInstance } from 'graphql-yoga';
import type { Identity } from '../domain/access/index.ts';
import type { DomainContext } from '../domain/kit/context.ts';
import { contextOf, type Following } from '../graphql/context.ts';
import { maskError } from '../graphql/errors.ts';
import { languageOf } from '../graphql/kit/language.ts';
import { documentLimits, parseDocument } from '../graphql/limits.ts';
import { schema } from '../graphql/schema.ts';
import type { Caller, GraphqlEngine, Operation, OperationAnswer, PreparedOperation } from '../http/graphql/engine.ts';
import { createCompiler } from './compile-operation.ts';
import { deliver, type Run } from './deliver.ts';
import { guardTypes } from './guard-types.ts';
import { readOperations, type ReadOperation } from './known-operations.ts';
import { sharePaths } from './share-paths.ts';
import { createSharedAnswers } from './shared-answers.ts';
import { showColumns } from './show-columns.ts';
import { observeMutations, type OnOutcome } from './observe-mutations.ts';

observeMutations(schema);
guardTypes(schema);
showColumns(schema);
sharePaths(schema);

type EngineOptions = {
  root: Omit<DomainContext, 'actor'>;
  showsGraphiql: boolean;
  /** False: every operation is run by an executor that reads its document anew. */
  compilesDocuments: boolean;
  /** Takes faults of ours, once each, to be logged. */
  onFault: (fault: unknown, requestId: string) => void;
  onOutcome: OnOutcome;
};

const MOST_SHOWN_ERRORS = 10;

type Pipeline = ReturnType<YogaServerInstance<object, object>['getEnveloped']>;

/** Bounds a document while it is read and while it is checked. */
const boundDocuments: Plugin = {
  onParse: ({ setParseFn }) => {
    setParseFn(parseDocument);
  },
  onValidate: ({ addValidationRule }) => {
    for (const rule of documentLimits) addValidationRule(rule);
  },
};

/** Yoga's pipeline without its HTTP. Nothing of a request stays in it, so one serves all. */
function openPipeline(): Pipeline {
  const yoga = createYoga({
    schema,
    plugins: [boundDocuments],
    // What is read is kept with what else is known of a document.
    parserAndValidationCache: false,
    maskedErrors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
  });
  return yoga.getEnveloped({});
}

/**
 * The schema behind Yoga's pipeline. http has read, identified and bounded the request already, so the pipeline is
 * called by itself, without Yoga's own HTTP.
 */
export function createGraphqlEngine(options: EngineOptions): GraphqlEngine {
  const { root, showsGraphiql, compilesDocuments, onFault, onOutcome } = options;
  const pipeline = openPipeline();
  const read = readOperations({
    schema,
    parse: (text) => parsed(pipeline.parse(text)),
    validate: (document) => faultsOf(pipeline.validate(schema, document)),
    compile: compilesDocuments ? createCompiler(schema) : null,
  });
  const share = createSharedAnswers<OperationAnswer>();
  const contextFor = (
    { requestId, ...more }: Omit<Caller, 'identity'>,
    identity: Identity,
    following?: Following,
  ): unknown =>
    Object.assign(contextOf(root, identity, requestId, following ? { ...more, following } : more), { onOutcome });
  const prepare = (operation: Operation): PreparedOperation => {
    const asked = read(operation);
    const { cost, given, operation: known } = asked;
    const { definition, document } = known;
    const request = { schema, document, variableValues: given };
    const runAs = (requestId: string): Run => {
      const mask = (error: unknown): GraphQLError => maskError(error, requestId, (fault) => onFault(fault, requestId));
      return {
        mask,
        open: (contextValue) => createSourceEventStream({ ...request, contextValue }),
        execute: (contextValue, rootValue) => answerFrom(() => run(asked, pipeline, { contextValue, rootValue }), mask),
      };
    };
    return {
      kind: definition.operation,
      cost,
      readsFacesOnly: readsFacesOnly(definition),
      execute: (caller) => runAs(caller.requestId).execute(contextFor(caller, caller.identity), undefined),
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
  return { prepare, languageOf, page: showsGraphiql ? renderPage : null };
}

const FACES: readonly string[] = ['cardFace', 'cardFaces'];

/** A fragment at the root may hide anything, so it makes the document another one. */
const readsFacesOnly = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.every((field) => field.kind === Kind.FIELD && FACES.includes(field.name.value));

type Running = { contextValue: unknown; rootValue: unknown };

/** Runs an operation as a function of its own where it is one, else by an executor. */
async function run(asked: ReadOperation, pipeline: Pipeline, running: Running): Promise<OperationAnswer> {
  const { given, coerced, operation } = asked;
  const { definition, document, compiled } = operation;
  const answer = await compiled?.({ ...running, variableValues: coerced });
  if (answer) return answer;
  // Yoga would begin a subscription anew for each of its events.
  const executeOnce = definition.operation === 'subscription' ? execute : pipeline.execute;
  return answerOf(await executeOnce({ schema, document, variableValues: given, ...running }));
}

async function answerFrom(
  work: () => Promise<OperationAnswer>,
  mask: (error: unknown) => GraphQLError,
): Promise<OperationAnswer> {
  try {
    const answer = await work();
    return answer.errors === undefined ? answer : masked(answer, mask);
  } catch (error) {
    return { errors: [mask(error)], data: null };
  }
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

/** GraphiQL with all its parts in one page: nothing is loaded from elsewhere. */
async function renderPage(headers: Readonly<Record<string, string>>): Promise<string> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  return renderGraphiQL({ title: 'Kaquan GraphiQL', endpoint: '/graphql', headers: JSON.stringify(headers, null, 2) });
}
