import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { DocumentNode, ExecutionArgs, ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import type { YogaServerInstance } from 'graphql-yoga';
import type { Groups } from './groups.ts';

type Yoga = YogaServerInstance<object, object>;
type Setting = { yoga: Yoga; schema: GraphQLSchema; groups: Groups };
type Asked = { query: string; variables?: Record<string, unknown> };

/** Plain JSON POSTs are answered here; all else goes to Yoga. */
export function createDoor(setting: Setting): RequestListener {
  return (req, res) => {
    if (req.method !== 'POST' || req.headers['content-type'] !== 'application/json') return void setting.yoga(req, res);
    let text = '';
    req.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    req.on('end', () => void answer(setting, { req, res, text }).catch((error: unknown) => fail(res, error)));
  };
}

// The bench's own driver asks, and nobody else.
const askedIn = (text: string): Asked => JSON.parse(text) as Asked;

type Executed = ExecutionResult & { stringify?: (result: ExecutionResult) => string };
type Pipeline = {
  parse: (query: string) => DocumentNode;
  validate: (schema: GraphQLSchema, document: DocumentNode) => readonly GraphQLError[];
  contextFactory: () => unknown;
  execute: (args: ExecutionArgs) => Promise<Executed> | Executed;
};
// Yoga leaves these untyped. Nothing here is deferred or streamed, and compiled documents bring their own way to text.
const pipelineOf = (yoga: Yoga): Pipeline => yoga.getEnveloped({}) as Pipeline;

type Exchange = { req: IncomingMessage; res: ServerResponse; text: string };

async function answer({ yoga, schema, groups }: Setting, { req, res, text }: Exchange): Promise<void> {
  const { query, variables = {} } = askedIn(text);
  const pipeline = pipelineOf(yoga);
  const document = pipeline.parse(query);
  const errors = pipeline.validate(schema, document);
  if (errors.length > 0) return sendJson(res, JSON.stringify({ errors }));
  if (req.headers.accept === 'text/event-stream') {
    res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' }).write(':\n\n');
    groups.join({ schema, document, query, variables: { cardId: String(variables['cardId']) } }, res);
    return;
  }
  const contextValue = await pipeline.contextFactory();
  const result = await pipeline.execute({ schema, document, contextValue, variableValues: variables });
  sendJson(res, result.stringify?.(result) ?? JSON.stringify(result));
}

function sendJson(res: ServerResponse, text: string): void {
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
}

function fail(res: ServerResponse, error: unknown): void {
  sendJson(res, JSON.stringify({ errors: [{ message: String(error) }] }));
}
