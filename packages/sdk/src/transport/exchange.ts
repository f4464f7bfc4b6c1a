import { type Exchange, type Operation, type OperationResult } from '@urql/core';
import { make, subscribe } from 'wonka';
import type { Host, Off } from '../core/host.ts';
import { openStream, type StreamListener } from './stream.ts';
import type { Call, Wire } from './wire.ts';

/** What our calls put beside an operation. */
export type CallContext = { isPublic?: true } & Partial<Omit<StreamListener, 'onData'>>;

/** The only exchange: asks by XMLHttpRequest, and streams subscriptions. */
export const kaquanExchange =
  (wire: Wire, host: Host): Exchange =>
  () =>
  (operations) =>
    make((observer) => {
      const streams = new Map<number, Off>();
      const next: Tell = (result) => observer.next(result);
      const subscription = subscribe((operation: Operation) => {
        const stop = streams.get(operation.key);
        if (stop) stop();
        streams.delete(operation.key);
        if (operation.kind === 'subscription') streams.set(operation.key, listen(operation, next, wire, host));
        else if (operation.kind !== 'teardown') void ask(operation, next, wire);
      })(operations);
      return () => subscription.unsubscribe();
    });

type Tell = (result: OperationResult) => void;

/** A question that was sent is not taken back: it may be a claim. */
const ask = (operation: Operation, tell: Tell, wire: Wire): Promise<void> =>
  wire.ask(callOf(operation)).then(
    (reply) => tell(resultOf(operation, reply)),
    (error: unknown) => tell(resultOf(operation, { error })),
  );

function listen(operation: Operation, tell: Tell, wire: Wire, host: Host): Off {
  const call = callOf(operation);
  const { onCut } = call.context;
  return openStream(
    call,
    {
      onOpen() {},
      ...call.context,
      onData: (data) => tell(resultOf(operation, { data, hasNext: true })),
      onCut(error) {
        if (error) tell(resultOf(operation, { error }));
        if (onCut) onCut(error);
      },
    },
    wire,
    host,
  );
}

/** urql only hands results on. Ours carry a CardError, which says more than its own error would, and the whole reply. */
const resultOf = (operation: Operation, reply: object): OperationResult =>
  ({ operation, extensions: reply, ...reply }) as unknown as OperationResult;

/** Documents of ours have an id; one from outside that has none is refused by the server. */
const callOf = (operation: Operation): Call & { context: CallContext } => operation as unknown as Call;
