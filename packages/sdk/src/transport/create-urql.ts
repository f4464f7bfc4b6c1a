import { type Client as UrqlClient, createClient, type OperationContext, type OperationResult } from '@urql/core';
import { CardError } from '../core/errors.ts';
import type { Host } from '../core/host.ts';
import type { ClientOptions } from '../types.ts';
import { type CallContext, kaquanExchange } from './exchange.ts';
import type { PersistedDocument } from './persisted-document.ts';
import { createWire } from './wire.ts';

type Variables = Record<string, unknown>;

/** What the rooms of `api/` ask with. */
export type Graphql = {
  readonly urql: UrqlClient;
  /** @throws CardError */
  ask: <Data, V extends Variables>(
    document: PersistedDocument<Data, V>,
    variables: V,
    context?: CallContext,
  ) => Promise<Replied<Data>>;
  listen: <Data, V extends Variables>(
    document: PersistedDocument<Data, V>,
    variables: V,
    listener: CallContext & { onData: (data: Data) => void },
  ) => () => void;
  /** Calls that follow are refused. */
  close: () => void;
};

export type Replied<Data> = { readonly data: Data; readonly requestId: string | null };

export function createGraphql(host: Host, options: ClientOptions): Graphql {
  const exchange = kaquanExchange(createWire(host, options), host);
  // Nothing is cached: what is left and who has claimed is true for a moment only.
  const urql = createClient({ url: options.endpoint, exchanges: [exchange] });
  let isClosed = false;
  return {
    urql,
    async ask(document, variables, context) {
      if (isClosed) throw new CardError('CANCELLED');
      const result = await urql[kindOf(document)](document, variables, contextOf(context)).toPromise();
      if (result.error) throw result.error;
      return repliedOf(result);
    },
    listen(document, variables, { onData, ...stream }) {
      const results = urql.subscription(document, variables, contextOf(stream));
      const subscription = results.subscribe(({ data }) => data && onData(data));
      return () => subscription.unsubscribe();
    },
    close() {
      isClosed = true;
    },
  };
}

/** Subscriptions are listened to, not asked. */
const kindOf = ({ operation }: PersistedDocument<unknown, never>): 'query' | 'mutation' => operation as 'query';

/** urql hands on whatever stands in a context. */
const contextOf = (context: CallContext = {}): Partial<OperationContext> => context;

/** The exchange put the reply into the extensions; without an error there is data. */
const repliedOf = <Data>({ extensions }: OperationResult<Data>): Replied<Data> => extensions as Replied<Data>;
